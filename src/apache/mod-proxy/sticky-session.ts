import { Balancer, sessionPathParameter } from '../balancer';

/** The most characters that mod_proxy_balancer keeps of it. It says nothing of what it cuts off. */
export const LONGEST_STICKY_SESSION = 63;

/**
 * Where a balancer finds the id of a session: the cookie, and the parameter of a path.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass stickysession
 */
export function stickySession(balancer: Balancer): string {
  return `${balancer.sessionCookie}|${sessionPathParameter(balancer)}`;
}
