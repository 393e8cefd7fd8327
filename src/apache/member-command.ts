import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HEALTH_BALANCER } from './balancer';
import { BalancingModule } from './distribution';
import { FailoverTimes } from './failover';
import { SERVER_ROOT } from './httpd-conf';
import { MEMBER_HEADER, MEMBERS_PATH } from './status-page';
import { UNKNOWN_NAME } from './virtual-host/unknown-name';
import { configFile, HostFile } from '../host/host-file';
import { directive, HttpdDirective } from '../text/httpd-directive';
import { filled } from '../text/template';
import { Text } from '../text/text';

/** Written for bash alone: images of httpd hold no curl. */
const PROGRAM = join(__dirname, '../../data/httpd/member.sh');

const COMMAND = `${SERVER_ROOT}/bin/member`;

/** The command with which an operator takes a Tomcat out of the balancers and back. */
export function memberCommand(module: BalancingModule, port: number, balancers: string[], failover: FailoverTimes): HostFile {
  return configFile(COMMAND, Text.of(filled(readFileSync(PROGRAM, 'utf8'), {
    MECHANISM: module,
    PORT: port,
    BALANCERS: balancers.join(' '),
    RECOVER_SECONDS: failover.recoverTimeSeconds,
    PING_SECONDS: (failover.connectTimeoutMillis + failover.pingTimeoutMillis) / 1000,
    MEMBERS_PATH,
    MEMBER_HEADER,
    HEALTH_BALANCER,
    HOST: UNKNOWN_NAME,
  })));
}

/**
 * What has httpd run the command beside itself, as long as it runs itself: as a program that is given the lines of a log, of which there are none. An
 * httpd starts only with its programs: where there is no bash, another one is there in its place.
 *
 * @see https://httpd.apache.org/docs/2.4/logs.html#piped
 */
export function memberWatch(): HttpdDirective {
  return {
    ...directive('CustomLog', `|$command -v bash >/dev/null && exec bash ${COMMAND} watch; exec cat >/dev/null`, '%t', 'expr=false'),
    comment: 'No log: a program that looks whether Tomcats that were taken out answer again, so that no visitor has to try.',
  };
}
