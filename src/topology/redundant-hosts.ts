import type { Host } from '../host/host';
import type { Topology } from './topology';

/** Hosts that stand in for each other: one at a time may be away. */
export interface RedundantHosts {
  /** What they do, as messages say it. */
  readonly purpose: string;
  readonly hosts: Host[];
}

/** The Tomcats of each site. */
export function memberHosts(topology: Topology): RedundantHosts[] {
  return topology.sites.map(({ node, members }) => ({ purpose: `run ${node.path}`, hosts: members.map(({ host }) => host) }));
}

/** The front ends of each site. */
export function frontendHosts(topology: Topology): RedundantHosts[] {
  const bySite = new Map<object, { purpose: string; hosts: Host[] }>();
  for (const { host, _virtualHosts: sites } of topology.frontends) {
    for (const { _target: target } of sites.flatMap(({ routes }) => routes)) {
      const site = bySite.get(target) ?? { purpose: `are front ends of ${target.node.path}`, hosts: [] };
      site.hosts.push(host);
      bySite.set(target, site);
    }
  }
  return [...bySite.values()];
}
