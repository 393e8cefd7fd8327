import { Httpd } from './distribution';
import { SERVER_ROOT } from './httpd-conf';
import { FrontendRemoteIp, HttpdOptions } from './httpd-options';
import { loadModule } from './load-module';
import { acmeDirectives, hasAcme } from './virtual-host/acme';
import { modulesOfExtras } from './virtual-host/extra-directive';
import { bodyLimitRules, methodRules } from './virtual-host/request-limits';
import { MEDIA_TYPES_FILE } from './virtual-host/static-files';
import { pagesOf, VirtualHost } from './virtual-host/virtual-host';
import { SitePorts } from './virtual-host/virtual-host-conf';
import { speaksHttp2 } from './virtual-host/virtual-host-tls';
import { directive, httpdFile, HttpdDirective } from '../text/httpd-directive';
import { Text } from '../text/text';

/**
 * server.conf: what the virtual hosts need of the server, and what is so for all of them.
 *
 * @see https://httpd.apache.org/docs/2.4/misc/security_tips.html
 */
export function serverConf(
  httpd: Httpd, options: HttpdOptions, sites: VirtualHost[], ports: SitePorts, threadsPerChild: number, portVariable?: string,
): Text {
  const { limitRequestFields, limitRequestFieldSizeBytes, limitRequestLineBytes, remoteIp } = options;
  const limit = (name: string, value: number | undefined) => value === undefined ? [] : [directive(name, value)];
  const modules = modulesOf(sites, options);
  return httpdFile([
    ...modules.map((name) => loadModule(name, httpd.modules)),
    { ...directive('FileETag', 'None'), comment: 'Front ends that stand in for each other would give one file different tags.' },
    { ...directive('RequestHeader', 'unset', 'Proxy', 'early'), comment: 'Programs take it for the environment variable HTTP_PROXY.' },
    ...(modules.includes('mime') ? [directive('TypesConfig', MEDIA_TYPES_FILE)] : []),
    ...limit('LimitRequestFields', limitRequestFields),
    ...limit('LimitRequestFieldSize', limitRequestFieldSizeBytes),
    ...limit('LimitRequestLine', limitRequestLineBytes),
    ...(remoteIp ? remoteIpDirectives(remoteIp, portVariable) : []),
    ...(sites.some(({ tls }) => tls) ? tlsServerDirectives(sites, ports.tlsPort, threadsPerChild) : modules.includes('ssl') ? [WITHOUT_TLS] : []),
    ...acmeDirectives(sites, ports),
  ]);
}

/** The modules of server.conf, in this order, each once: mod_md before mod_ssl, which it serves. */
export function modulesOf(sites: VirtualHost[], { remoteIp, logs }: HttpdOptions): string[] {
  const some = (test: (site: VirtualHost) => unknown) => sites.some((site) => test(site));
  return [...new Set([
    'headers',
    ...(some(({ tls, maintenance, requestLimits = [] }) => tls || maintenance || [...methodRules(requestLimits), ...bodyLimitRules(requestLimits)].length > 0) ? ['rewrite'] : []),
    ...(some((site) => Object.keys(pagesOf(site)).length > 0 || site.staticFiles?.length) ? ['alias'] : []),
    ...(some(({ staticFiles }) => staticFiles?.length) ? ['dir', 'mime'] : []),
    ...(some(({ compression }) => compression) ? ['filter', 'deflate'] : []),
    ...(remoteIp ? ['remoteip'] : []),
    ...(some(hasAcme) ? ['watchdog', 'md'] : []),
    ...(some(({ tls }) => tls) ? ['socache_shmcb', 'ssl'] : []),
    ...(logs?._needsTlsModule ? ['ssl'] : []),
    ...(some(speaksHttp2) ? ['http2'] : []),
    ...sites.flatMap(({ extraDirectives = [] }) => modulesOfExtras(extraDirectives)),
  ])];
}

/** For an httpd that loads mod_ssl and speaks no TLS. */
const WITHOUT_TLS = { ...directive('LogLevel', 'ssl:error'), comment: 'Nobody speaks TLS: that sessions of TLS have no cache is meant.' };

function tlsServerDirectives(sites: VirtualHost[], tlsPort: number, threadsPerChild: number): HttpdDirective[] {
  return [
    directive('Listen', tlsPort, 'https'),
    directive('SSLSessionCache', `shmcb:${SERVER_ROOT}/run/tls-sessions(512000)`),
    { ...directive('SSLSessionTickets', 'off'), comment: 'A key of tickets that is as old as httpd would open what was said long ago.' },
    directive('RequestReadTimeout', 'handshake=20'),
    ...(sites.some(speaksHttp2) ? [
      { ...directive('H2MaxWorkers', threadsPerChild), comment: 'As many requests over HTTP/2 as over HTTP/1.1.' },
    ] : []),
  ];
}

/**
 * Whom a load balancer speaks for, and how he came: who names no port has come by that of HTTPS. Caches are not told to tell answers apart by
 * these headers (Vary).
 *
 * @see https://httpd.apache.org/docs/2.4/mod/mod_remoteip.html
 */
function remoteIpDirectives(remoteIp: FrontendRemoteIp, portVariable?: string): HttpdDirective[] {
  const { internalProxies, remoteIpHeader = 'X-Forwarded-For', protocolHeader } = remoteIp;
  const believed = internalProxies.map((cidr) => `%{CONN_REMOTE_ADDR} -ipmatch '${cidr}'`).join(' || ');
  const encrypted = `%{tolower:%{req_novary:${protocolHeader}}} == 'https' && (${believed})`;
  return [
    directive('RemoteIPHeader', remoteIpHeader),
    directive('RemoteIPInternalProxy', ...internalProxies),
    ...(protocolHeader ? [directive('SetEnvIfExpr', encrypted, 'HTTPS=on')] : []),
    ...(protocolHeader && portVariable ? [directive('SetEnvIfExpr', `${encrypted} && %{req_novary:Host} !~ m#:[0-9]+$#`, `${portVariable}=443`)] : []),
  ];
}
