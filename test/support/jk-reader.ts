/**
 * workers.properties as mod_jk reads it (jk_map.c): everything from # on is cut, then blanks at both ends of line, key
 * and value; $(name) is replaced; a property without a value is none.
 */
export function jkProperties(file: string): { [key: string]: string } {
  const properties: { [key: string]: string } = {};
  for (const line of file.split('\n')) {
    const [, key, value] = /^([^=]*)=(.*)$/s.exec(trim(line.split('#')[0].split('\0')[0])) ?? [];
    if (!key || !value) continue;
    properties[trim(key)] = trim(value).replace(/\$\(([^)]*)\)/g, (all, name) => properties[name] ?? process.env[name] ?? all);
  }
  return properties;
}

function trim(text: string): string {
  return text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '');
}
