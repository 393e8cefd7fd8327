import { Check, error } from './check';
import type { Route } from '../apache/route';
import type { VirtualHost } from '../apache/virtual-host/virtual-host';
import { sessionCookieNames } from '../network/session-cookie';
import { isBelow } from '../text/path';
import type { TomcatInstance } from '../tomcat/tomcat-instance';
import type { WebApplication } from '../tomcat/web-application';

/** The session cookie of an application that is reached by a route. */
export interface SessionCookie {
  readonly route: Route;
  readonly application: WebApplication;
  /** The Tomcat that gives it, or one of several that do. */
  readonly instance: TomcatInstance;
  readonly contextPath: string;
  readonly path: string;
  /** Whether a cluster has its sessions. */
  readonly replicated: boolean;
}

/** Browsers tell cookies apart by their name and path, not by who answers. */
export const sitesKeepTheirSessionCookies: Check = (topology) => topology.frontends.flatMap((frontend) => frontend._virtualHosts.flatMap((site) => {
  const cookies = sessionCookies(site);
  return cookies.flatMap((cookie, index) => cookies.slice(0, index)
    .filter((other) => cookie.path === other.path && nameOf(cookie) === nameOf(other) && !areOne(cookie, other) && !haveOneId(cookie, other))
    .slice(0, 1)
    .map((other) => error('SESSION_COOKIE_SHARED', frontend.node.path, {
      got: `session cookies of the path ${cookie.path} by ${said(other)} and by ${said(cookie)}, which ${site.serverName} routes to`,
      why: wouldHaveOneId(cookie, other)
        ? 'where a Tomcat dies, another gives the session of the one that is visited first a new id, and with it this cookie: that of the other is not found any more'
        : 'a browser keeps one cookie of a name and path: whoever visits both loses the session of the first',
      fix: 'leave sessionCookiePath out, and give each application the path of its route as contextPath; or give each a virtual host of its own',
    })));
}));

/** Routes pass paths on as they are, so that a browser asks for what is below the context path. */
export const sessionCookiesComeBack: Check = (topology) => topology.frontends.flatMap((frontend) => frontend._virtualHosts
  .flatMap(sessionCookies)
  .filter((cookie, index, all) => !isBelow(cookie.contextPath, cookie.path) && isFirst(cookie, index, all))
  .map((cookie) => error('SESSION_COOKIE_PATH', frontend.node.path, {
    got: `the session cookie of ${said(cookie)}, which is of the path ${cookie.path}`,
    why: `browsers send it with no request below ${cookie.contextPath}: each would begin a session of its own`,
    fix: 'leave sessionCookiePath out, also in the web.xml of the WAR; or write a path that holds the context path, such as /',
  })));

/** One of which the application says no name has that which others of its Tomcat say. */
export function nameOf({ application, instance }: SessionCookie): string {
  return application._sessionCookieName ?? sessionCookieNames(instance.applications)[0];
}

/** What two routes lead to. */
function areOne(one: SessionCookie, other: SessionCookie): boolean {
  return one.route._target === other.route._target && one.contextPath === other.contextPath;
}

/** Applications of one Tomcat give their sessions one id where all cookies are of the path /. In a cluster they do until a session moves. */
function wouldHaveOneId(one: SessionCookie, other: SessionCookie): boolean {
  return one.path === '/' && one.route._target === other.route._target;
}

function haveOneId(one: SessionCookie, other: SessionCookie): boolean {
  return wouldHaveOneId(one, other) && !(one.replicated && other.replicated);
}

/** Several routes may lead to one application. */
export function isFirst(cookie: SessionCookie, index: number, all: SessionCookie[]): boolean {
  return all.findIndex((other) => said(other) === said(cookie)) === index;
}

/** Whose it is. */
export function said({ route, contextPath }: SessionCookie): string {
  return `${contextPath} of ${route._target.node.path}`;
}

/** Those that visitors of a virtual host get. */
export function sessionCookies({ routes }: VirtualHost): SessionCookie[] {
  return routes.flatMap((route) => {
    const cookies = route._target._balancerMembers.flatMap(({ instance }) => (instance?.applications ?? [])
      .filter((application) => reaches(route, routes, application))
      .map((application) => ({
        route,
        application,
        instance: instance!,
        contextPath: application._contextPath,
        path: cookiePath(application),
        replicated: instance!._replicates(application),
      })));
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
