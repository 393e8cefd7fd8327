import type { Host } from './host';
import type { Service } from './service';
import { ConfigError } from '../checks/config-error';
import { checkKnown } from '../checks/options/check-known';

/** Refuses what the C library and Java do not know, and would both take for UTC without a word. */
export function checkTimeZone(zone: string | undefined, path: string): void {
  if (zone === undefined) return;
  checkKnown('a timeZone', zone, 'it is looked up', path);
  const known = knownAs(zone);
  if (known === zone) return;
  throw new ConfigError({
    code: 'TIME_ZONE',
    path,
    got: `the time zone "${zone}"`,
    why: 'it is no name of the time zone database, and services would go on in UTC',
    fix: known ? `write it as ${known}` : 'use a name such as Asia/Seoul; the offset of a zone changes over the years',
  });
}

/** What a process finds in its environment on a host. */
export function environmentOn(host: Host, { environment }: Service): { [name: string]: string } {
  return host._timeZone === undefined ? environment : { ...environment, TZ: host._timeZone };
}

/** A zone as its file is called; only letters may be of another size. Offsets are none: their signs mean the opposite there. */
function knownAs(zone: string): string | undefined {
  if (!/^[a-z][\w+-]*(\/[a-z][\w+-]*)*$/i.test(zone)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
    const isOlderName = timeZone.toLowerCase() !== zone.toLowerCase() && /^[A-Z][^/]*(\/[A-Z][^/]*)*$/.test(zone);
    return isOlderName ? zone : timeZone;
  } catch {
    return undefined;
  }
}
