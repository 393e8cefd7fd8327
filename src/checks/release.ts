import { Check, error } from './check';
import { since } from '../release/release-features';
import { BROKEN_RPC_CHANNEL, isSince, lineOf, rangeOf } from '../release/release-lines';
import type { Requirement } from '../release/requirement';
import type { TomcatInstance } from '../tomcat/tomcat-instance';

/** Releases whose RpcChannel does not wait for answers must not be in a cluster. */
export const releaseWorksInClusters: Check = (topology) => topology.instances.flatMap((instance) => {
  const broken = rangeOf(instance.release.version, BROKEN_RPC_CHANNEL);
  return !broken || !instance.cluster ? [] : [error('RELEASE_BROKEN', instance.node.path, {
    got: `Tomcat ${instance.release.version} in a cluster`,
    why: `in ${broken.range} RpcChannel does not wait for answers: BackupManager and StaticMembershipService do not work`,
    fix: `use TomcatRelease.of('${broken.fixed}') or later`,
  })];
});

/** What an instance, its cluster and its front ends use must be in its release: Tomcat only warns of the rest, and goes on without it. */
export const releaseHasWhatIsUsed: Check = (topology) => topology.instances.flatMap((instance) => [
  ...requirementsOf(instance), ...(topology.frontendsOf(instance).length > 0 ? [HEALTH_CHECK] : []),
]
  .filter((requirement) => !isSince(instance.release.version, requirement.since))
  .map(({ what, since: releases, instead }) => error('RELEASE_LACKS', instance.node.path, {
    got: `${what} with Tomcat ${instance.release.version}`,
    why: `only Tomcat ${releases.map((version) => `${version} and later ${lineOf(version)}.x`).join(', ')} have it`,
    fix: instead,
  })));

const HEALTH_CHECK: Requirement = {
  what: 'the health check of a front end (HealthCheckValve)', since: since('HealthCheckValve'), instead: 'use TomcatRelease.V9_0, which runs the same applications',
};

function requirementsOf({ cluster, _requirements: own }: TomcatInstance): Requirement[] {
  if (!cluster) return own;
  const interceptors = cluster._interceptors.flatMap(({ _traits: { requirements = [] } }) => requirements);
  return [...cluster._membership._requirements, ...cluster._manager._requirements, ...interceptors, ...own];
}

/** A line of Tomcat needs a version of Java, and ends at once on an older one. */
export const releaseHasItsJava: Check = (topology) => topology.instances.flatMap((instance) => {
  const { release, _javaVersion: java } = instance;
  return java === undefined || java >= release._java ? [] : [error('JAVA_TOO_OLD', instance.node.path, {
    got: `Java ${java} for Tomcat ${release.version}`,
    why: `Tomcat ${release.line} needs Java ${release._java}, and does not start on an older one`,
    fix: `use a distribution with Java ${Math.max(release._java, 17)}`,
  })];
});
