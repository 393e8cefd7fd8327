import { posix } from 'node:path';
import { Check, error } from './check';
import type { ApacheFrontend } from '../apache/apache-frontend';
import { isBelow } from '../text/path';

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
      ...[...stateDirectories(), ...scratchDirectories].map((file) => ({ file, of: `what ${name} writes` })),
      ...[environment.CATALINA_HOME, environment.CATALINA_BASE].flatMap((file) => file === undefined ? [] : [{ file, of: `configuration and applications of ${name}` }]),
    ]),
  ];
}
