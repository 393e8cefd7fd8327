import { Token } from 'cdktf';
import { ConfigError } from '../config-error';

/** Why a value is needed that is written into what a machine is told as it is. */
export const TOLD_TO_MACHINES = 'what machines are told is compressed';

/**
 * Refuses what only Terraform knows, where the program needs the value itself.
 *
 * @param why What is made of it when the program is synthesized, as in `ports are computed from it`.
 */
export function checkKnown(what: string, value: number | string | string[] | number[] | undefined, why: string, path = ''): void {
  if (value === undefined || !Token.isUnresolved(value)) return;
  throw new ConfigError({
    code: 'VALUE_NOT_KNOWN',
    path,
    got: `${what} that only Terraform knows`,
    why: `${why} when the program is synthesized`,
    fix: 'say it in the program, which can read it from process.env or a JSON file',
  });
}
