import { healthBalancer, MEMBERS_WORKER, STATUS_WORKER } from './balancer';
import { Balanced, Balancing } from './balancing';
import { SERVER_ROOT } from './httpd-conf';
import { JkWorkerOptions } from './jk-worker-options';
import { workersProperties } from './jk-workers';
import { modJkConf } from './mod-jk-conf';
import { Route } from './route';
import { configFile } from '../host/host-file';
import { HEALTH_PATH } from '../network/health-path';
import { directive, HttpdDirective } from '../text/httpd-directive';

/** mod_jk: one balancer of workers for each target of a route. */
export function modJk(balanced: Balanced, options: JkWorkerOptions): Balancing {
  const { httpd, balancers } = balanced;
  const health = healthBalancer(balancers);
  return {
    conf: configFile(`${SERVER_ROOT}/conf/mod_jk.conf`, modJkConf(httpd.modules)),
    otherFiles: [configFile(`${SERVER_ROOT}/conf/workers.properties`, workersProperties(balanced, options))],
    mounts: (routes) => routes.map(jkMount),
    healthMounts: health ? [directive('JkMount', HEALTH_PATH, health.name)] : [],
    statusHandler: (changes) => [directive('JkMount', changes ? MEMBERS_WORKER : STATUS_WORKER)],
  };
}

function jkMount({ _path, _target, _options: { replyTimeoutMillis } }: Route): HttpdDirective {
  const extension = replyTimeoutMillis === undefined ? '' : `;reply_timeout=${replyTimeoutMillis}`;
  return directive('JkMount', _path === '/' ? '/*' : `${_path}|/*`, `${_target._balancerName}${extension}`);
}
