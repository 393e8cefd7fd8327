/**
 * The arguments of one line as httpd reads them: ap_cfg_getline cuts blanks at both ends and joins lines that end in a
 * backslash, ap_resolve_env replaces ${NAME} where NAME is known, and ap_getword_conf splits.
 */
export function httpdArguments(line: string, environment: { [name: string]: string } = {}): string[] {
  if (/\\$/.test(line)) throw new Error('httpd would join the next line to this one');
  let rest = line.trim().replace(/\$\{([^}]*)\}/g, (all, name) => environment[name] ?? all);
  const words: string[] = [];
  while (rest !== '') {
    const quote = /^["']/.exec(rest)?.[0];
    const end = quote ? closingQuote(rest, quote) : rest.search(/\s|$/);
    const word = rest.slice(quote ? 1 : 0, end);
    words.push(word.replace(quote ? new RegExp(`\\\\([\\\\${quote}])`, 'g') : /\\(\\)/g, '$1'));
    rest = rest.slice(quote ? end + 1 : end).trimStart();
  }
  return words;
}

function closingQuote(text: string, quote: string): number {
  for (let index = 1; index < text.length; index += 1) {
    if (text[index] === '\\' && [quote, '\\'].includes(text[index + 1])) index += 1;
    else if (text[index] === quote) return index;
  }
  throw new Error('a quote that is not closed');
}
