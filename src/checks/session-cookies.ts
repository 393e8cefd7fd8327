import { isBelow } from '../text/path';
import { Check, error } from './check';
import type { Route } from '../apache/route';
import type { VirtualHost } from '../apache/virtual-host/virtual-host';
import type { WebApplication } from '../tomcat/web-application';

/** The session cookie of an application that is reached by a route. */
interface SessionCookie {
  readonly route: Route;
  readonly contextPath: string;
  readonly path: string;
}

/** Browsers tell cookies apart by their name and path, not by who answers. */
export const sitesKeepTheirSessionCookies: Check = (topology) => topology.frontends.flatMap((frontend) => frontend._virtualHosts.flatMap((site) => {
  const cookies = sessionCookies(site);
  return cookies.flatMap((cookie, index) => cookies.slice(0, index)
    .filter((other) => overwrite(cookie, other))
    .slice(0, 1)
    .map((other) => error('SESSION_COOKIE_SHARED', frontend.node.path, {
      got: `session cookies of the path ${cookie.path} by ${said(other)} and by ${said(cookie)}, which ${site.serverName} routes to`,
      why: 'a browser keeps one cookie of a name and path: whoever visits both loses the session of the first',
      fix: 'leave sessionCookiePath out, and give each application the path of its route as contextPath; or give each a virtual host of its own',
    })));
}));

/** Applications of one Tomcat give their sessions one id where all cookies are of the path /. */
function overwrite(one: SessionCookie, other: SessionCookie): boolean {
  if (one.path !== other.path) return false;
  return one.route._target === other.route._target ? one.path !== '/' && one.contextPath !== other.contextPath : true;
}

function said({ route, contextPath }: SessionCookie): string {
  return `${contextPath} of ${route._target.node.path}`;
}

function sessionCookies({ routes }: VirtualHost): SessionCookie[] {
  return routes.flatMap((route) => {
    const applications = route._target._balancerMembers.flatMap(({ instance }) => instance?.applications ?? []);
    const cookies = applications.filter((application) => reaches(route, routes, application))
      .map((application) => ({ route, contextPath: application._contextPath, path: cookiePath(application) }));
    return [...new Map(cookies.map((cookie) => [cookie.contextPath + cookie.path, cookie])).values()]; // every member has the same
  });
}

function cookiePath({ _sessionCookiePath: path }: WebApplication): string {
  return path.replace(/(.)\/$/, '$1');
}

/** Whether requests of an application come by a route, and not all by a more specific one. */
function reaches(route: Route, routes: Route[], { _contextPath: contextPath }: WebApplication): boolean {
  const hidden = routes.some((other) => other._path.length > route._path.length && isBelow(contextPath, other._path));
  return !hidden && (isBelow(contextPath, route._path) || isBelow(route._path, contextPath));
}
