import { createHash } from 'crypto';
import type { SessionCluster } from './session-cluster';
import { stableSlots } from '../network/stable-slots';
import { Topology } from '../topology/topology';

/** Tomcat's own multicast port, and how many from it up the library uses. */
const FIRST_PORT = 45564;
const PORTS = 1000;

/**
 * The group of a cluster. Ports differ between the clusters of an app, because a socket may see every group of its port;
 * addresses are derived from the cluster's path, so that apps that know nothing of each other hardly ever meet.
 */
export function multicastGroup(cluster: SessionCluster): { address: string; port: number } {
  const { address, port } = cluster._membership._multicast ?? {};
  return { address: address ?? derivedAddress(cluster), port: port ?? derivedPort(cluster) };
}

function derivedAddress(cluster: SessionCluster): string {
  const [b, c, d] = createHash('sha256').update(cluster.node.path).digest();
  return `228.${b}.${c}.${d}`;
}

function derivedPort(cluster: SessionCluster): number {
  const topology = Topology.of(cluster);
  const slots = topology.once(topology, 'multicast ports', () => {
    const chosen = topology.clusters.flatMap(({ _membership }) => _membership._multicast?.port ?? []).map((port) => port - FIRST_PORT);
    const deriving = topology.clusters.filter(({ _membership }) => _membership._multicast && _membership._multicast.port === undefined);
    return stableSlots(deriving.map(({ node }) => node.path), PORTS, chosen.filter((slot) => slot >= 0 && slot < PORTS));
  });
  return FIRST_PORT + (slots?.get(cluster.node.path) ?? 0);
}
