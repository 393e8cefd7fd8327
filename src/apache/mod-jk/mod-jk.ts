import { isBelow } from '../../text/path';
import { ASKED_FIRST_OF_MOD_JK, ASKED_SHORTLY, firstPatience } from '../ask-again';
import { healthBalancer, MEMBERS_WORKER, STATUS_WORKER } from '../balancer';
import { Balanced, Balancing } from '../balancing';
import { FailoverTimes } from '../failover';
import { SERVER_ROOT } from '../httpd-conf';
import { JkModuleOptions, JkMountFileOptions } from './jk-module-options';
import { JkWorkerOptions } from './jk-worker-options';
import { workersProperties } from './jk-workers';
import { modJkConf } from './mod-jk-conf';
import { Mount, mountsOf } from '../mount';
import { PathPattern } from '../path-pattern';
import { Route } from '../route';
import { VirtualHost } from '../virtual-host/virtual-host';
import { configFile } from '../../host/host-file';
import { HEALTH_PATH } from '../../network/health-path';
import { directive, HttpdDirective } from '../../text/httpd-directive';
import { jkProperties } from '../../text/jk-properties';
import { Text } from '../../text/text';

/** mod_jk: one balancer of workers for each target of a route. */
export function modJk(balanced: Balanced, sites: VirtualHost[], workers: JkWorkerOptions, module: JkModuleOptions): Balancing {
  const { httpd, balancers, failover } = balanced;
  const health = healthBalancer(balancers);
  return {
    conf: configFile(`${SERVER_ROOT}/conf/mod_jk.conf`, modJkConf(httpd.modules, failover, module)),
    otherFiles: [
      configFile(`${SERVER_ROOT}/conf/workers.properties`, workersProperties(balanced, workers)),
      ...(module.mountFile ? sites.map((site) => configFile(mountFileOf(site.serverName), uriWorkerMap(site))) : []),
    ],
    mounts: (site) => [
      ...(module.requestLogFormat === undefined ? [] : [directive('JkRequestLogFormat', module.requestLogFormat)]),
      ...(module.mountFile ? jkMountFile(site, module.mountFile) : jkMounts(site).map((mount) => directive(...mount))),
      ...replyTimeouts(site.routes, failover),
    ],
    tlsSettings: module.forwardSslCertChain ? [directive('SSLOptions', '+StdEnvVars', '+ExportCertData')] : [],
    portVariable: 'JK_LOCAL_PORT',
    healthMounts: health ? [directive('JkMount', HEALTH_PATH, health.name)] : [],
    statusHandler: (changes) => [directive('JkMount', changes ? MEMBERS_WORKER : STATUS_WORKER)],
  };
}

type JkMount = [name: 'JkMount' | 'JkUnMount', pattern: string, worker: string];

function jkMounts(site: VirtualHost): JkMount[] {
  return mountsOf(site).flatMap(jkMountsOf);
}

function jkMountsOf({ route: { _path, _target: { _balancerName: worker } }, passed, kept }: Mount): JkMount[] {
  return [
    ...(passed ?? [PathPattern.below(_path)]).map(({ jk }): JkMount => ['JkMount', jk, worker]),
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

/** What is said of the patience with single routes, the most specific last, which wins. What lies below such a route is like all others. */
function replyTimeouts(routes: Route[], failover: FailoverTimes): HttpdDirective[] {
  const special = routes.filter(({ _options, _target }) => _options.replyTimeoutMillis !== undefined || _target._longestWaitMillis);
  const concerned = routes.filter((route) => special.some(({ _path }) => isBelow(route._path, _path)));
  return concerned.sort((one, other) => one._path.length - other._path.length).flatMap((route) => replyTimeout(route, failover));
}

function replyTimeout({ _path, _target, _options: { replyTimeoutMillis } }: Route, failover: FailoverTimes): HttpdDirective[] {
  const path = PathPattern.below(_path).expression;
  if (replyTimeoutMillis !== undefined) return [directive('SetEnvIf', 'Request_URI', path, `JK_REPLY_TIMEOUT=${replyTimeoutMillis}`, `!${ASKED_SHORTLY}`)];
  const millis = firstPatience(failover, _target._longestWaitMillis);
  return [
    directive('SetEnvIf', 'Request_URI', path, '!JK_REPLY_TIMEOUT', `!${ASKED_SHORTLY}`),
    ...(millis === undefined ? [] : [directive('SetEnvIfExpr', `${ASKED_FIRST_OF_MOD_JK} && %{REQUEST_URI} =~ m#${path}#`, `JK_REPLY_TIMEOUT=${millis}`, ASKED_SHORTLY)]),
  ];
}
