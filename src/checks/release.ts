import { Check, error } from './check';
import type { Requirement } from '../cluster/requirement';
import type { SessionCluster } from '../cluster/session-cluster';
import { compareVersions } from '../tomcat/release-lines';
import type { TomcatRelease } from '../tomcat/release';

/** Releases whose RpcChannel does not wait for answers must not be in a cluster. */
export const releaseWorksInClusters: Check = (topology) => topology.instances.flatMap((instance) => {
  const broken = instance.release._brokenRpcChannel;
  return !broken || !instance.cluster ? [] : [error('RELEASE_BROKEN', instance.node.path, {
    got: `Tomcat ${instance.release.version} in a cluster`,
    why: `in ${broken.range} RpcChannel does not wait for answers: BackupManager and StaticMembershipService do not work`,
    fix: `use TomcatRelease.of('${broken.fixed}') or later`,
  })];
});

/** What a cluster uses must be in the release of every member: Tomcat only warns of what it does not know, and goes on without it. */
export const releaseHasWhatIsUsed: Check = (topology) => topology.instances.flatMap((instance) => requirementsOf(instance.cluster)
  .filter((requirement) => !has(instance.release, requirement))
  .map(({ what, since, instead }) => error('RELEASE_LACKS', instance.node.path, {
    got: `${what} with Tomcat ${instance.release.version}`, why: `only Tomcat ${since.map((version) => `${version} and later ${lineOf(version)}.x`).join(', ')} have it`, fix: instead,
  })));

function requirementsOf(cluster: SessionCluster | undefined): Requirement[] {
  if (!cluster) return [];
  const interceptors = cluster._interceptors.flatMap(({ _traits: { requirements = [] } }) => requirements);
  return [...cluster._membership._requirements, ...cluster._manager._requirements, ...interceptors];
}

function has(release: TomcatRelease, { since }: Requirement): boolean {
  return since.some((first) => lineOf(first) === release.line && compareVersions(release.version, first) >= 0);
}

function lineOf(version: string): string {
  return version.replace(/\.\d+$/, '');
}
