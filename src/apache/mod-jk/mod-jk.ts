import { healthBalancer, MEMBERS_WORKER, STATUS_WORKER } from '../balancer';
import { Balanced, Balancing } from '../balancing';
import { SERVER_ROOT } from '../httpd-conf';
import { JkModuleOptions, JkMountFileOptions } from './jk-module-options';
import { JkWorkerOptions } from './jk-worker-options';
import { workersProperties } from './jk-workers';
import { modJkConf } from './mod-jk-conf';
import { Mount, mountsOf } from '../mount';
import { Route } from '../route';
import { VirtualHost } from '../virtual-host/virtual-host';
import { configFile } from '../../host/host-file';
import { HEALTH_PATH } from '../../network/health-path';
import { directive, HttpdDirective } from '../../text/httpd-directive';
import { jkProperties } from '../../text/jk-properties';
import { Text } from '../../text/text';

/** mod_jk: one balancer of workers for each target of a route. */
export function modJk(balanced: Balanced, sites: VirtualHost[], options: JkWorkerOptions & JkModuleOptions): Balancing {
  const { httpd, balancers, failover } = balanced;
  const health = healthBalancer(balancers);
  return {
    conf: configFile(`${SERVER_ROOT}/conf/mod_jk.conf`, modJkConf(httpd.modules, failover, options)),
    otherFiles: [
      configFile(`${SERVER_ROOT}/conf/workers.properties`, workersProperties(balanced, options)),
      ...(options.mountFile ? sites.map((site) => configFile(mountFileOf(site.serverName), uriWorkerMap(site))) : []),
    ],
    mounts: (site) => [
      ...(options.mountFile ? jkMountFile(site, options.mountFile) : jkMounts(site).map((mount) => directive(...mount))),
      ...replyTimeouts(site.routes),
    ],
    healthMounts: health ? [directive('JkMount', HEALTH_PATH, health.name)] : [],
    statusHandler: (changes) => [directive('JkMount', changes ? MEMBERS_WORKER : STATUS_WORKER)],
  };
}

type JkMount = [name: 'JkMount' | 'JkUnMount', pattern: string, worker: string];

function jkMounts(site: VirtualHost): JkMount[] {
  return mountsOf(site).flatMap(jkMountsOf);
}

function jkMountsOf({ route: { _path, _target: { _balancerName: worker } }, passed, kept }: Mount): JkMount[] {
  const patterns = passed?.map(({ jk }) => jk) ?? [_path === '/' ? '/*' : `${_path}|/*`];
  return [
    ...patterns.map((pattern): JkMount => ['JkMount', pattern, worker]),
    ...kept.map(({ jk }): JkMount => ['JkUnMount', jk, worker]),
  ];
}

/** Which mod_jk looks at again while it runs. */
function jkMountFile({ serverName }: VirtualHost, { reloadSeconds = 10 }: JkMountFileOptions): HttpdDirective[] {
  return [directive('JkMountFile', mountFileOf(serverName)), directive('JkMountFileReload', reloadSeconds)];
}

/** @see https://tomcat.apache.org/connectors-doc/reference/uriworkermap.html */
function uriWorkerMap(site: VirtualHost): Text {
  return jkProperties(jkMounts(site).map(([name, pattern, worker]) => [name === 'JkUnMount' ? `!${pattern}` : pattern, worker]));
}

function mountFileOf(serverName: string): string {
  return `${SERVER_ROOT}/conf/mounts/${serverName}.properties`;
}

/** The time-outs of routes, the most specific last, which wins. What lies below a route with one and has none takes that of all workers. */
function replyTimeouts(routes: Route[]): HttpdDirective[] {
  const timed = routes.filter(({ _options }) => _options.replyTimeoutMillis !== undefined);
  const concerned = routes.filter((route) => timed.some(({ _path }) => _path === '/' || route._path === _path || route._path.startsWith(`${_path}/`)));
  return concerned.sort((one, other) => one._path.length - other._path.length).map(({ _path, _options: { replyTimeoutMillis } }) => directive(
    'SetEnvIf', 'Request_URI', _path === '/' ? '^/' : `^${_path.replaceAll('.', '\\.')}(/|$)`,
    replyTimeoutMillis === undefined ? '!JK_REPLY_TIMEOUT' : `JK_REPLY_TIMEOUT=${replyTimeoutMillis}`));
}
