import { Token } from 'cdktf';
import { Check, error, warning } from './check';
import type { SessionCluster } from '../cluster/session-cluster';
import { isMulticast } from '../network/ipv4';
import type { Topology } from '../topology/topology';

export const multicastAddressIsMulticast: Check = (topology) => multicastClusters(topology).flatMap((cluster) => {
  const { address } = cluster._multicastGroup;
  if (Token.isUnresolved(address)) return [];
  if (isMulticast(address) && !address.startsWith('224.0.0.')) return [];
  return [error('MULTICAST_ADDRESS', cluster.node.path, {
    got: `the multicast address ${address}`,
    why: address.startsWith('224.0.0.') ? '224.0.0.0/24 is for the network\'s own control messages' : 'it is not one of 224.0.1.0 to 239.255.255.255',
    fix: 'leave the address out to have one derived, or use one such as 228.0.0.4',
  })];
});

/** A socket may see every group of its port, so that clusters of one network are kept apart by port. */
export const multicastGroupsAreSeparate: Check = (topology) => multicastClusters(topology).flatMap((cluster, index, clusters) => {
  const { address, port } = cluster._multicastGroup;
  const other = clusters.slice(0, index).find((earlier) => earlier._multicastGroup.port === port && mayMeet(earlier, cluster));
  return !other ? [] : [error('MULTICAST_PORT_SHARED', cluster.node.path, {
    got: `multicast ${address}:${port}`,
    why: `${other.node.path} has the same port; the members of both would join one cluster`,
    fix: 'leave the port of Membership.multicast() out, or give each cluster its own',
  })];
});

/** Whether they have members on one network; those of a cluster without members may be on any. */
export function mayMeet(one: SessionCluster, other: SessionCluster): boolean {
  const [some, others] = [one, other].map(({ members }) => members.map(({ host }) => host._network));
  return some.length === 0 || others.length === 0 || some.some((network) => others.includes(network));
}

export const networkCarriesMulticast: Check = (topology) => multicastClusters(topology).flatMap((cluster) => {
  const hindrances = new Set(cluster.members.flatMap(({ host }) => host._multicastHindrance ?? []));
  return [...hindrances].map((why) => error('MULTICAST_UNSUPPORTED', cluster.node.path, {
    got: 'Membership.multicast()', why: `${why}; the members would never find each other`, fix: 'use Membership.staticUnicast()',
  }));
});

/** A multicast packet with a ttl of 1, which is Java's own, passes no router. */
export const multicastStaysInOneSubnet: Check = (topology) => multicastClusters(topology).flatMap((cluster) => {
  const hosts = cluster.members.map(({ host }) => host);
  const { ttl = 1 } = cluster._membership._multicast!;
  if (ttl > 1 || Token.isUnresolved(ttl) || hosts.some(({ _multicastHindrance }) => _multicastHindrance !== undefined)) return [];
  const subnets = new Map(hosts.map((host) => [`${host._network} ${host._subnetCidr}`, host]));
  const [one, other] = [...subnets.values()].map(({ hostName, _subnetCidr: cidr }) => cidr ? `${hostName} (${cidr})` : hostName);
  return other === undefined ? [] : [warning('MULTICAST_ACROSS_SUBNETS', cluster.node.path, {
    got: `Membership.multicast() with a ttl of ${ttl}, and ${one} and ${other} in different networks`,
    why: 'the members would not find each other: a packet with a ttl of 1 passes no router',
    fix: 'use Membership.staticUnicast(), or, where the routers forward multicast, Membership.multicast({ ttl: 4 })',
  })];
});

export const uniqueIdsAreWellFormed: Check = (topology) => topology.instances
  .filter(({ cluster, _member: { uniqueId } }) => cluster
    && (uniqueId.length !== 16 || uniqueId.some((byte) => !Number.isInteger(byte) || byte < -128 || byte > 127)))
  .map((instance) => error('UNIQUE_ID_FORMAT', instance.node.path, {
    got: `a uniqueId of ${instance._member.uniqueId.length} values: {${instance._member.uniqueId.join(',')}}`,
    why: 'Tomcat takes exactly 16 values from -128 to 127, and otherwise uses 16 zeros with only a warning',
    fix: 'leave uniqueId out to have one derived',
  }));

export const membersDiffer: Check = (topology) => topology.clusters.flatMap((cluster) => {
  const seen = new Map<string, string>();
  return cluster.members.flatMap((member) => {
    const { uniqueId, host, port } = member._member;
    return [`uniqueId {${uniqueId.join(',')}}`, `receiver ${host}:${port}`].flatMap((trait) => {
      const other = seen.get(trait);
      seen.set(trait, member.node.path);
      return !other ? [] : [error('MEMBER_NOT_UNIQUE', member.node.path, {
        got: trait,
        why: `${other} has the same; the cluster would take the two for one member`,
        fix: 'leave uniqueId and receiver out to have them derived; two instances of a cluster on one host need a jvmRoute each',
      })];
    });
  });
});

function multicastClusters(topology: Topology): SessionCluster[] {
  return topology.clusters.filter(({ _membership }) => _membership._multicast);
}
