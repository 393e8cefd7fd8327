import { authorityFiles } from './acme';
import { ErrorPages, checkErrorPages } from './error-pages';
import { checkExtraDirectives, ExtraDirective } from './extra-directive';
import { checkMaintenance, Maintenance, MAINTENANCE_PAGE } from './maintenance';
import { checkRequestLimits, RequestLimit } from './request-limits';
import { checkSecurityHeaders, SecurityHeaders } from './security-headers';
import { namesOf, orderByNames } from './site-order';
import { checkStaticFiles, StaticFiles } from './static-files';
import { UNKNOWN_NAME } from './unknown-name';
import { checkVirtualHostTls, VirtualHostTls } from './virtual-host-tls';
import type { BalancingModule } from '../distribution';
import { contradiction, mountsOf, passesAll } from '../mount';
import { Route } from '../route';
import type { ThrownCode } from '../../checks/codes';
import { ConfigError } from '../../checks/config-error';
import { checkKnown } from '../../checks/options/check-known';

/** What a virtual host of a front end may say. */
export interface VirtualHostOptions {
  /** Where its requests go. The most specific path wins. */
  readonly routes: Route[];
  /**
   * Folders of the host with files that httpd serves itself. The most specific path wins, of routes and folders alike; where both have
   * one path, the route takes what it passes.
   *
   * @default - none
   */
  readonly staticFiles?: StaticFiles[];
  /**
   * Further names that it answers to. `*.example.com` stands for all names below it that no other virtual host has, in whichever order they are
   * added.
   *
   * @default - none
   */
  readonly serverAliases?: string[];
  /** How it speaks TLS. @default - it speaks HTTP alone */
  readonly tls?: VirtualHostTls;
  /** Headers with which browsers are asked to be careful. @default - Referrer-Policy, as browsers have it anyway */
  readonly securityHeaders?: SecurityHeaders;
  /** What requests may be like, by path. @default - httpd's own limits */
  readonly requestLimits?: RequestLimit[];
  /**
   * Pages in HTML by the status that they explain, such as `{ '503': '<h1>Back soon</h1>' }`: for the errors that httpd itself answers
   * with, not for those of an application.
   *
   * @default - httpd's own
   */
  readonly errorPages?: { [status: string]: string };
  /**
   * Lets the site be closed while the file `/srv/httpd/run/maintenance-<serverName>` exists: it answers with 503 then, but to requests from
   * its own host. The file is gone when httpd starts anew.
   *
   * @default - it cannot be closed so
   */
  readonly maintenance?: Maintenance;
  /** Whether texts are compressed for clients that take them so. @default false */
  readonly compression?: boolean;
  /**
   * Directives that the library has no words for, which come last. A `Redirect` of what a route passes stands in a section `Location`: outside of
   * one httpd gives the request to a Tomcat before it looks at it, and at an `Alias`.
   *
   * @default - none
   */
  readonly extraDirectives?: ExtraDirective[];
}

/** @internal */
export interface VirtualHost extends VirtualHostOptions {
  readonly serverName: string;
}

/**
 * Refuses a virtual host that httpd would never use, or not as meant.
 *
 * @param encryptedBefore Whether a load balancer before it may end TLS.
 */
