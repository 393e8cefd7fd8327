import type { BalancerMember } from './route-target';

/** A load balancer over the members of one site. */
export interface Balancer {
  readonly name: string;
  readonly members: BalancerMember[];
}

/** What answers for the front end as a whole. */
export const HEALTH_BALANCER = 'health-lb';

/**
 * Every Tomcat that answers the health path, which those of the program do, whichever site it runs: the front end serves
 * while it reaches one.
 */
export function healthBalancer(balancers: Balancer[]): Balancer | undefined {
  const knowing = balancers.flatMap(({ members }) => members).filter(({ instance }) => instance);
  const members = [...new Map(knowing.map((member) => [member.jvmRoute, member])).values()];
  return members.length > 0 ? { name: HEALTH_BALANCER, members } : undefined;
}
