import { Token } from 'cdktf';
import { ConfigError } from '../checks/config-error';

/** web.xml takes whole minutes. */
export function checkSessionTimeout(minutes: number | undefined, path: string): void {
  if (minutes === undefined || Token.isUnresolved(minutes) || (Number.isInteger(minutes) && minutes >= 0)) return;
  throw new ConfigError({
    code: 'SESSION_TIMEOUT', path, got: `sessionTimeoutMinutes ${minutes}`, why: 'a session lasts whole minutes, or for ever with 0', fix: 'use a number such as 30',
  });
}
