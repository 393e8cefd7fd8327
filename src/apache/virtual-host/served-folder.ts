import { isBelow } from '../../text/path';
import { SERVER_ROOT } from '../httpd-conf';
import { ConfigError } from '../../checks/config-error';

/** What no visitor may download: configuration with its secrets, applications, sessions, and the operating system's own. */
const PRIVATE = [
  SERVER_ROOT, '/srv/tomcat', '/opt/tomcat', '/usr/local/tomcat', '/usr/local/apache2/conf', '/etc', '/root', '/boot', '/proc', '/sys', '/dev', '/run', '/tmp',
  '/var/lib', '/var/log', '/var/run',
];

/** Refuses a folder of files for visitors that holds, or is part of, what is not for them. */
export function checkServedFolder(folder: string, path: string): void {
  const clean = folder.replace(/\/+$/, '') || '/';
  const wellFormed = /^(\/(?!\.\.?(\/|$))[\w.,@+-]+)+$/.test(clean);
  const own = PRIVATE.find((other) => isBelow(other, clean) || isBelow(clean, other));
  if (wellFormed && own === undefined) return;
  throw new ConfigError({
    code: 'SERVED_FOLDER',
    path,
    got: `files for visitors in "${folder}"`,
    why: own === undefined ? 'it is no absolute path of plain names' : `${own} is ${own === clean ? 'it' : isBelow(own, clean) ? 'a part of it' : 'where it is'}, which holds what is not for visitors`,
    fix: 'put them into a folder of their own, such as /srv/static',
  });
}
