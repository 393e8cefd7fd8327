import { ConfigError } from '../../checks/config-error';

/** A header is one line of printable ASCII. */
export function checkHeaderValue(property: string, value: string | undefined, path: string): void {
  if (value === undefined || (/^[ -~]+$/.test(value) && !value.includes('${'))) return;
  throw new ConfigError({
    code: 'SECURITY_HEADER', path, got: `${property} ${JSON.stringify(value)}`, why: 'a header is one line of printable ASCII, without ${', fix: 'write it in one line',
  });
}
