import fc from 'fast-check';

/** Texts that some template, escape or quoting on the way to a file would change. */
export const HOSTILE = [
  'plain',
  '',
  ' leading and trailing ',
  '${var.x}',
  '$${var.x}',
  '$$${var.x}',
  '%{if true}x%{endif}',
  '%%{Referer}i',
  '%h %{Referer}i "%r" %>s',
  'cost$',
  'cost%',
  'a{b}c',
  '"double" and \'single\'',
  'it\'s a "quote',
  'back\\slash',
  'trailing\\',
  '\\\\server\\share\\${x}',
  'line\nline',
  'line\r\nline\r\n',
  'tab\ttab',
  'form\ffeed',
  '<a href="x">&amp;</a>',
  ']]>',
  'a -- b --> c',
  'before # behind',
  '! not a comment = key : value',
  '$(id)',
  '$(worker.list)',
  '`id`',
  '$HOME; rm -rf ~ && echo "$?" | cat > x',
  '*?[a]{b,c}~',
  '\u00e9 composed',
  '\ud55c\uae00 \u65e5\u672c\u8a9e \u0440\u0443\u0441\u0441\u043a\u0438\u0439',
  '\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \ud83c\uddf0\ud83c\uddf7',
  '\u202eright to left\u202c\u2028\u2029\u0085',
  '\ufeffbyte order mark',
  '\ue0000\ue000 \ue0001\ue000',
  '-1.8',
  '${TfToken',
];

/** Texts that Terraform would rewrite, because it normalizes every string. */
export const NOT_NFC = ['e\u0301', '\u1112\u1161\u11ab', '\u212b', 'a\u0323\u0307\u0323'];

/** Texts of any characters, with hostile ones among them. */
export const anyText = fc.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), { maxLength: 4 })
  .map((parts) => parts.join(''));

/** The same few hundred texts in every run, for readers that are started once. */
export const manyTexts = [...HOSTILE, ...NOT_NFC, ...fc.sample(anyText, { numRuns: 250, seed: 20250101 })];
