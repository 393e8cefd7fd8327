import { memberHosts, frontendHosts } from './redundant-hosts';
import type { Topology } from './topology';
import type { Host } from '../host/host';

/**
 * For each of some hosts those that must serve with their new configuration before it gets its own: the previous Tomcat host of
 * each of its sites, the previous front end of each, and for a front end the last Tomcat host. So two members of a site never
 * restart at the same time, and a failure stops the rest.
 *
 * @param turns the hosts in the order in which all groups take their turns, so that nobody waits in a circle
 */
export function rollOutOrder<T extends Host>(topology: Topology, turns: T[]): Map<Host, T[]> {
  const order = new Map<Host, Set<T>>(turns.map((host) => [host, new Set<T>()]));
  const inTurn = (hosts: Host[]) => turns.filter((host) => hosts.includes(host))
    .forEach((host, index, all) => index > 0 && order.get(host)!.add(all[index - 1]));

  memberHosts(topology).forEach(({ hosts }) => inTurn(hosts));
  for (const { host: front, _balancers: balancers } of topology.frontends) {
    const turn = turns.findIndex((host) => host === front);
    for (const { members } of balancers) {
      const last = turns.slice(0, Math.max(turn, 0)).filter((host) => members.some(({ instance }) => instance?.host === host)).at(-1);
      if (last) order.get(front)!.add(last);
    }
  }
  frontendHosts(topology).forEach(({ hosts }) => inTurn(hosts));
  return new Map([...order].map(([host, earlier]) => [host, [...earlier]]));
}
