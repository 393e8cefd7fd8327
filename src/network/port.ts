import { Token } from 'cdktf';
import { ConfigError } from '../checks/config-error';

/** Refuses what is not a port. A token is left alone: its value is not known yet. */
export function checkPort(port: number, what: string, path = ''): void {
  if (Token.isUnresolved(port) || (Number.isInteger(port) && port >= 1 && port <= 65535)) return;
  throw new ConfigError({ code: 'PORT', path, got: `${what} ${port}`, why: 'a port is a whole number from 1 to 65535', fix: 'choose one in this range' });
}
