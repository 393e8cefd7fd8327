import { Check, error } from './check';

/** Releases whose RpcChannel does not wait for answers must not be in a cluster. */
export const releaseWorksInClusters: Check = (topology) => topology.instances.flatMap((instance) => {
  const broken = instance.release._brokenRpcChannel;
  return !broken || !instance.cluster ? [] : [error('RELEASE_BROKEN', instance.node.path, {
    got: `Tomcat ${instance.release.version} in a cluster`,
    why: `in ${broken.range} RpcChannel does not wait for answers: BackupManager and StaticMembershipService do not work`,
    fix: `use TomcatRelease.of('${broken.fixed}') or later`,
  })];
});
