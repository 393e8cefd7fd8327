import type { Machine } from './machine';
import { Topology } from '../topology/topology';

/** What SELinux must let a machine's web server do, where it is enforcing. */
export interface SelinuxRules {
  readonly booleans: string[];
  readonly ports: { readonly type: string; readonly protocol: string; readonly port: number }[];
}

/**
 * A web server that passes requests on must be allowed to connect, and to listen on its ports. Only the RHEL family
 * enforces this by default.
 */
export function selinuxRules(machine: Machine): SelinuxRules | undefined {
  const topology = Topology.of(machine);
  const webServers = topology.once(topology, 'services of front ends', () => new Set(topology.frontends.map(({ _service }) => _service)));
  const own = machine._services.filter((service) => webServers.has(service));
  return machine._osFamily !== 'rhel' || own.length === 0 ? undefined : {
    booleans: ['httpd_can_network_connect'],
    ports: own.flatMap((service) => service.listeners()).map(({ protocol, port }) => ({ type: 'http_port_t', protocol, port })),
  };
}
