import { Topology } from './topology';
import type { Host } from '../host/host';
import type { Flow } from '../network/flow';

/** Every flow of the app: what its front ends, Tomcats, clusters and hosts need. A flow within one address needs no rule. */
export function flowsOf(topology: Topology): Flow[] {
  return topology.once(topology, 'flows', () => [...topology.frontends, ...topology.instances, ...topology.clusters, ...topology.hosts]
    .flatMap(({ _flows }) => _flows)
    .filter(({ from, address }) => !from.addresses.includes(`${address}/32`)));
}

/** The flows that reach a host. */
export function flowsTo(host: Host): Flow[] {
  const topology = Topology.of(host);
  const byHost = topology.once(topology, 'flows by host', () => {
    const map = new Map<Host, Flow[]>();
    for (const flow of flowsOf(topology)) {
      if (!map.has(flow.to)) map.set(flow.to, []);
      map.get(flow.to)!.push(flow);
    }
    return map;
  });
  return byHost.get(host) ?? [];
}
