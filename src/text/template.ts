/**
 * A text of a file whose markers, such as `@PORT@`, are replaced by what they stand for.
 *
 * @throws Error where the text lacks a marker, or holds another one: the file and the library would not mean the same.
 */
export function filled(template: string, values: { readonly [marker: string]: string | number }): string {
  const found = new Set<string>();
  const text = template.replace(/@([A-Z_]+)@/g, (marker, name: string) => {
    if (values[name] === undefined) throw new Error(`nothing is said for ${marker}`);
    found.add(name);
    return `${values[name]}`;
  });
  const missing = Object.keys(values).find((name) => !found.has(name));
  if (missing !== undefined) throw new Error(`the marker @${missing}@ is missing`);
  return text;
}
