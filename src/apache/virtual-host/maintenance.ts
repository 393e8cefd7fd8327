import { pageOf } from './error-pages';
import { FIRST_TIME } from '../ask-again';
import { SERVER_ROOT } from '../httpd-conf';
import { ConfigError } from '../../checks/config-error';
import { directive, HttpdDirective, section } from '../../text/httpd-directive';

/** What visitors are told while a site is closed. */
export interface Maintenance {
  /** The page, in HTML. @default - the error page of 503, or httpd's own */
  readonly page?: string;
  /** When browsers and robots shall come again (Retry-After), in seconds. @default 300 */
  readonly retryAfterSeconds?: number;
}

/** What its page is called among those of the site. */
export const MAINTENANCE_PAGE = 'maintenance';

/** While it exists, a site is closed. */
export function maintenanceFile(serverName: string): string {
  return `${SERVER_ROOT}/run/maintenance-${serverName}`;
}

export function checkMaintenance({ retryAfterSeconds = 300 }: Maintenance, path: string): void {
  if (Number.isInteger(retryAfterSeconds) && retryAfterSeconds > 0) return;
  throw new ConfigError({
    code: 'MAINTENANCE', path, got: `retryAfterSeconds ${retryAfterSeconds}`, why: 'it is a number of seconds', fix: 'use a whole number of at least 1, or leave it out',
  });
}

/** Who asks from the host itself finds the site open: the host asks whether it serves, and so can its administrators. */
export const FROM_ELSEWHERE = "%{CONN_REMOTE_ADDR} != '127.0.0.1'";

export function maintenanceDirectives({ page, retryAfterSeconds = 300 }: Maintenance, serverName: string): HttpdDirective[] {
  const closed = `-f '${maintenanceFile(serverName)}'`;
  return [
    { ...directive('RewriteCond', 'expr', `${closed} && ${FROM_ELSEWHERE} && ${FIRST_TIME}`), comment: 'Closed while the file exists.' },
    directive('RewriteRule', '^', '-', '[R=503,L]'),
    directive('Header', 'always', 'set', 'Retry-After', String(retryAfterSeconds), `expr=%{REQUEST_STATUS} == 503 && ${closed}`),
    ...(page === undefined ? [] : [section('If', closed, directive('ErrorDocument', 503, pageOf(MAINTENANCE_PAGE)))]),
  ];
}
