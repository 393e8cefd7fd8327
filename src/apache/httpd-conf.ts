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
  /** What the error log holds of single modules. */
  readonly moduleLevels: HttpdDirective[];
}

const REQUEST_WORKERS = 50;

/**
 * How many generations of children there is room for. httpd that reads its files again (SIGUSR1) lets a child go when the last request of it has
 * ended; without room beside it nobody would accept connections until then.
 */
const GENERATIONS = 4;

/**
 * Rather few large children than many small ones: each child has AJP connections of its own, and finds out for itself which of them lead to a
 * Tomcat that is gone.
 */
export function threadsPerChild(maxRequestWorkers: number): number {
  return maxRequestWorkers % (2 * REQUEST_WORKERS) === 0 ? 2 * REQUEST_WORKERS : REQUEST_WORKERS;
}

/** Refuses what is not a whole number of children. */
export function checkRequestWorkers(maxRequestWorkers: number, path: string): void {
  if (maxRequestWorkers > 0 && maxRequestWorkers % REQUEST_WORKERS === 0) return;
  throw new ConfigError({
    code: 'MAX_REQUEST_WORKERS',
    path,
    got: `maxRequestWorkers ${maxRequestWorkers}`,
    why: `httpd has children of ${REQUEST_WORKERS} or ${2 * REQUEST_WORKERS} threads each, and would round it`,
    fix: `use a multiple of ${REQUEST_WORKERS}`,
  });
}

/**
 * httpd.conf.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/core.html
 */
export function httpdConf(httpd: HttpdConf, includes: string[]): Text {
  const threads = threadsPerChild(httpd.maxRequestWorkers);
  const children = httpd.maxRequestWorkers / threads;
  return httpdFile([
    directive('ServerRoot', SERVER_ROOT),
    directive('ServerName', httpd.serverName),
    directive('Listen', httpd.port),
    directive('DefaultRuntimeDir', 'run'),
    directive('PidFile', 'run/httpd.pid'),
    ...['mpm_event', 'unixd', 'log_config', 'authz_core', 'setenvif', 'reqtimeout'].map((name) => loadModule(name, httpd.modules)),
    {
      ...section('IfModule', 'mpm_event_module',
        directive('ServerLimit', GENERATIONS * children),
        directive('StartServers', children),
        directive('ThreadLimit', threads),
        directive('ThreadsPerChild', threads),
        directive('MaxRequestWorkers', httpd.maxRequestWorkers),
        directive('MinSpareThreads', threads),
        directive('MaxSpareThreads', httpd.maxRequestWorkers),
        directive('MaxConnectionsPerChild', 0)),
      comment: 'As many children as serve at once: a child that goes drops keep-alive connections and its AJP connections. ServerLimit has room for those of before.',
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
    ...httpd.moduleLevels,
  ]);
}
