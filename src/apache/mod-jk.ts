import { healthBalancer } from './balancer';
import { Balanced, Balancing } from './balancing';
import { SERVER_ROOT } from './httpd-conf';
import { JkWorkerOptions, workersProperties } from './jk-workers';
import { modJkConf } from './mod-jk-conf';
import { configFile } from '../host/host-file';
import { HEALTH_PATH } from '../network/health-path';
import { directive } from '../text/httpd-directive';

/** mod_jk: one balancer of workers for each target of a route. */
export function modJk({ httpd, balancers, failover }: Balanced, options: JkWorkerOptions): Balancing {
  const health = healthBalancer(balancers);
  return {
    conf: configFile(`${SERVER_ROOT}/conf/mod_jk.conf`, modJkConf(httpd.modules, failover)),
    otherFiles: [configFile(`${SERVER_ROOT}/conf/workers.properties`, workersProperties(balancers, failover, options))],
    mounts: (routes) => routes.map(({ _path, _target }) => directive('JkMount', _path === '/' ? '/*' : `${_path}|/*`, _target._balancerName)),
    healthMounts: health ? [directive('JkMount', HEALTH_PATH, health.name)] : [],
  };
}
