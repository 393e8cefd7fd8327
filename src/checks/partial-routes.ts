import { posix } from 'node:path';
import { Check, error, warning } from './check';
import { isBelow } from '../apache/path-pattern';
import type { Route } from '../apache/route';
import type { ApacheFrontend } from '../apache/apache-frontend';

/** Endings are those of pages, and an application is more than pages. */
export const routesPassMoreThanPages: Check = (topology) => topology.frontends.flatMap((frontend) => frontend._virtualHosts
  .flatMap(({ serverName, routes }) => routes.filter(passesPagesOnly).map(({ _path, _options: { only = [] } }) => warning('ROUTE_PAGES_ONLY', frontend.node.path, {
    got: `only ${only.join(', ')} of the route ${_path} of ${serverName}`,
    why: 'servlets, the start page of a folder and the form login (j_security_check) have no such ending: httpd answers them, with 403 or 404',
    fix: `name their paths as well, as in only: ['/', '/j_security_check', '${only[0]}'], or name what is not passed, as in except: ['/images']`,
  }))));

function passesPagesOnly({ _only }: Route): boolean {
  return _only !== undefined && _only.every(({ ending }) => ending !== undefined);
}

/** A folder for visitors holds nothing that others on the host keep to themselves. */
export const servedFoldersAreForVisitors: Check = (topology) => topology.frontends.flatMap((frontend) => {
  const folders = [...new Set(frontend._virtualHosts.flatMap(({ staticFiles = [] }) => staticFiles.map(({ folder }) => posix.normalize(folder).replace(/\/$/, ''))))];
  return folders.flatMap((folder) => privateFiles(frontend)
    .filter(({ file }) => isBelow(file, folder) || isBelow(folder, file))
    .slice(0, 1)
    .map(({ file, of }) => error('SERVED_FOLDER_PRIVATE', frontend.node.path, {
      got: `files for visitors in ${folder}`,
      why: `${file} ${isBelow(file, folder) ? 'is a part of it' : 'is where it is'}, which holds ${of}`,
      fix: 'put the files for visitors into a folder of their own, such as /srv/static',
    })));
});

function privateFiles({ host, _virtualHosts: sites }: ApacheFrontend): { file: string; of: string }[] {
  return [
    ...sites.flatMap(({ tls }) => {
      const source = tls?.certificate._source;
      return source?.kind === 'pem' ? [{ file: source.certificateKeyFile, of: 'the key of a certificate' }] : [];
    }),
    ...host._services.flatMap(({ name, stateDirectories, scratchDirectories, environment }) => [
      ...[...stateDirectories, ...scratchDirectories].map((file) => ({ file, of: `what ${name} writes` })),
      ...[environment.CATALINA_HOME, environment.CATALINA_BASE].flatMap((file) => file === undefined ? [] : [{ file, of: `configuration and applications of ${name}` }]),
    ]),
  ];
}
