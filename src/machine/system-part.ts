import { Text } from '../text/text';

/** Something that a machine has beside its services: its firewall, its clock, its updates. */
export interface SystemPart {
  readonly packages: string[];
  readonly files: SystemFile[];
  /** Units that run, and start with the machine. */
  readonly enabled: string[];
  /** Units that would interfere. */
  readonly disabled: string[];
}

/** A file of the machine itself, owned by root and its group. */
export interface SystemFile {
  readonly path: string;
  readonly text: Text;
  readonly mode: '0600' | '0644';
  /** The unit that reads the file anew when it has changed. */
  readonly reloads?: string;
}

/** Where units are that the machine's administrator, not a package, has put there. */
export const UNIT_DIRECTORY = '/etc/systemd/system';
