import type { AzureMachine } from './azure-machine';
import type { Host } from '../host/host';
import { Topology } from '../topology/topology';

/**
 * The machines of the same stack that must serve with their new configuration before this one gets its own: the previous
 * Tomcat host of each of its clusters, the previous front end of each of its sites, and for a front end the last Tomcat
 * host of each site. So two members of a site never restart at the same time, and a failure stops the rest.
 */
export function waitsFor(machine: AzureMachine): AzureMachine[] {
  const topology = Topology.of(machine);
  const order = topology.once(topology, 'roll-out order', () => rollOutOrder(topology));
  return (order.get(machine) ?? []).filter((other): other is AzureMachine => other._stack === machine._stack && '_configuring' in other);
}

function rollOutOrder(topology: Topology): Map<Host, Host[]> {
  const order = new Map<Host, Set<Host>>();
  const after = (later: Host, earlier?: Host) => {
    if (earlier && earlier !== later) order.set(later, (order.get(later) ?? new Set()).add(earlier));
  };
  // Each group takes its turns in the order of paths, the same in all groups: nobody waits in a circle.
  const inTurn = (hosts: Host[]) => topology.hosts.filter((host) => hosts.includes(host))
    .forEach((host, index, all) => after(host, all[index - 1]));

  const frontHosts = new Set(topology.frontends.map(({ host }) => host));
  const tomcatHosts = (hosts: Host[]) => hosts.filter((host) => !frontHosts.has(host));
  topology.clusters.forEach((cluster) => inTurn(tomcatHosts(cluster.members.map(({ host }) => host))));
  const bySite = new Map<object, Host[]>();
  for (const frontend of topology.frontends) {
    for (const { members } of frontend._balancers) {
      const hosts = topology.hosts.filter((host) => members.some(({ instance }) => instance?.host === host));
      after(frontend.host, tomcatHosts(hosts).at(-1));
    }
    for (const { _target } of frontend._virtualHosts.flatMap(({ routes }) => routes)) {
      bySite.set(_target, [...bySite.get(_target) ?? [], frontend.host]);
    }
  }
  bySite.forEach(inTurn);
  return new Map([...order].map(([host, hosts]) => [host, [...hosts]]));
}
