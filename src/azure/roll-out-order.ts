import type { TerraformStack } from 'cdktf';
import type { AzureMachine } from './azure-machine';
import { clusterHosts, frontendHosts } from '../topology/redundant-hosts';
import type { Host } from '../host/host';
import { Topology } from '../topology/topology';

/**
 * The machines of the same stack that must serve with their new configuration before this one gets its own: the previous
 * host of each of its clusters, the previous front end of each of its sites, and for a front end the last Tomcat host of
 * each site. So two members of a site never restart at the same time, and a failure stops the rest.
 */
export function waitsFor(machine: AzureMachine): AzureMachine[] {
  const topology = Topology.of(machine);
  const { _stack: stack } = machine;
  return topology.once(stack, 'roll-out order', () => rollOutOrder(topology, stack)).get(machine) ?? [];
}

function rollOutOrder(topology: Topology, stack: TerraformStack): Map<AzureMachine, AzureMachine[]> {
  const turns = turnsOf(topology, stack);
  const order = new Map(turns.map((machine) => [machine, new Set<AzureMachine>()]));
  const inTurn = (hosts: Host[]) => turns.filter((machine) => hosts.includes(machine))
    .forEach((machine, index, all) => index > 0 && order.get(machine)!.add(all[index - 1]));

  clusterHosts(topology).forEach(({ hosts }) => inTurn(hosts));
  for (const { host, _balancers: balancers } of topology.frontends) {
    for (const { members } of balancers) {
      const before = turns.slice(0, Math.max(turns.indexOf(host as AzureMachine), 0));
      const last = before.filter((machine) => members.some(({ instance }) => instance?.host === machine)).at(-1);
      if (last) order.get(host as AzureMachine)!.add(last);
    }
  }
  frontendHosts(topology).forEach(({ hosts }) => inTurn(hosts));
  return new Map([...order].map(([machine, earlier]) => [machine, [...earlier]]));
}

/**
 * The machines of a stack in the order in which all groups take their turns, the same in each: nobody waits in a circle.
 * A machine that is replaced is away as soon as Terraform begins, so it comes first; Tomcats come before front ends.
 */
function turnsOf(topology: Topology, stack: TerraformStack): AzureMachine[] {
  const frontHosts = new Set<Host>(topology.frontends.map(({ host }) => host));
  const turn = (machine: AzureMachine) => machine._replacedOnChange ? 0 : frontHosts.has(machine) ? 2 : 1;
  return topology.hosts.filter((host): host is AzureMachine => host._stack === stack && '_configuring' in host)
    .sort((a, b) => turn(a) - turn(b)); // sort is stable: within a turn by path
}
