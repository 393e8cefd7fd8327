import { Check, error, warning } from './check';
import type { Problem } from './problem';
import type { SessionCluster } from '../cluster/session-cluster';
import { ENCRYPTED_MESSAGES_CHANGED, isSince } from '../release/release-lines';

/** The members of a cluster send each other Java objects of their own classes. */
export const membersAreOfOneRelease: Check = (topology) => topology.clusters.flatMap((cluster) => {
  const releases = cluster.members.map(({ release }) => release);
  const versions = distinct(releases.map(({ version }) => version));
  const got = `members with Tomcat ${versions.join(' and ')}`;
  if (distinct(releases.map(({ line }) => line)).length > 1) {
    return [mixed(error, cluster, got, 'members exchange Java objects of their own classes, which differ between the lines', 'use one line for all of them')];
  }
  const encrypted = cluster._interceptors.some(({ _traits: { algorithm } }) => algorithm);
  if (distinct(cluster.members.map(({ _packaged }) => String(_packaged))).length > 1) {
    const unread = encrypted ? ', and EncryptInterceptor of one may write what the other cannot read' : '';
    return [mixed(encrypted ? error : warning, cluster, 'members with the Tomcat of a package beside others',
      `which release of its line a package holds is seen on the machine alone${unread}`, 'use the package, or TomcatDistribution.apacheArchive(), for all of them')];
  }
  const updating = cluster.members.filter(({ _packaged, host }) => _packaged && host._updatesItself);
  if (encrypted && updating.length > 0 && cluster.members.length > 1) {
    return [mixed(warning, cluster, 'Interceptor.encrypt() for members with the Tomcat of a package, on machines that update themselves',
      `one member gets an update before the other, as that to ${ENCRYPTED_MESSAGES_CHANGED.join(', ')}, from which on EncryptInterceptor writes what earlier ones `
      + 'cannot read: until both have it, and have been restarted, neither has the sessions of the other',
      'use TomcatDistribution.apacheArchive(), whose release the program says, or SecurityUpdates.none() and update them together')];
  }
  if (versions.length < 2) return [];
  if (encrypted && distinct(versions.map((version) => String(isSince(version, ENCRYPTED_MESSAGES_CHANGED)))).length > 1) {
    const changed = ENCRYPTED_MESSAGES_CHANGED.join(', ');
    return [mixed(error, cluster, got, `from ${changed} on EncryptInterceptor writes what earlier ones cannot read`, 'use one release for all of them')];
  }
  return [mixed(warning, cluster, got, 'Tomcat tries out clusters of one release only', 'use one release, unless one member after the other is moved to it')];
});

function mixed(severity: typeof error, cluster: SessionCluster, got: string, why: string, fix: string): Problem {
  return severity('RELEASES_MIXED', cluster.node.path, { got, why, fix });
}

function distinct(values: string[]): string[] {
  return [...new Set(values)].sort();
}
