import { asExpression } from '../../text/path';
import { hasAcme } from './acme';
import { compressionDirectives } from './compression';
import { errorPageDirectives, pagesGranted } from './error-pages';
import { extraDirectives, rewrittenOnce } from './extra-directive';
import { FROM_ELSEWHERE, maintenanceDirectives } from './maintenance';
import { parametersRefused } from './path-parameters';
import { bodyLimitRules, bodyLimitSections, bodyLimitVariables, methodRules } from './request-limits';
import { securityHeaderDirectives } from './security-headers';
import { documentRoot, folderAliases, servedFolders, sourcesRefused } from './static-files';
import { UNKNOWN_NAME } from './unknown-name';
import { pagesOf, VirtualHost } from './virtual-host';
import { connectionDirectives, strictTransportSecurity } from './virtual-host-tls';
import { FIRST_TIME } from '../ask-again';
import { Balancing } from '../balancing';
import { directive, httpdFile, HttpdDirective, section } from '../../text/httpd-directive';
import { Text } from '../../text/text';

/** On which ports a front end answers. */
export interface SitePorts {
  readonly port: number;
  readonly tlsPort: number;
  /** By which clients reach port. */
  readonly publicPort: number;
  /** By which clients reach tlsPort. */
  readonly publicTlsPort: number;
  /** Whether what comes to port may have been encrypted as far as a load balancer. */
  readonly encryptedBefore: boolean;
}

/** The request came to a load balancer that is believed by HTTPS. */
const ENCRYPTED_BEFORE = "expr=%{reqenv:HTTPS} == 'on'";

/** A virtual host that answers to its names; the one for unknown names is included before it, as httpd's default. */
export function virtualHostConf(site: VirtualHost, ports: SitePorts, balancing: Balancing, standsForUnknown = false): Text {
  const { serverName, serverAliases, tls } = site;
  const names = [directive('ServerName', serverName), ...(serverAliases?.length ? [directive('ServerAlias', ...serverAliases)] : [])];
  const { requestLimits = [], staticFiles = [] } = site;
  const content = [
    directive('DocumentRoot', documentRoot(staticFiles)),
    ...settings(site),
    ...balancing.mounts(site),
    ...servedFolders(staticFiles),
    ...rewrittenOnce(site.extraDirectives ?? []),
    ...extraDirectives(site.extraDirectives ?? [], balancing.answerFilter),
    ...folderAliases(staticFiles),
    // Last, since the last word about a request counts.
    ...sourcesRefused(staticFiles),
    ...parametersRefused(site),
    ...pagesGranted(pagesOf(site)),
  ];
  const limited = [...methodRules(requestLimits), ...bodyLimitRules(requestLimits)];
  const closed = site.maintenance ? maintenanceDirectives(site.maintenance, serverName) : [];
  const redirected = tls && (tls.redirectHttp ?? true) ? redirection(ports.publicTlsPort) : [];
  const usualPorts = ports.publicPort === 80 && ports.publicTlsPort === 443;
  return httpdFile([
    section('VirtualHost', `*:${ports.port}`,
      ...names,
      ...(tls && ports.encryptedBefore ? strictTransportSecurity(tls, usualPorts, ENCRYPTED_BEFORE) : []),
      ...rewriting([...closed, ...redirected, ...limited]),
      ...content),
    ...(tls ? [section('VirtualHost', `*:${ports.tlsPort}`,
      ...names,
      ...connectionDirectives(tls, serverName),
      ...balancing.tlsSettings,
      ...strictTransportSecurity(tls, usualPorts),
      ...rewriting([...(standsForUnknown ? unknownRefused(site) : []), ...closed, ...limited]),
      ...content)] : []),
  ]);
}

function settings(site: VirtualHost): HttpdDirective[] {
  return [
    ...securityHeaderDirectives(site.securityHeaders ?? {}),
    ...bodyLimitVariables(site.requestLimits ?? []),
    ...bodyLimitSections(site.requestLimits ?? []),
    ...errorPageDirectives(pagesOf(site), site.serverName),
    ...(site.compression ? compressionDirectives() : []),
  ];
}

function rewriting(rules: HttpdDirective[]): HttpdDirective[] {
  return rules.length > 0 ? [directive('RewriteEngine', 'On'), ...rules] : [];
}

/**
 * To HTTPS, by the name and for the path that the request has, as it was written; mod_rewrite appends the query. Pages of errors stay where they
 * are.
 */
function redirection(publicTlsPort: number): HttpdDirective[] {
  const port = publicTlsPort === 443 ? '' : `:${publicTlsPort}`;
  return [
    directive('RewriteCond', 'expr', `${FROM_ELSEWHERE} && ${FIRST_TIME}`),
    directive('RewriteCond', '%{ENV:HTTPS}', '!=on'),
    directive('RewriteCond', '%{THE_REQUEST}', '^[^ ]+ (?:[Hh][Tt][Tt][Pp]://[^/?]*)?(/[^ ?]*)'),
    directive('RewriteRule', '^', `https://%{SERVER_NAME}${port}%1`, '[R=308,NE,L]'),
  ];
}

/** Where no certificate is there for unknown names, the first site is asked by them. */
function unknownRefused({ serverName, serverAliases = [] }: VirtualHost): HttpdDirective[] {
  const names = [serverName, ...serverAliases].map((name) => asExpression(name).replace('*', '[^.]+'));
  return [directive('RewriteCond', '%{HTTP_HOST}', `!^(?:${names.join('|')})(?::[0-9]+)?$`, '[NC]'), directive('RewriteRule', '^', '-', '[F]')];
}

/** The virtual hosts for names that no site has: everything is refused but what is answered for the front end. */
export function unknownNamesConf(ports: SitePorts, sites: VirtualHost[], answered: HttpdDirective[]): Text {
  const certified = sitesOfUnknown(sites);
  const refused = [directive('ServerName', UNKNOWN_NAME), section('Location', '/', directive('Require', 'all', 'denied'))];
  return httpdFile([
    section('VirtualHost', `*:${ports.port}`, ...refused, ...answered),
    ...(certified?.tls ? [{
      ...section('VirtualHost', `*:${ports.tlsPort}`, ...refused, directive('LogLevel', 'ssl:error'), ...connectionDirectives(certified.tls, certified.serverName)),
      comment: `Who asks for no name, or an unknown one, is shown the certificate of ${certified.serverName}; that it is for another name is meant.`,
    }] : []),
  ]);
}

/** The site whose certificate unknown names are shown; none where mod_md has all of them. */
function sitesOfUnknown(sites: VirtualHost[]): VirtualHost | undefined {
  return sites.find((site) => site.tls && !hasAcme(site));
}

/** The site that unknown names come to, for lack of a certificate for them. */
export function standInForUnknown(sites: VirtualHost[]): VirtualHost | undefined {
  return sitesOfUnknown(sites) ? undefined : sites.find(({ tls }) => tls);
}
