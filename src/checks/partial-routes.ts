import { Check, warning } from './check';
import type { Route } from '../apache/route';

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
