import { Text } from '../text/text';

/** A file that a service needs on its host, owned by root. */
export interface HostFile {
  /** Absolute. */
  readonly path: string;
  readonly text: Text;
  /** Octal, four digits. A service reads its files through its group. */
  readonly mode: '0640';
}

export function configFile(path: string, text: Text): HostFile {
  return { path, text, mode: '0640' };
}
