import { checkStateDirectory } from './state-directory';
import { ConfigError } from '../checks/config-error';
import { isBelow } from '../text/path';

/** Where the library writes files, some of which each start takes away. */
export const LIBRARY_DIRECTORIES = ['/srv/tomcat', '/srv/httpd', '/etc/tomcat-tier', '/usr/local/lib/tomcat-tier', '/var/lib/tomcat-tier'];

/** Where nothing stays: a unit has directories of its own for temporary files. */
const NOTHING_STAYS = ['/tmp', '/var/tmp', '/dev', '/proc', '/run', '/sys', '/var/run'];

/** Refuses what cannot be a directory that applications write and find again. */
export function checkWritableDirectories(directories: string[], path: string): void {
  for (const directory of directories) {
    checkStateDirectory('the writableDirectories with', directory);
    const isIn = (places: string[]) => places.some((place) => isBelow(directory, place));
    if (isIn(LIBRARY_DIRECTORIES)) throw refused(directory, "the library's own files are there, and some of them are taken away at each start", path);
    if (isIn(NOTHING_STAYS)) throw refused(directory, 'nothing that is written there stays', path);
  }
}

function refused(directory: string, why: string, path: string): ConfigError {
  return new ConfigError({
    code: 'STATE_DIRECTORY', path, got: `${directory} among the writableDirectories`, why, fix: 'pass a directory of its own, such as /srv/uploads',
  });
}
