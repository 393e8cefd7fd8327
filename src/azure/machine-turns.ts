import type { TerraformStack } from 'cdktf';
import type { AzureMachine } from './azure-machine';
import type { Host } from '../host/host';
import { rollOutOrder } from '../topology/roll-out-order';
import { Topology } from '../topology/topology';

/** The machines of the same stack that must serve with their new configuration before this one gets its own. */
export function waitsFor(machine: AzureMachine): AzureMachine[] {
  const topology = Topology.of(machine);
  const { _stack: stack } = machine;
  return topology.once(stack, 'roll-out order', () => rollOutOrder(topology, turnsOf(topology, stack))).get(machine) ?? [];
}

/** A machine that is replaced is away as soon as Terraform begins, so it comes first; Tomcats come before front ends. */
function turnsOf(topology: Topology, stack: TerraformStack): AzureMachine[] {
  const frontHosts = new Set<Host>(topology.frontends.map(({ host }) => host));
  const turn = (machine: AzureMachine) => machine._replacedOnChange ? 0 : frontHosts.has(machine) ? 2 : 1;
  return topology.hosts.filter((host): host is AzureMachine => host._stack === stack && '_configuring' in host)
    .sort((a, b) => turn(a) - turn(b)); // sort is stable: within a turn by path
}
