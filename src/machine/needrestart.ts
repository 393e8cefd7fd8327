import { SystemPart } from './system-part';
import { OsFamily } from '../host/operating-system';
import { Text } from '../text/text';

/**
 * Leaves restarts to roll-outs. Ubuntu restarts services whose libraries were updated, on all machines in the same hour.
 *
 * @see https://github.com/liske/needrestart/blob/master/ex/needrestart.conf
 */
export function noRestartsByOthers(family: OsFamily): SystemPart[] {
  const text = Text.of('# The services of tomcat-tier restart in turns.\n$nrconf{override_rc}{qr(^tomcat-tier-)} = 0;\n');
  return family === 'debian' ? [{ packages: [], files: [{ path: '/etc/needrestart/conf.d/tomcat-tier.conf', text, mode: '0644' }], enabled: [], disabled: [] }] : [];
}
