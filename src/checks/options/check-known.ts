import { Token } from 'cdktf';
import { ConfigError } from '../config-error';

/** Refuses a number that is not known yet, where something is computed from it when the program is synthesized. */
export function checkKnown(what: string, value: number | undefined, why: string, path = ''): void {
  if (value === undefined || !Token.isUnresolved(value)) return;
  throw new ConfigError({
    code: 'OPTION_RANGE', path, got: `${what} that only Terraform knows`, why: `${why} when the program is synthesized`, fix: 'say the number in the program, or leave it out',
  });
}
