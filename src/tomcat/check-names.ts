import { ConfigError } from '../checks/config-error';

/**
 * Refuses a name that is said twice.
 *
 * @param names What shares its names, by what a message calls it, such as `a data source`.
 */
export function checkNames(names: { [what: string]: string[] }, path = ''): void {
  const first = new Map<string, string>();
  Object.entries(names).flatMap(([what, some]) => some.map((name) => ({ what, name }))).forEach(({ what, name }) => {
    const other = first.get(name);
    if (other !== undefined) throw taken(what, name, other, path);
    first.set(name, what);
  });
}

function taken(what: string, name: string, other: string, path: string): ConfigError {
  return new ConfigError({
    code: 'NAME_TAKEN',
    path,
    got: `${what} "${name}" beside ${other} of that name`,
    why: 'Tomcat keeps one of them, and does not say so',
    fix: 'leave one of them out, or give it another name',
  });
}
