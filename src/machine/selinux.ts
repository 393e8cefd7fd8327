import type { Machine } from './machine';
import { flowsOf } from '../topology/flows';
import { Topology } from '../topology/topology';

/** What SELinux must let a machine's web server do, where it is enforcing. */
export interface SelinuxRules {
  readonly booleans: string[];
  readonly ports: { readonly type: string; readonly protocol: string; readonly port: number }[];
}

/**
 * A web server that passes requests on must be allowed to connect, and to listen on its port. Only the RHEL family
 * enforces this by default.
 */
export function selinuxRules(machine: Machine): SelinuxRules | undefined {
  const topology = Topology.of(machine);
  const senders = topology.once(topology, 'hosts of front ends', () => new Set(flowsOf(topology)
    .flatMap(({ purpose, from }) => ['ajp', 'http-backend'].includes(purpose) && from.host ? [from.host] : [])));
  if (machine._osFamily !== 'rhel' || !senders.has(machine)) return undefined;
  const listeners = machine._services.flatMap((service) => service.listeners()).filter(({ purpose }) => purpose === 'httpd');
  return {
    booleans: ['httpd_can_network_connect'],
    ports: listeners.map(({ protocol, port }) => ({ type: 'http_port_t', protocol, port })),
  };
}
