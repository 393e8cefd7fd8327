import { healthBalancer, MEMBERS_WORKER, STATUS_WORKER } from '../balancer';
import { Balanced, Balancing } from '../balancing';
import { SERVER_ROOT } from '../httpd-conf';
import { JkWorkerOptions } from './jk-worker-options';
import { workersProperties } from './jk-workers';
import { modJkConf } from './mod-jk-conf';
import { Route } from '../route';
import { configFile } from '../../host/host-file';
import { HEALTH_PATH } from '../../network/health-path';
import { directive, HttpdDirective } from '../../text/httpd-directive';

/** mod_jk: one balancer of workers for each target of a route. */
export function modJk(balanced: Balanced, options: JkWorkerOptions): Balancing {
  const { httpd, balancers, failover } = balanced;
  const health = healthBalancer(balancers);
  return {
    conf: configFile(`${SERVER_ROOT}/conf/mod_jk.conf`, modJkConf(httpd.modules, failover)),
    otherFiles: [configFile(`${SERVER_ROOT}/conf/workers.properties`, workersProperties(balanced, options))],
    mounts: (routes) => [...routes.map(jkMount), ...replyTimeouts(routes)],
    healthMounts: health ? [directive('JkMount', HEALTH_PATH, health.name)] : [],
    statusHandler: (changes) => [directive('JkMount', changes ? MEMBERS_WORKER : STATUS_WORKER)],
  };
}

function jkMount({ _path, _target }: Route): HttpdDirective {
  return directive('JkMount', _path === '/' ? '/*' : `${_path}|/*`, _target._balancerName);
}

/** The time-outs of routes, the most specific last, which wins. What lies below a route with one and has none takes that of all workers. */
function replyTimeouts(routes: Route[]): HttpdDirective[] {
  const timed = routes.filter(({ _options }) => _options.replyTimeoutMillis !== undefined);
  const concerned = routes.filter((route) => timed.some(({ _path }) => _path === '/' || route._path === _path || route._path.startsWith(`${_path}/`)));
  return concerned.sort((one, other) => one._path.length - other._path.length).map(({ _path, _options: { replyTimeoutMillis } }) => directive(
    'SetEnvIf', 'Request_URI', _path === '/' ? '^/' : `^${_path.replaceAll('.', '\\.')}(/|$)`,
    replyTimeoutMillis === undefined ? '!JK_REPLY_TIMEOUT' : `JK_REPLY_TIMEOUT=${replyTimeoutMillis}`));
}
