/** Letters that have a meaning after a backslash, and need nothing behind them. */
const ESCAPES = /[tnrfaedDwWsShHvVRXBAGZzE1-9]/;

/** Letters that need something behind them. */
const LONG_ESCAPES: { [letter: string]: RegExp } = {
  x: /^x([0-9A-Fa-f]{2}|\{[0-9A-Fa-f]{1,6}\})/,
  u: /^u+[0-9A-Fa-f]{4}/,
  0: /^0[0-7]{1,3}/,
  c: /^c[\s\S]/,
  p: /^p(\{\^?\w+(=\w+)?\}|[A-Z])/,
  P: /^P(\{\^?\w+(=\w+)?\}|[A-Z])/,
  N: /^N\{[^}]+\}/,
  k: /^k<[A-Za-z][A-Za-z0-9]*>/,
  b: /^b(\{g\})?/,
};

/** What may stand between a parenthesis and what the group holds. */
const GROUP_HEAD = /^\?([:=!>]|<[=!]|<[A-Za-z][A-Za-z0-9]*>|[idmsuxU]*(-[idmsuxU]+)?[:)])/;

/** The reader's position: the groups of JavaScript and Java differ, so that its RegExp cannot tell. */
interface Reader {
  readonly text: string;
  readonly names: Set<string>;
  at: number;
}

/** An alternative of the whole pattern, and whether something that begins with a slash could match it. */
export interface Alternative {
  readonly text: string;
  readonly beginsWithSlash: boolean;
}

/**
 * The alternatives of a regular expression that `java.util.regex.Pattern` compiles.
 *
 * @throws Error with what Java would say, where it does not.
 */
export function javaAlternatives(pattern: string): Alternative[] {
  const reader = { text: pattern, names: new Set<string>(), at: 0 };
  const alternatives = readAlternatives(reader);
  if (reader.at < pattern.length) throw new Error(`unmatched ) at ${reader.at}`);
  return alternatives;
}

function readAlternatives(reader: Reader): Alternative[] {
  const alternatives: Alternative[] = [];
  do {
    const from = reader.at;
    const beginsWithSlash = readSequence(reader);
    alternatives.push({ text: reader.text.slice(from, reader.at), beginsWithSlash });
  } while (skip(reader, '|'));
  return alternatives;
}

/** Reads up to the next alternative or the end of the group. Returns whether it could match something that begins with a slash. */
function readSequence(reader: Reader): boolean {
  let decided: boolean | undefined;
  while (reader.at < reader.text.length && !/[|)]/.test(reader.text[reader.at])) {
    const start = readAtom(reader);
    const optional = readQuantifier(reader);
    if (decided === undefined && start !== undefined) decided = start ? true : optional ? undefined : false;
  }
  return decided ?? true;
}

/** Reads one atom. Returns whether it could match a slash; undefined for what matches no character. */
function readAtom(reader: Reader): boolean | undefined {
  const char = reader.text[reader.at++];
  if (char === '(') return readGroup(reader);
  if (char === '[') {
    readClass(reader);
    return true;
  }
  if (char === '\\') return readEscape(reader);
  if (/[*+?]/.test(char)) throw new Error(`dangling ${char} at ${reader.at - 1}`);
  if (char === '{') {
    reader.at--;
    return undefined;
  }
  return /[\^$]/.test(char) ? undefined : char === '.' || char === '/';
}

function readGroup(reader: Reader): boolean | undefined {
  const from = reader.at - 1;
  const [head, kind = ':'] = GROUP_HEAD.exec(reader.text.slice(reader.at)) ?? [''];
  if (!head && reader.text[reader.at] === '?') throw new Error(`unknown group at ${from}`);
  reader.at += head.length;
  const [, name] = /^<(\w+)>/.exec(kind) ?? [];
  if (name && reader.names.has(name)) throw new Error(`a second group ${name} at ${from}`);
  if (name) reader.names.add(name);
  if (kind.endsWith(')')) return undefined;
  const alternatives = readAlternatives(reader);
  if (!skip(reader, ')')) throw new Error(`unclosed group at ${from}`);
  if (/^(<?[=!])$/.test(kind)) return undefined;
  // Case-insensitive or not, a slash is a slash. An empty alternative leaves it to what follows.
  return alternatives.some(({ beginsWithSlash }) => beginsWithSlash);
}

function readClass(reader: Reader): void {
  const from = reader.at - 1;
  skip(reader, '^');
  for (let first = true; reader.at < reader.text.length; first = false) {
    const char = reader.text[reader.at++];
    if (char === ']' && !first) return;
    if (char === '\\') readEscape(reader);
    if (char === '[') readClass(reader);
    const [, last] = /^-([^\]\\[])/.exec(reader.text.slice(reader.at)) ?? [];
    if (last && !/[\\[&]/.test(char) && last < char) throw new Error(`the range ${char}-${last} at ${reader.at - 1}`);
  }
  throw new Error(`unclosed character class at ${from}`);
}

function readEscape(reader: Reader): boolean | undefined {
  const from = reader.at - 1;
  const letter = reader.text[reader.at];
  if (letter === undefined) throw new Error('a backslash at the end');
  if (letter === 'Q') return readQuotation(reader);
  const [escape] = LONG_ESCAPES[letter]?.exec(reader.text.slice(reader.at)) ?? [''];
  if (!escape && /[A-Za-z0-9]/.test(letter) && (letter in LONG_ESCAPES || !ESCAPES.test(letter))) throw new Error(`unknown escape \\${letter} at ${from}`);
  reader.at += escape.length || 1;
  if (/[bBAGZz]/.test(letter)) return undefined;
  return /[xu0cpPNkDWSHVXR1-9/]/.test(letter);
}

function readQuotation(reader: Reader): boolean | undefined {
  const end = reader.text.indexOf('\\E', reader.at);
  const quoted = reader.text.slice(reader.at + 1, end < 0 ? undefined : end);
  reader.at = end < 0 ? reader.text.length : end + 2;
  return quoted === '' ? undefined : quoted.startsWith('/');
}

/** Returns whether what stands before it may be missing. */
function readQuantifier(reader: Reader): boolean {
  const rest = reader.text.slice(reader.at);
  const [quantifier, least, , most] = /^(?:[*+?]|\{(\d+)(,(\d*))?\})[?+]?/.exec(rest) ?? [''];
  if (!quantifier && rest.startsWith('{')) throw new Error(`{ without a repetition at ${reader.at}`);
  if (most && Number(most) < Number(least)) throw new Error(`the repetition ${quantifier} at ${reader.at}`);
  reader.at += quantifier.length;
  return /^[*?]/.test(quantifier) || Number(least) === 0;
}

function skip(reader: Reader, char: string): boolean {
  if (reader.text[reader.at] !== char) return false;
  reader.at++;
  return true;
}
