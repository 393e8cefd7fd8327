import { Token } from 'cdktf';
import { ConfigError } from '../config-error';

/** What a Java int holds. */
const MOST = 2 ** 31 - 1;

/** A value, the least that Tomcat takes for it, and the most. */
export type Limited = [value: number | undefined, least: number, most?: number];

/** Refuses numbers that Tomcat does not take: it would log a warning and use its own, or not start. Tokens are left alone, and limit nothing. */
export function checkNumbers(what: string, numbers: { [option: string]: Limited }, path = ''): void {
  for (const [option, [value, least, limit = MOST]] of Object.entries(numbers)) {
    const most = Token.isUnresolved(limit) ? MOST : limit;
    if (value === undefined || Token.isUnresolved(value) || (Number.isInteger(value) && value >= least && value <= most)) continue;
    throw new ConfigError({
      code: 'OPTION_RANGE',
      path,
      got: `${option} ${value} of ${what}`,
      why: `it is a whole number from ${least} to ${most}`,
      fix: 'choose one in this range, or leave it out',
    });
  }
}
