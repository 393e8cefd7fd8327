import { Balancer, healthBalancer } from './balancer';
import { mountsOf, passes } from './mount';
import { Route } from './route';
import { mayRefuse } from './virtual-host/extra-directive';
import { takesGet } from './virtual-host/request-limits';
import { UNKNOWN_NAME } from './virtual-host/unknown-name';
import { VirtualHost } from './virtual-host/virtual-host';
import { Readiness } from '../host/readiness';
import { HEALTH_PATH } from '../network/health-path';
import { isBelow } from '../text/path';

/** When a front end serves: it answers a request that goes all the way to a Tomcat of the first route. */
export function frontendReadiness(port: number, [site]: VirtualHost[], balancers: Balancer[]): Readiness {
  const at = { address: '127.0.0.1', port };
  if (!site) return { ...at, request: { hostName: 'localhost', path: '/' } };
  const [mount] = mountsOf(site);
  const asked = mount ? pathOf(mount.route) : '/';
  const reaches = !mount || (isBelow(withoutQuery(asked), mount.route._path) && passes(mount, asked) && isForAnyone(site, withoutQuery(asked)));
  if (reaches) return { ...at, request: { hostName: site.serverName, path: asked } };
  // What httpd answers itself, or refuses, says nothing of a Tomcat.
  return healthBalancer(balancers) ? { ...at, request: { hostName: UNKNOWN_NAME, path: HEALTH_PATH } } : at;
}

/** A page of the application; of a Tomcat without one, the path of its health check, wherever the route leads. */
function pathOf({ _path, _target: { _readinessPath: path } }: Route): string {
  return path === HEALTH_PATH || isBelow(withoutQuery(path), _path) ? path : `${_path}/`;
}

/** Whether httpd passes a page on for who asks for it, whoever it is. */
function isForAnyone({ requestLimits = [], extraDirectives = [] }: VirtualHost, path: string): boolean {
  return takesGet(requestLimits, path) && !mayRefuse(extraDirectives, path);
}

function withoutQuery(path: string): string {
  return path.replace(/\?.*$/, '');
}
