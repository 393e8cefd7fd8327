import type { SystemPart } from './system-part';
import { OsFamily } from '../host/operating-system';

/** Clocks that agree: members of a cluster compare the times of their messages. */
export function timeSync(family: OsFamily): SystemPart {
  return { packages: ['chrony'], files: [], enabled: [family === 'debian' ? 'chrony.service' : 'chronyd.service'], disabled: [] };
}
