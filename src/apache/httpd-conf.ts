import { loadModule } from './load-module';
import { ConfigError } from '../checks/config-error';
import { directive, httpdFile, HttpdDirective, section } from '../text/httpd-directive';
import { Text } from '../text/text';

/** Where the library keeps a front end's files. */
export const SERVER_ROOT = '/srv/httpd';

/** While it exists, each answer closes its connection: nobody is in the middle of one when httpd stops. */
export const LEAVING_FILE = `${SERVER_ROOT}/run/leaving`;

/** What httpd.conf says of one front end. */
export interface HttpdConf {
  readonly serverName: string;
  readonly port: number;
  readonly modules: string;
  /** The most requests served at once. */
  readonly maxRequestWorkers: number;
  /** Where it logs to. */
  readonly logs: HttpdDirective[];
}

export const THREADS_PER_CHILD = 50;

/** Refuses what is not a whole number of children. */
export function checkRequestWorkers(maxRequestWorkers: number, path: string): void {
  if (maxRequestWorkers > 0 && maxRequestWorkers % THREADS_PER_CHILD === 0) return;
  throw new ConfigError({
    code: 'MAX_REQUEST_WORKERS',
    path,
    got: `maxRequestWorkers ${maxRequestWorkers}`,
    why: `httpd has children of ${THREADS_PER_CHILD} threads each, and would round it`,
    fix: `use a multiple of ${THREADS_PER_CHILD}`,
  });
}

/**
 * httpd.conf.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/core.html
 */
export function httpdConf(httpd: HttpdConf, includes: string[]): Text {
  const children = httpd.maxRequestWorkers / THREADS_PER_CHILD;
  return httpdFile([
    directive('ServerRoot', SERVER_ROOT),
    directive('ServerName', httpd.serverName),
    directive('Listen', httpd.port),
    directive('DefaultRuntimeDir', 'run'),
    directive('PidFile', 'run/httpd.pid'),
    ...['mpm_event', 'unixd', 'log_config', 'authz_core', 'setenvif', 'reqtimeout'].map((name) => loadModule(name, httpd.modules)),
    {
      ...section('IfModule', 'mpm_event_module',
        directive('ServerLimit', children),
        directive('StartServers', children),
        directive('ThreadsPerChild', THREADS_PER_CHILD),
        directive('MaxRequestWorkers', httpd.maxRequestWorkers),
        directive('MinSpareThreads', THREADS_PER_CHILD),
        directive('MaxSpareThreads', httpd.maxRequestWorkers),
        directive('MaxConnectionsPerChild', 0)),
      comment: 'As many children as there may ever be: a child that goes drops keep-alive connections and its AJP connections.',
    },
    directive('GracefulShutdownTimeout', 25),
    directive('Timeout', 60),
    directive('KeepAlive', 'On'),
    directive('KeepAliveTimeout', 5),
    directive('MaxKeepAliveRequests', 0),
    { ...directive('SetEnvIfExpr', `-f '${LEAVING_FILE}'`, 'nokeepalive'), comment: 'Before httpd restarts, its clients are sent elsewhere.' },
    directive('ServerTokens', 'Prod'),
    directive('ServerSignature', 'Off'),
    directive('TraceEnable', 'Off'),
    ...httpd.logs,
    directive('DocumentRoot', `${SERVER_ROOT}/empty`),
    section('Directory', '/', directive('Options', 'None'), directive('AllowOverride', 'None'), directive('Require', 'all', 'denied')),
    ...includes.map((file) => directive('Include', file)),
  ]);
}
