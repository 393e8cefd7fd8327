import { AzureExistingVm } from './azure-existing-vm';
import { AzureVm } from './azure-vm';
import { derivedAddresses } from '../network/derived-addresses';
import { Topology } from '../topology/topology';

/** The address of every machine in the subnet of a machine, in whichever stack. */
export function azureAddresses(machine: AzureVm): Map<AzureVm, string> {
  const topology = Topology.of(machine);
  const { cidr } = machine._subnet.range;
  return topology.once(topology, `addresses in ${machine._network} ${cidr}`, () => {
    const machines = topology.hosts.filter((host): host is AzureVm => host instanceof AzureVm
      && host._network === machine._network && host._subnetCidr === cidr);
    const existing = topology.hosts.filter((host): host is AzureExistingVm => host instanceof AzureExistingVm
      && host._network === machine._network && machine._subnet.range.isForHosts(host._addressOf()));
    const addresses = derivedAddresses(machine._subnet.range, [
      ...machines.map((host) => ({ key: host._name, fixed: host._options.address })),
      ...existing.map((host) => ({ key: host.hostName, fixed: host._addressOf() })),
    ], machine._tier.node.path);
    return new Map(machines.map((host, index) => [host, addresses[index]]));
  });
}
