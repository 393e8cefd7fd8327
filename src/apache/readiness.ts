import { Balancer, healthBalancer } from './balancer';
import { mountsOf, passes } from './mount';
import { mayRefuse } from './virtual-host/extra-directive';
import { takesGet } from './virtual-host/request-limits';
import { VirtualHost } from './virtual-host/virtual-host';
import { Readiness } from '../host/readiness';
import { HEALTH_PATH } from '../network/health-path';

/** When a front end serves: it answers a request that goes all the way to a Tomcat of the first route. */
export function frontendReadiness(port: number, [site]: VirtualHost[], balancers: Balancer[]): Readiness {
  const at = { address: '127.0.0.1', port };
  if (!site) return { ...at, request: { hostName: 'localhost', path: '/' } };
  const { serverName, routes: [route] } = site;
  const path = route?._target._readinessPath ?? '/';
  const asked = route && !path.startsWith(route._path) ? `${route._path}/` : path;
  const [mount] = mountsOf(site);
  if (!mount || (passes(mount, asked) && isForAnyone(site, asked))) return { ...at, request: { hostName: serverName, path: asked } };
  // What httpd answers itself, or refuses, says nothing of a Tomcat.
  return healthBalancer(balancers) ? { ...at, request: { hostName: 'unknown.invalid', path: HEALTH_PATH } } : at;
}

/** Whether httpd passes a page on for who asks for it, whoever it is. */
function isForAnyone({ requestLimits = [], extraDirectives = [] }: VirtualHost, asked: string): boolean {
  const path = asked.replace(/\?.*$/, '');
  return takesGet(requestLimits, path) && !mayRefuse(extraDirectives, path);
}
