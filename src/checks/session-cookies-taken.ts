import { Token } from 'cdktf';
import { Check, error, warning } from './check';
import type { Problem } from './problem';
import { isFirst, nameOf, said, SessionCookie, sessionCookies } from './session-cookies';
import type { ApacheFrontend } from '../apache/apache-frontend';
import { namesOf } from '../apache/virtual-host/site-order';
import type { VirtualHost } from '../apache/virtual-host/virtual-host';
import { SameSite } from '../tomcat/same-site';

/**
 * A browser takes a cookie that is for HTTPS alone over HTTPS, one for the requests of other sites only where it is for HTTPS alone, and one with a
 * domain only of that domain. Of some names it takes one only where it is as the name says.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6265#section-5.3
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie
 */
export const browsersTakeSessionCookies: Check = (topology) => topology.frontends.flatMap((frontend) => frontend._virtualHosts.flatMap((site) => (
  sessionCookies(site).filter(isFirst).flatMap((cookie) => [
    ...withoutEncryption(frontend, site, cookie), ...ofOtherDomain(frontend, site, cookie), ...notAsItsName(frontend, site, cookie),
  ])
)));

/** Names by which a browser knows what a cookie must be. */
const SECURE_NAME = /^__(Host|Secure)-/i;
const HOST_NAME = /^__Host-/i;

function withoutEncryption(frontend: ApacheFrontend, site: VirtualHost, cookie: SessionCookie): Problem[] {
  const { application: { _sessionCookieIsSecure: isSecure, _context: { sameSiteCookies } } } = cookie;
  if (site.tls || hearsOfEncryption(frontend, cookie)) return [];
  const at = `of ${said(cookie)} at ${site.serverName}, which speaks no TLS`;
  const fix = 'pass tls to addVirtualHost(), or say by which header a load balancer tells that it ends TLS: remoteIp.protocolHeader of the front end';
  if (isSecure) {
    return [warning('SESSION_COOKIE_REFUSED', frontend.node.path, {
      got: `<secure>true</secure> in the web.xml ${at}`,
      why: 'a browser does not take such a session cookie over HTTP: each request would begin a session of its own',
      fix: `${fix}; or leave <secure> out: Tomcat marks cookies so by itself where it hears of HTTPS`,
    })];
  }
  const isForOthers = sameSiteCookies === SameSite.NONE;
  return !isForOthers && !SECURE_NAME.test(nameOf(cookie)) ? [] : [error('SESSION_COOKIE_REFUSED', frontend.node.path, {
    got: `${isForOthers ? 'sameSiteCookies NONE' : `the session cookie ${nameOf(cookie)}`} ${at}`,
    why: 'browsers take such a cookie only where it is for HTTPS alone, and Tomcat marks it so where it hears of HTTPS: each request would begin a session of its own',
    fix: `${fix}; or ${isForOthers ? 'use SameSite.LAX' : 'give it a name that does not begin so'}`,
  })];
}

/** Whether something may tell a Tomcat that a visitor came by HTTPS, though the virtual host does not speak it. */
function hearsOfEncryption({ _options: { remoteIp }, _protocol: protocol }: ApacheFrontend, { instance }: SessionCookie): boolean {
  return remoteIp?.protocolHeader !== undefined
    || (protocol === 'AJP' && instance._props.remoteIp !== undefined) // headers of a load balancer come to it as they are
    || instance._connectors.some(({ _options: { secure } }) => secure);
}

function ofOtherDomain(frontend: ApacheFrontend, site: VirtualHost, cookie: SessionCookie): Problem[] {
  const { _sessionCookieDomain: domain } = cookie.application;
  if (domain === undefined || Token.isUnresolved(domain)) return [];
  const names = namesOf(site);
  const outside = names.filter((name) => !holds(domain.toLowerCase(), name));
  if (outside.length === 0) return [];
  const severity = outside.length === names.length ? error : warning; // a name may lead to another one only
  return [severity('SESSION_COOKIE_REFUSED', frontend.node.path, {
    got: `the domain ${domain} of the session cookie of ${said(cookie)} at ${outside.join(' and ')}`,
    why: domain.startsWith('.')
      ? 'Tomcat writes no cookie whose domain begins with a dot: what would begin a session fails'
      : 'a browser takes no cookie of a domain in which the name is not that it has asked for: each request would begin a session of its own',
    fix: 'leave the domain out, in the web.xml of the WAR or among the extraAttributes: the cookie is then of the name that was asked for',
  })];
}

/** What begins with __Host- is for one name and all of its paths. */
function notAsItsName(frontend: ApacheFrontend, site: VirtualHost, cookie: SessionCookie): Problem[] {
  const { path, application: { _sessionCookieDomain: domain } } = cookie;
  const wrong = [...(path === '/' ? [] : [`the path ${path}`]), ...(domain === undefined ? [] : ['a domain'])];
  return !HOST_NAME.test(nameOf(cookie)) || wrong.length === 0 ? [] : [error('SESSION_COOKIE_REFUSED', frontend.node.path, {
    got: `the session cookie ${nameOf(cookie)} with ${wrong.join(' and ')}, of ${said(cookie)} at ${site.serverName}`,
    why: 'browsers take one whose name begins so only with the path / and without a domain: each request would begin a session of its own',
    fix: `${path === '/' ? 'leave the domain out' : "use sessionCookiePath: '/'"}, or a name that begins with __Secure-`,
  })];
}

/** Whether browsers take a cookie of a domain from a name, which may be a wildcard, and send it there. */
export function holds(domain: string, serverName: string): boolean {
  const name = serverName.replace(/^\*\./, '');
  return !domain.startsWith('.') && (name === domain || name.endsWith(`.${domain}`));
}
