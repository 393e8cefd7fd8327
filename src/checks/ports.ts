import { Token } from 'cdktf';
import { Check, error } from './check';
import { Problem } from './problem';
import { isLoopback } from '../network/loopback';
import type { Topology } from '../topology/topology';

/** A port that something on one address wants. */
interface Claim {
  readonly address: string;
  readonly path: string;
  readonly purpose: string;
  readonly protocol: string;
  readonly port: number;
  /** Where the address is one: a network; or the machine of a stack's engine, for a published port. */
  readonly network: string;
  /** True for a port of the engine's machine, where 0.0.0.0 is every address. */
  readonly published: boolean;
}

/** Two services of one address cannot listen on one port: the second does not get it, and ends. */
export const portsAreFree: Check = (topology) => {
  const granted = new Map<string, Claim[]>();
  return [...listeners(topology), ...publishedSockets(topology)].flatMap((claim): Problem[] => {
    const key = `${claim.port}/${claim.protocol}`;
    const others = granted.get(key) ?? [];
    granted.set(key, others);
    const other = others.find((candidate) => meet(claim, candidate));
    if (!other) {
      others.push(claim);
      return [];
    }
    return [error('PORT_TAKEN', claim.path, {
      got: `${claim.purpose} on ${claim.address}, port ${claim.port}/${claim.protocol}`,
      why: `${other.path} (${other.purpose}) has this port already; the second to start would not get it, and would end`,
      fix: 'give one of them another port, or leave the port out to have one derived',
    })];
  });
};

/** Receivers take the first free port of their range: two ranges of one address must not meet. */
export const receiverRangesAreApart: Check = (topology) => {
  const ranges = topology.instances.filter(({ cluster }) => cluster).map((instance) => {
    const { host: address, port, autoBind } = instance._member;
    return { instance, network: instance.host._network, address, from: port, to: port + Math.max(autoBind, 1) - 1 };
  });
  return ranges.flatMap((range, index) => ranges.slice(0, index)
    .filter((other) => other.network === range.network && other.address === range.address
      && other.from <= range.to && range.from <= other.to && other.from !== range.from)
    .map((other) => error('RECEIVER_RANGES_OVERLAP', range.instance.node.path, {
      got: `the receiver range ${range.from} to ${range.to} on ${range.address}`,
      why: `${other.instance.node.path} may take ${other.from} to ${other.to}; after a restart one could sit on the other's port`,
      fix: 'leave autoBind at 1, or put the ports at least autoBind apart',
    })));
};

/** A published port leads to a service that listens on it. */
export const publishedPortsLeadSomewhere: Check = (topology) => topology.hosts.flatMap((host) => host._publishedSockets
  .filter(({ to }) => !host._services.some((service) => service.listeners().some(({ port, reachable }) => reachable && port === to)))
  .map(({ to, port }) => error('PUBLISHED_PORT_UNUSED', host.node.path, {
    got: `port ${to} published as ${port}`,
    why: `no service of ${host.hostName} listens on ${to} for others than itself`,
    fix: "publish the port of a front end, such as 80, or bind the connector with Connector.http({ address: '0.0.0.0' })",
  })));

/** What believes whoever reaches it. */
const TRUSTING = ['AJP connector', 'cluster receiver'];

/** Front ends and members reach each other within the network: a published port is for others. */
export const publishedPortsAreForVisitors: Check = (topology) => topology.hosts.flatMap((host) => host._publishedSockets
  .filter(({ address }) => !Token.isUnresolved(address) && !isLoopback(address))
  .flatMap(({ address, port, to }) => host._services.flatMap((service) => service.listeners()
    .filter((listener) => listener.port === to && TRUSTING.includes(listener.purpose))
    .map(({ purpose }) => error('RULE_TOO_WIDE', host.node.path, {
      got: `the ${purpose} of ${service.owner.node.path}, port ${to}, published as ${port} on ${address}`,
      why: 'AJP and replication trust those who reach them, who can say there that they are somebody else, and write sessions',
      fix: 'leave it out of publish: front ends and members reach it within the network; or leave hostAddress out, for this machine alone',
    })))));

function listeners(topology: Topology): Claim[] {
  return topology.hosts.flatMap((host) => host._services.flatMap((service) => service.listeners().map((listener) => ({
    ...listener, address: host._addressOf(service), path: service.owner.node.path, network: host._network, published: false,
  }))));
}

function publishedSockets(topology: Topology): Claim[] {
  return topology.hosts.flatMap((host) => host._publishedSockets.map(({ address, port }) => ({
    address, port, protocol: 'tcp', path: host.node.path, purpose: 'published port', network: `engine of ${host._stack.node.path}`, published: true,
  })));
}

function meet(a: Claim, b: Claim): boolean {
  return a.network === b.network && (a.address === b.address || (a.published && b.published && [a, b].some(({ address }) => address === '0.0.0.0')));
}
