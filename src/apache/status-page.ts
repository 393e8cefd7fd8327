import { loadModule } from './load-module';
import type { Balancing } from './balancing';
import { UNLOGGED } from './httpd-logs';
import { checkCidrs } from '../network/ipv4';
import { directive, HttpdDirective, section } from '../text/httpd-directive';

/** Who may look at what a front end knows of its Tomcats. */
export interface BalancerStatusOptions {
  /**
   * From where, in CIDR notation. They ask for `/-/status` by a name that no virtual host has, such as the address of the front end, and can
   * change nothing: that is done on the host itself, with `/srv/httpd/bin/member`.
   */
  readonly from: string[];
}

/** Where a front end shows what it knows of its Tomcats. */
export const STATUS_PATH = '/-/status';

/** Where that can be changed, from the host itself. */
export const MEMBERS_PATH = '/-/members';

/** What the command of the host sends with what it asks. */
export const MEMBER_HEADER = 'X-Member-Command';

/**
 * How httpd knows the command. Its address is that of the connection: the one that mod_remoteip has put in its place is what a client says. An
 * application of the same host that is made to fetch an address for its visitor fetches it without the header.
 */
function commandSays(...values: string[]): string {
  return `%{CONN_REMOTE_ADDR} == '127.0.0.1' && %{req_novary:${MEMBER_HEADER}} -in {${values.map((value) => `'${value}'`).join(', ')}}`;
}

/** What an operator asks for, and what the command looks for by itself, once a second, which no access log holds. */
const [COMMAND, WATCH] = ['yes', 'watch'];

/** Refuses addresses that httpd would not compare as meant. */
export function checkStatus(status: BalancerStatusOptions | undefined, path: string): void {
  if (status) checkCidrs(status.from, path);
}

/** What the virtual host of unknown names says of both. */
export function statusSections(balancing: Balancing, modules: string, status?: BalancerStatusOptions): HttpdDirective[] {
  return [
    loadModule('authz_host', modules),
    section(
      'Location', MEMBERS_PATH,
      directive('Require', 'expr', commandSays(COMMAND, WATCH)), directive('SetEnvIfExpr', commandSays(WATCH), UNLOGGED), ...balancing.statusHandler(true),
    ),
    ...(status ? [section('Location', STATUS_PATH, directive('Require', 'ip', ...status.from), ...balancing.statusHandler(false))] : []),
  ];
}
