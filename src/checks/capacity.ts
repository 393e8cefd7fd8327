import { Token } from 'cdktf';
import { Check, error, warning } from './check';
import type { Problem } from './problem';
import type { ApacheFrontend } from '../apache/apache-frontend';
import { membersOf } from '../apache/balancer';
import type { Host } from '../host/host';
import { memoryLeft, shareOfMemory } from '../host/memory';
import type { Connector } from '../tomcat/connector';
import { heapMegabytes, heapOfShare, LEAST_HEAP } from '../tomcat/heap';
import type { TomcatInstance } from '../tomcat/tomcat-instance';
import type { Topology } from '../topology/topology';

/** What the processes of a host may use is there. */
export const memorySuffices: Check = (topology) => topology.hosts.flatMap((host) => [...needUnknown(host), ...needTooLarge(topology, host)]);

function needUnknown({ _capacity: { memoryMegabytes }, _services, node }: Host): Problem[] {
  if (memoryMegabytes === undefined) return [];
  const unknown = _services.filter(({ memory }) => memory().megabytes === undefined).map(({ name }) => name);
  return unknown.length === 0 ? [] : [error('HEAP_EXCEEDS_MEMORY', node.path, {
    got: `${memoryMegabytes} MiB of memory for ${unknown.join(', ')} with a maxHeapMegabytes or maxThreads that only Terraform knows`,
    why: 'the memory is shared out when the program is synthesized, and what is left is not known then',
    fix: 'say the numbers in the program, or leave memoryMegabytes of the host out',
  })];
}

function needTooLarge(topology: Topology, host: Host): Problem[] {
  const { memoryMegabytes } = host._capacity;
  const [left, share] = [memoryLeft(host), shareOfMemory(host)];
  const tomcats = topology.instances.filter((instance) => instance.host === host);
  const sharing = tomcats.filter(({ _props }) => _props.maxHeapMegabytes === undefined);
  const least = Math.max(...sharing.map(({ _props }) => _props.minHeapMegabytes ?? LEAST_HEAP), 0);
  if (memoryMegabytes === undefined || left === undefined || share === undefined) return [];
  if (left >= 0 && share >= least && heapOfShare(share) >= least) return [];
  const needs = host._services.map(({ name, memory }) => `${name} ${memory().megabytes}`);
  return [error('HEAP_EXCEEDS_MEMORY', host.node.path, {
    got: `${memoryMegabytes} MiB of memory for ${tomcats.map((instance) => `${instance.instanceName} with ${heapText(instance)}`).join(', ') || needs.join(', ')}`,
    why: `the system takes ${host._systemMegabytes} and its processes need ${needs.join(', ')}, of which is beside the heap what threads, classes, code and the collector take; `
      + `${left < 0 ? `${-left} MiB are missing` : `${share} MiB are left for a heap of at least ${least} and its collector`}`,
    fix: 'choose a smaller maxHeapMegabytes, run fewer Tomcats there, or give the host more memory',
  })];
}

function heapText(instance: TomcatInstance): string {
  return instance._props.maxHeapMegabytes === undefined ? 'a heap of what is left' : `a heap of ${heapMegabytes(instance)} MiB`;
}

/** When a Tomcat is the last one, all requests of all front ends come to it. */
export const lastTomcatServesFrontends: Check = (topology) => topology.instances.flatMap((instance) => instance._connectors.flatMap((connector) => {
  const frontends = topology.frontendsOf(instance).filter((frontend) => leadsTo(frontend, instance, connector));
  const workers = frontends.reduce((sum, { _mostRequests }) => sum + _mostRequests, 0);
  const doubled = frontends.some(({ _mostRequests, _maxRequestWorkers }) => _mostRequests > _maxRequestWorkers);
  const { _protocol: protocol, _maxConnections: connections = workers, _maxThreads: threads = workers, _options: { executor } } = connector;
  const [name, number] = connections < workers ? ['maxConnections', connections] : ['maxThreads', threads];
  const waiting = protocol === 'AJP' ? "some wait, mod_jk's question whether it lives among them, and it counts as failed" : 'some wait until others have their answers';
  return number >= workers || Token.isUnresolved(number) ? [] : [warning('REQUESTS_EXCEED_THREADS', instance.node.path, {
    got: `${name} ${number} of its ${protocol} connector`,
    why: `${frontends.length} front ends serve up to ${workers} requests at once: when the others of its balancer are gone, ${waiting}`,
    fix: `give Connector.${protocol.toLowerCase()}() ${name === 'maxThreads' && executor ? 'an executor with ' : ''}${name} of at least ${workers}, `
      + `or the front ends a smaller maxRequestWorkers${doubled ? ', or http2: false, since mod_proxy passes on about twice as many with HTTP/2' : ''}`,
  })];
}));

function leadsTo(frontend: ApacheFrontend, instance: TomcatInstance, connector: Connector): boolean {
  const member = membersOf(frontend._balancers).find((each) => each.instance === instance);
  return connector._protocol === frontend._protocol && instance._portOf(connector) === member?.port;
}
