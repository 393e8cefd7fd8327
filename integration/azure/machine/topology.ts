import { BalancingRule, IpConfiguration, LoadBalancer, NetworkInterface, Subnet, VirtualNetwork } from '../arm/network';
import { parentOf, Resource, sameId } from '../arm/resource';
import { Store } from '../arm/store';
import { MachineProperties } from './virtual-machine';

/** Where a machine is attached. */
export interface Attachment {
  readonly networkInterface: Resource<NetworkInterface>;
  readonly configuration: IpConfiguration;
  readonly address: string;
  readonly subnet: Resource<Subnet>;
  readonly network: Resource<VirtualNetwork>;
}

export function attachmentOf(store: Store, machine: Resource<MachineProperties>): Attachment | undefined {
  const interfaces = machine.properties.networkProfile?.networkInterfaces ?? [];
  const reference = interfaces.find((each) => each.properties?.primary) ?? interfaces[0];
  const networkInterface = store.get<NetworkInterface>(reference?.id);
  const configurations = networkInterface?.properties.ipConfigurations ?? [];
  const configuration = (configurations.find((each) => each.properties.primary) ?? configurations[0])?.properties;
  const subnet = store.get<Subnet>(configuration?.subnet?.id);
  const network = subnet && store.get<VirtualNetwork>(parentOf(subnet.id));
  if (!networkInterface || !configuration?.privateIPAddress || !subnet || !network) return undefined;
  return { networkInterface, configuration, address: configuration.privateIPAddress, subnet, network };
}

/** Can the machine reach the internet: through a NAT gateway, an address of its own, or a public balancer's address? */
export function hasOutbound(store: Store, { configuration, subnet }: Attachment): boolean {
  if (subnet.properties.natGateway || configuration.publicIPAddress) return true;
  const pools = configuration.loadBalancerBackendAddressPools ?? [];
  return pools.some(({ id }) => {
    const balancer = store.get<LoadBalancer>(parentOf(id));
    if (!balancer?.properties.frontendIPConfigurations.some((each) => each.properties.publicIPAddress)) return false;
    const { loadBalancingRules, outboundRules } = balancer.properties;
    return outboundRules.some((each) => sameId(each.properties.backendAddressPool?.id, id))
      || loadBalancingRules.some(({ properties }) => !properties.disableOutboundSnat && poolsOf(properties).some((each) => sameId(each, id)));
  });
}

/** The ids of the pools to which a balancing rule sends. */
export function poolsOf(rule: BalancingRule): string[] {
  return [rule.backendAddressPool, ...(rule.backendAddressPools ?? [])].flatMap((each) => (each ? [each.id] : []));
}
