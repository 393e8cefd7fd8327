import type { Host } from '../host/host';

/** "A must reach B on this port because of that": the only source of firewall rules. */
export interface Flow {
  /** Why, in a word that names rules: `ajp`, `replication`, `http`. */
  readonly purpose: string;
  readonly from: Peer;
  readonly to: Host;
  /** The address that is reached. */
  readonly address: string;
  readonly protocol: 'tcp' | 'udp';
  readonly ports: PortRange;
}

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** Who begins a flow: a host of the program, or someone outside. */
export interface Peer {
  /** What rules call it where it is no host: `internet`, `load-balancer`, `office`. */
  readonly name: string;
  readonly host?: Host;
  /** In CIDR notation. */
  readonly addresses: string[];
}

/** Everyone. */
export const INTERNET: Peer = { name: 'internet', addresses: ['0.0.0.0/0'] };

export function onePort(port: number): PortRange {
  return { first: port, last: port };
}

/** As both nftables and Azure write it. */
export function portText({ first, last }: PortRange): string {
  return first === last ? `${first}` : `${first}-${last}`;
}

/** A service of a host as the one who begins a flow. */
export function hostPeer(host: Host, address: string): Peer {
  return { name: host.hostName, host, addresses: [`${address}/32`] };
}
