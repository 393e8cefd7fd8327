import type { BalancerMember } from './route-target';
import { SESSION_COOKIE, sessionCookieNames, SESSION_PATH_PARAMETER } from '../network/session-cookie';

/** A load balancer over the members of one site. */
export interface Balancer {
  readonly name: string;
  readonly members: BalancerMember[];
  /** The cookie that holds the ids of sessions, and in them the member that has each. */
  readonly sessionCookie: string;
  /** How long a request may wait for another member that has just died, in milliseconds. @default 0 */
  readonly longestWaitMillis?: number;
}

/** What the applications of members call their session cookies. */
export function sessionCookies(members: BalancerMember[]): string[] {
  const tomcats = members.map(({ instance }) => instance?.applications ?? []).filter(({ length }) => length > 0);
  return [...new Set(tomcats.flatMap(sessionCookieNames))];
}

/**
 * The parameter of a path that holds the id of a session where the cookie does not. Tomcat calls both alike where it is told a name, as those of the
 * program are.
 */
export function sessionPathParameter({ sessionCookie, members }: Balancer): string {
  const isTold = members.some(({ instance }) => instance);
  return isTold ? sessionCookie : SESSION_PATH_PARAMETER;
}

/** What answers for the front end as a whole. */
export const HEALTH_BALANCER = 'health-lb';

/** What shows to others, and lets the host itself change, what mod_jk knows of its workers. */
export const STATUS_WORKER = 'jk-status';
export const MEMBERS_WORKER = 'jk-members';

/** The members of balancers, each once, though several may have it. */
export function membersOf(balancers: Balancer[]): BalancerMember[] {
  return [...new Map(balancers.flatMap(({ members }) => members).map((member) => [member.jvmRoute, member])).values()];
}

/**
 * Every Tomcat that answers the health path, which those of the program do, whichever site it runs: the front end serves
 * while it reaches one.
 */
export function healthBalancer(balancers: Balancer[]): Balancer | undefined {
  const members = membersOf(balancers).filter(({ instance }) => instance);
  return members.length > 0 ? { name: HEALTH_BALANCER, members, sessionCookie: SESSION_COOKIE } : undefined;
}
