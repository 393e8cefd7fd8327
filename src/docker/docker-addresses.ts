import { DockerHost } from './docker-host';
import { ConfigError } from '../checks/config-error';
import type { Service } from '../host/service';
import { ipv4, ipv4Text } from '../network/ipv4';
import { stableSlots } from '../network/stable-slots';
import { Topology } from '../topology/topology';

/**
 * The address of every service on the network of a host, in whichever stack. An address is derived from the names of
 * host and service, so that it stays when others come and go.
 */
export function dockerAddresses(host: DockerHost): Map<Service, string> {
  const topology = Topology.of(host);
  const { networkName, _subnet: subnet } = host._hosts;
  return topology.once(topology, `addresses on ${networkName}`, () => {
    const services = topology.hosts
      .filter((other): other is DockerHost => other instanceof DockerHost && other._hosts.networkName === networkName)
      .flatMap((other) => other._services.map((service) => ({ service, key: other._containerName(service), fixed: other._addresses[service.name] })));
    refuseTwice(services.flatMap(({ fixed }) => fixed ?? []), host._hosts.node.path);
    const deriving = services.filter(({ fixed }) => !fixed);
    // The first address names the network, the second is the gateway, the last is for broadcasts.
    const taken = services.filter(({ fixed }) => fixed).map(({ fixed }) => ipv4(fixed)! - subnet.first - 2);
    const slots = stableSlots(deriving.map(({ key }) => key), subnet.size - 3, taken);
    if (!slots) {
      throw new ConfigError({
        code: 'SUBNET_FULL',
        path: host._hosts.node.path,
        got: `${services.length} containers in ${subnet.cidr}`,
        why: `it has ${subnet.size - 3} addresses for them`,
        fix: 'give DockerHosts a larger subnet, such as 172.30.0.0/22',
      });
    }
    return new Map(services.map(({ service, key, fixed }) => [service, fixed ?? ipv4Text(subnet.first + 2 + slots.get(key)!)]));
  });
}

function refuseTwice(addresses: string[], path: string): void {
  const twice = addresses.find((address, index) => addresses.indexOf(address) < index);
  if (!twice) return;
  throw new ConfigError({
    code: 'ADDRESS_TAKEN', path, got: `two services on ${twice}`, why: 'each container has an address of its own', fix: 'choose another one, or leave it out',
  });
}
