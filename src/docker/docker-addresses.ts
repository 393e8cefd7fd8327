import { DockerHost } from './docker-host';
import type { Service } from '../host/service';
import { derivedAddresses } from '../network/derived-addresses';
import { Topology } from '../topology/topology';

/** The address of every service on the network of a host, in whichever stack. */
export function dockerAddresses(host: DockerHost): Map<Service, string> {
  const topology = Topology.of(host);
  const { networkName, _subnet: subnet } = host._hosts;
  return topology.once(topology, `addresses on ${networkName}`, () => {
    const services = topology.hosts
      .filter((other): other is DockerHost => other instanceof DockerHost && other._hosts.networkName === networkName)
      .flatMap((other) => other._services.map((service) => ({ service, key: other._containerName(service), fixed: other._addresses[service.name] })));
    const addresses = derivedAddresses(subnet, services, host._hosts.node.path);
    return new Map(services.map(({ service }, index) => [service, addresses[index]]));
  });
}