export function checkVirtualHost(
  site: VirtualHost, others: VirtualHost[], path: string, balancedBy: BalancingModule, encryptedBefore: boolean,
): void {
  const { serverName, serverAliases = [], routes } = site;
  const refuse = (code: ThrownCode, got: string, why: string, fix: string) => { throw new ConfigError({ code, path, got, why, fix }); };
  for (const name of [serverName, serverAliases, ...serverAliases]) {
    checkKnown('a name of a virtual host', name, 'virtual hosts are ordered by their names, and files named after them,', path);
  }
  for (const name of [serverName, ...serverAliases.map((alias) => alias.replace(/^\*\./, ''))]) {
    if (/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(name)) continue;
    refuse('SERVER_NAME', `the name "${name}" of a virtual host`, 'requests are told apart by it, and its file is named after it',
      'write a domain name, as in shop.example.com; an alias may begin with *.');
  }
  if (namesOf(site).includes(UNKNOWN_NAME)) {
    refuse('VIRTUAL_HOST_TAKEN', `the name ${UNKNOWN_NAME} of the virtual host ${serverName}`, 'it stands for the names that no virtual host has',
      'write the name that visitors use');
  }
  const taken = new Set(others.flatMap(namesOf));
  const name = namesOf(site).find((candidate) => taken.has(candidate));
  if (name) refuse('VIRTUAL_HOST_TAKEN', `a second virtual host ${name}`, 'httpd would only ever use the first', 'put all routes into one call');
  if (!orderByNames([...others, site])) {
    refuse('VIRTUAL_HOST_TAKEN', `the virtual host ${serverName} beside another, of which each has a wildcard that answers to a name of the other`,
      'httpd uses the first that answers to a name, and one of them would never get some of its requests', 'put these names into one virtual host, or name each alias');
  }
  if (routes.length === 0) {
    refuse('ROUTES', `the virtual host ${serverName} without routes`, 'it would answer no request', 'pass routes: [Route.all(cluster)]');
  }
  const twice = routes.find(({ _path }, index) => routes.findIndex((other) => other._path === _path) < index);
  if (twice) {
    refuse('ROUTES', `two routes of ${twice._path} for ${serverName}`, 'mod_jk would only ever use one', 'keep one of them');
  }
  const contrary = contradiction(mountsOf(site));
  if (contrary) {
    refuse('ROUTES', `the route ${contrary.inner._path} of ${serverName} within ${contrary.outer._path}, to the same Tomcats, of which one leaves out what the other passes`,
      'exceptions are of all requests to the same Tomcats', 'say the same only and except of both, and leave paths of the inner route to it');
  }
  const [one, another] = authorityFiles([...others, site]);
  if (another !== undefined) {
    refuse('VIRTUAL_HOST_TLS', `the certificateAuthorityFile ${another} of ${serverName}, and ${one} of another virtual host`,
      'mod_md has one for all: httpd would not trust the other authority, and get no certificate of it', 'put the roots of both into one file, and name that for each');
  }
  checkSettings(site, path, balancedBy, encryptedBefore);
}

function checkSettings(virtualHost: VirtualHost, path: string, balancedBy: BalancingModule, encryptedBefore: boolean): void {
  const { serverName, serverAliases = [], ...site } = virtualHost;
  if (site.tls) checkVirtualHostTls(site.tls, serverName, path);
  const wildcard = serverAliases.find((alias) => alias.startsWith('*.'));
  if (site.tls?.certificate._source.kind === 'acme' && wildcard) {
    throw new ConfigError({
      code: 'VIRTUAL_HOST_TLS',
      path,
      got: `the alias ${wildcard} with TlsCertificate.acme() of ${serverName}`,
      why: 'an authority certifies a wildcard only to who changes the DNS',
      fix: 'name each alias, or use TlsCertificate.pem() or pemSecrets() with a certificate that you have',
    });
  }
  checkSecurityHeaders(site.securityHeaders ?? {}, path);
  checkRequestLimits(site.requestLimits ?? [], path);
  checkStaticFiles(site.staticFiles ?? [], path);
  checkErrorPages(site.errorPages ?? {}, path);
  if (site.maintenance) checkMaintenance(site.maintenance, path);
  const servesFiles = (site.staticFiles ?? []).length > 0;
  const encrypted = site.tls !== undefined || encryptedBefore;
  const extended = { encrypted, balancedBy, servesFiles, passesAll: (below: string) => passesAll(site, below) };
  checkExtraDirectives(site.extraDirectives ?? [], extended, path);
}

/** The pages of a site, that of its maintenance among them. */
export function pagesOf({ errorPages = {}, maintenance }: VirtualHost): ErrorPages {
  return maintenance?.page === undefined ? errorPages : { ...errorPages, [MAINTENANCE_PAGE]: maintenance.page };
}
