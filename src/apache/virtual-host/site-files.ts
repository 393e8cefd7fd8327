import { ACME_STORE, acmeFiles, hasAcme } from './acme';
import { errorPageFiles } from './error-pages';
import { orderByNames } from './site-order';
import { mediaTypeFiles } from './static-files';
import { pagesOf } from './virtual-host';
import { SitePorts, standInForUnknown, unknownNamesConf, virtualHostConf } from './virtual-host-conf';
import { tlsFiles } from './virtual-host-tls';
import type { ApacheFrontend } from '../apache-frontend';
import { Balancing } from '../balancing';
import { Httpd } from '../distribution';
import { SERVER_ROOT, threadsPerChild } from '../httpd-conf';
import { modulesOf, serverConf } from '../server-conf';
import { configFile, HostFile } from '../../host/host-file';
import { Listener } from '../../host/listener';
import { HEALTH_PATH_ALONE } from '../../network/health-path';
import { directive, HttpdDirective, section } from '../../text/httpd-directive';

/** The files of all virtual hosts of a front end. */
export interface SiteFiles {
  /** In the order in which httpd.conf includes them. */
  readonly included: HostFile[];
  readonly otherFiles: HostFile[];
}

export function siteFiles(frontend: ApacheFrontend, httpd: Httpd, balancing: Balancing, status: HttpdDirective[]): SiteFiles {
  const conf = `${SERVER_ROOT}/conf`;
  const { _virtualHosts: sites, _options: options } = frontend;
  const ports = portsOf(frontend);
  const standIn = standInForUnknown(sites);
  return {
    included: [
      configFile(`${conf}/server.conf`, serverConf(httpd, options, sites, ports, threadsPerChild(frontend._maxRequestWorkers), balancing.portVariable)),
      configFile(`${conf}/sites/unknown-names.conf`, unknownNamesConf(ports, sites, [...healthSections(balancing), ...status])),
      ...(orderByNames(sites) ?? sites)
        .map((site) => configFile(`${conf}/sites/${site.serverName}.conf`, virtualHostConf(site, ports, balancing, site === standIn))),
    ],
    otherFiles: [
      ...sites.flatMap((site) => [...(site.tls ? tlsFiles(site.tls, site.serverName) : []), ...errorPageFiles(pagesOf(site), site.serverName)]),
      ...acmeFiles(sites),
      ...mediaTypeFiles(modulesOf(sites, options)),
    ],
  };
}

/** The health path is let through to any Tomcat, and nothing below it: a Tomcat takes `/-/health/..;/shop` for `/shop`. */
function healthSections({ healthMounts }: Balancing): HttpdDirective[] {
  return healthMounts.length > 0 ? [section('LocationMatch', HEALTH_PATH_ALONE, directive('Require', 'all', 'granted')), ...healthMounts] : [];
}

/** The ports of clients are those by which they know the host; that which they are redirected to may be said by the program. */
function portsOf({ port, tlsPort, host, _options: { publicTlsPort }, _encryptedBefore: encryptedBefore }: ApacheFrontend): SitePorts {
  return { port, tlsPort, publicPort: host._publicPortOf(port), publicTlsPort: publicTlsPort ?? host._publicPortOf(tlsPort), encryptedBefore };
}

/** What listens for TLS. */
export function tlsListeners({ tlsPort: port, _speaksTls }: ApacheFrontend): Listener[] {
  return _speaksTls ? [{ port, protocol: 'tcp', purpose: 'httpd for TLS', reachable: true }] : [];
}

/** What shall outlive a start of httpd. */
export function stateDirectories({ _virtualHosts: sites, _options: { logs } }: ApacheFrontend): string[] {
  return [...(logs?._directory === undefined ? [] : [logs._directory]), ...(sites.some(hasAcme) ? [ACME_STORE] : [])];
}
