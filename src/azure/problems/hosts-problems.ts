import { AzureVm } from '../azure-vm';
import type { AzureVmHosts } from '../azure-vm-hosts';
import { clockProblem } from './clock-problem';
import { inOneZone } from './zone-problems';
import { Problem } from '../../checks/problem';
import { Topology } from '../../topology/topology';

/** What hosts find wrong with themselves, and with the sites whose first member is theirs. */
export function hostsProblems(hosts: AzureVmHosts): Problem[] {
  const sites = Topology.of(hosts).sites.flatMap(({ node, members }) => {
    const machines = members.map(({ host }) => host);
    const own = machines.every((machine) => machine instanceof AzureVm) && machines[0]?._tier._hosts === hosts;
    return own ? inOneZone(machines as AzureVm[], node.path, 'no member is left') : [];
  });
  return [...clockProblem(hosts, hosts._props.timeSync ?? true), ...sites];
}
