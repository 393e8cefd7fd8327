import { Token } from 'cdktf';
import { Check, warning } from './check';
import { nameOf, said, SessionCookie, sessionCookies } from './session-cookies';
import { holds } from './session-cookies-taken';
import type { ApacheFrontend } from '../apache/apache-frontend';
import { namesOf } from '../apache/virtual-host/site-order';
import type { VirtualHost } from '../apache/virtual-host/virtual-host';
import type { Topology } from '../topology/topology';

/** A cookie that visitors of one virtual host get, and that browsers send to others. */
interface SharedCookie {
  readonly frontend: ApacheFrontend;
  readonly site: VirtualHost;
  readonly cookie: SessionCookie;
  readonly domain: string;
  /** By what a browser tells it from others. */
  readonly identity: string;
}

/** Browsers tell cookies of a domain apart by their name and path, not by who of the domain gave them. */
export const sitesKeepTheirCookiesOfDomains: Check = (topology) => {
  const shared = cookiesOfDomains(topology);
  return shared.flatMap(({ frontend, site, cookie, domain, identity }, index) => shared.slice(0, index)
    .filter((other) => other.identity === identity && other.site.serverName !== site.serverName && keeperOf(other.cookie) !== keeperOf(cookie))
    .slice(0, 1)
    .map((other) => warning('SESSION_COOKIE_SHARED', frontend.node.path, {
      got: `session cookies of the domain ${domain} and the path ${cookie.path} by ${said(other.cookie)} at ${other.site.serverName} `
        + `and by ${said(cookie)} at ${site.serverName}`,
      why: 'a browser keeps one cookie of a name, domain and path: whoever visits both loses the session of the first',
      fix: 'leave the domain out, in the web.xml of the WAR or among the extraAttributes; or give each site a sessionCookieName of its own',
    })));
};

/** Each once, though several front ends may lead to its application. */
function cookiesOfDomains({ frontends }: Topology): SharedCookie[] {
  const all = frontends.flatMap((frontend) => frontend._virtualHosts.flatMap((site) => cookiesOfDomain(frontend, site)));
  return [...new Map([...all].reverse().map((shared) => [`${shared.site.serverName} ${said(shared.cookie)} ${shared.identity}`, shared])).values()].reverse();
}

function cookiesOfDomain(frontend: ApacheFrontend, site: VirtualHost): SharedCookie[] {
  return sessionCookies(site).flatMap((cookie) => {
    const { _sessionCookieDomain: domain } = cookie.application;
    if (domain === undefined || Token.isUnresolved(domain) || !namesOf(site).some((name) => holds(domain.toLowerCase(), name))) return [];
    return [{ frontend, site, cookie, domain, identity: `${domain.toLowerCase()} ${nameOf(cookie)} ${cookie.path}` }];
  });
}

/** Who has its sessions. */
function keeperOf({ instance }: SessionCookie): object {
  return instance._site ?? instance;
}
