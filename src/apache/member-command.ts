import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BalancingModule } from './distribution';
import { SERVER_ROOT } from './httpd-conf';
import { configFile, HostFile } from '../host/host-file';
import { Text } from '../text/text';

/** Written for bash alone: images of httpd hold no curl. */
const PROGRAM = join(__dirname, '../../data/httpd/member.sh');

/** The command with which an operator takes a Tomcat out of the balancers and back. */
export function memberCommand(module: BalancingModule, port: number, balancers: string[]): HostFile {
  const [said, program] = [[`MECHANISM=${module}`, `PORT=${port}`, `BALANCERS='${balancers.join(' ')}'`], readFileSync(PROGRAM, 'utf8')];
  return configFile(`${SERVER_ROOT}/bin/member`, Text.of(program.replace('\nset -euo pipefail\n', `\nset -euo pipefail\n\n${said.join('\n')}\n`)));
}
