import type { AzureVm } from './azure-vm';
import { Flow, onePort, Peer } from '../network/flow';

/** From where Azure's load balancers ask whether a machine serves. */
export const LOAD_BALANCER: Peer = { name: 'load-balancer', addresses: ['168.63.129.16/32'] };

/** The port of administrators. */
export const SSH = 22;

/** How often they ask: once without an answer is enough. */
export const PROBE_SECONDS = 5;

/** A port to which a load balancer sends connections. */
export interface BalancedPort {
  readonly port: number;
  /** The port on which the load balancer answers for it. */
  readonly publicPort: number;
  readonly clients: Peer;
  /** Whether the load balancer asks there whether the machine serves. */
  readonly probed: boolean;
  /** Whether connections come at all, which is known when the program is complete. */
  readonly used: () => boolean;
}

/** Who reaches a machine beside front ends and Tomcats: the visitors of its tier, and whom its load balancers let in. */
export function tierFlows(machine: AzureVm): Flow[] {
  const address = machine._addressOf();
  return [
    ...machine._tier._visitors.map(({ name, addresses, port }): Flow => ({
      purpose: port === SSH ? 'ssh' : 'tcp', from: { name, addresses }, to: machine, address, protocol: 'tcp', ports: onePort(port),
    })),
    ...machine._balancedPorts.filter(({ used }) => used()).flatMap(({ port, clients, probed }): Flow[] => [
      { purpose: 'http', from: clients, to: machine, address, protocol: 'tcp', ports: onePort(port) },
      ...(probed ? [{ purpose: 'probe', from: LOAD_BALANCER, to: machine, address, protocol: 'tcp', ports: onePort(port) } as Flow] : []),
    ]),
  ];
}
