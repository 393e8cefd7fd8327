import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HEALTH_BALANCER } from './balancer';
import { BalancingModule } from './distribution';
import { SERVER_ROOT } from './httpd-conf';
import { MEMBER_HEADER, MEMBERS_PATH } from './status-page';
import { configFile, HostFile } from '../host/host-file';
import { filled } from '../text/template';
import { Text } from '../text/text';

/** Written for bash alone: images of httpd hold no curl. */
const PROGRAM = join(__dirname, '../../data/httpd/member.sh');

/** The command with which an operator takes a Tomcat out of the balancers and back. */
export function memberCommand(module: BalancingModule, port: number, balancers: string[]): HostFile {
  const said = { MECHANISM: module, PORT: port, BALANCERS: balancers.join(' '), MEMBERS_PATH, MEMBER_HEADER, HEALTH_BALANCER };
  return configFile(`${SERVER_ROOT}/bin/member`, Text.of(filled(readFileSync(PROGRAM, 'utf8'), said)));
}
