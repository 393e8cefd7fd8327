import { asExpression } from '../../text/path';
import { checkServedFolder } from './served-folder';
import type { ThrownCode } from '../../checks/codes';
import { ConfigError } from '../../checks/config-error';
import { configFile, HostFile } from '../../host/host-file';
import { directive, HttpdDirective, section } from '../../text/httpd-directive';
import { MEDIA_TYPES } from '../../text/media-types';
import { Text } from '../../text/text';
import { SERVER_ROOT } from '../httpd-conf';
import { isPath } from '../path-pattern';

/** A folder of files that httpd serves itself. */
export interface StaticFiles {
  /** The path at which visitors find it, such as `/images`. @default '/', what no route passes on */
  readonly path?: string;
  /**
   * Where the files are on the host, such as `/srv/static`, or in its image. The user that runs httpd can read them. What begins with a dot is not
   * served, but for .well-known, nor symbolic links, WEB-INF, META-INF, and sources of JSPs.
   */
  readonly folder: string;
}

/** Where the media types of files are. */
export const MEDIA_TYPES_FILE = `${SERVER_ROOT}/conf/media-types`;

/** What is no visitor's, whatever the folder. A copy that somebody or an editor leaves of it is none, too. */
const SOURCES = '(?:(?:(?:WEB|META)-INF|[^/]*[.](?:tag[fx]?|war))(?:[^a-z/][^/]*)?|[.](?!well-known(?:/|$))[^/]*|[^/]*[.]jsp[^/]*)';

/** The file that a folder itself is answered with. */
const INDEX = 'index.html';

export function checkStaticFiles(folders: StaticFiles[], path: string): void {
  const refuse = (code: ThrownCode, got: string, why: string, fix: string) => { throw new ConfigError({ code, path, got, why, fix }); };
  const seen = new Set<string>();
  for (const { path: location = '/', folder } of folders) {
    if (location !== '/' && !isPath(location)) {
      refuse('ROUTE_PATH', `the path "${location}" of files`, 'a path begins with a slash and ends without one', 'write it as in /images');
    }
    if (seen.has(location)) refuse('ROUTES', `two folders of files for ${location}`, 'httpd would only ever use the first', 'keep one of them');
    seen.add(location);
    checkServedFolder(folder, path);
  }
}

/** What httpd takes for the folder of a virtual host: nothing, unless it serves files at its root. */
export function documentRoot(folders: StaticFiles[]): string {
  return folders.filter(({ path = '/' }) => path === '/').map(({ folder }) => clean(folder))[0] ?? `${SERVER_ROOT}/empty`;
}

/** No links and no lists: what is said of the whole file system stays. */
export function servedFolders(folders: StaticFiles[]): HttpdDirective[] {
  return [...new Set(folders.map(({ folder }) => clean(folder)))]
    .map((folder) => section('Directory', folder, directive('Require', 'all', 'granted'), directive('DirectoryIndex', INDEX)));
}

/**
 * The first that matches counts. A session id that an application has put into a link to a file is left out.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/mod_alias.html#aliasmatch
 */
export function folderAliases(folders: StaticFiles[]): HttpdDirective[] {
  const longestFirst = [...folders].sort((one, other) => (other.path ?? '/').length - (one.path ?? '/').length);
  return longestFirst.flatMap(({ path = '/', folder }) => {
    const below = `^${path === '/' ? '' : asExpression(path)}`;
    return [
      directive('AliasMatch', `${below}((?:/[^/;]+)*/);[^/]*$`, `${clean(folder)}$1${INDEX}`),
      directive('AliasMatch', `${below}((?:/(?![.]{1,2};)[^/;]*)*)(?:;[^/]*)?$`, `${clean(folder)}$1`),
    ];
  });
}

/** Stronger than what is said of a Location. */
export function sourcesRefused(folders: StaticFiles[]): HttpdDirective[] {
  if (folders.length === 0) return [];
  const within = folders.map(({ folder }) => asExpression(clean(folder))).join('|');
  return [{
    ...section('If', `%{REQUEST_FILENAME} =~ m#^(?:${within})/(?:.*/)?${SOURCES}(?:/|$)#i`, directive('Require', 'all', 'denied')),
    comment: 'Sources of an application that lie among the files are nobody\'s.',
  }];
}

/** mod_mime does not start without it. */
export function mediaTypeFiles(modules: string[]): HostFile[] {
  if (!modules.includes('mime')) return [];
  return [configFile(MEDIA_TYPES_FILE, Text.of(Object.entries(MEDIA_TYPES).map(([extension, type]) => `${type} ${extension}\n`).join('')))];
}

function clean(folder: string): string {
  return folder.replace(/\/+$/, '');
}
