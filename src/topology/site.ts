import { Topology } from './topology';
import type { BalancerMember } from '../apache/route-target';
import type { SessionCluster } from '../cluster/session-cluster';
import type { RedisSessions } from '../tomcat/redis-sessions';
import type { TomcatInstance } from '../tomcat/tomcat-instance';

/** Tomcats that stand in for each other: who has their sessions. */
export type Site = SessionCluster | RedisSessions;

/** The instances that have joined, in the order of their routes. */
export function membersOfSite(site: Site): TomcatInstance[] {
  const topology = Topology.of(site);
  return [...topology.once(site, 'members', () => topology.instances
    .filter(({ _site }) => _site === site)
    .sort((a, b) => a.jvmRoute < b.jvmRoute ? -1 : 1))];
}

/** What a front end balances over. */
export function balancerMembersOfSite(site: Site): BalancerMember[] {
  return Topology.of(site).once(site, 'workers', () => site.members.flatMap((member) => member._balancerMembers));
}

/** The path of its members that says whether they serve. */
export function readinessPathOfSite(site: Site): string {
  return site.members[0]?._readinessPath ?? '/';
}
