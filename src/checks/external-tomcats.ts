import { Check, error } from './check';
import type { Problem } from './problem';
import type { BalancerMember } from '../apache/route-target';
import type { Topology } from '../topology/topology';
import type { Connector } from '../tomcat/connector';
import type { TomcatInstance } from '../tomcat/tomcat-instance';

type Frontend = Topology['frontends'][number];

export const INSTEAD_OF_ADDRESS = 'pass the TomcatInstance or its SessionCluster to Route instead of repeating its address';

/** What is said of a Tomcat of the program as one that is elsewhere must be so. */
export const externalTomcatsAreAsSaid: Check = (topology) => topology.frontends.flatMap((frontend) => frontend._balancers
  .flatMap(({ members }) => members)
  .flatMap((member) => neighboursOf(topology, frontend, member).flatMap((neighbour) => connectorsFor(frontend, neighbour)
    .filter((connector) => neighbour._portOf(connector) === member.port)
    .flatMap((connector) => [...otherRoute(frontend, member, neighbour), ...otherSecret(frontend, member, neighbour, connector)]))));

/** Tomcats of the program at the address of one that it does not declare. */
export function neighboursOf(topology: Topology, frontend: Frontend, member: BalancerMember): TomcatInstance[] {
  const { instance, host: address } = member;
  return instance ? [] : topology.instances.filter(({ _address, host }) => _address === address && host._network === frontend.host._network);
}

/** Those that speak with the front end. */
export function connectorsFor(frontend: Frontend, instance: TomcatInstance): Connector[] {
  return instance._connectors.filter(({ _protocol }) => _protocol === frontend._protocol);
}

function otherRoute(frontend: Frontend, { jvmRoute, path }: BalancerMember, neighbour: TomcatInstance): Problem[] {
  return jvmRoute === neighbour.jvmRoute ? [] : [error('JVM_ROUTE', frontend.node.path, {
    got: `the jvmRoute ${jvmRoute} of ${path} for ${neighbour.node.path}`,
    why: `its session ids end in ${neighbour.jvmRoute}: no session would find its Tomcat again`,
    fix: INSTEAD_OF_ADDRESS,
  })];
}

function otherSecret(frontend: Frontend, { jvmRoute, secret }: BalancerMember, neighbour: TomcatInstance, connector: Connector): Problem[] {
  const expected = neighbour._secretOf(connector);
  if (frontend._protocol !== 'AJP' || !expected || secret?._equals(expected)) return [];
  return [error('AJP_SECRET_DIFFERS', frontend.node.path, {
    got: `worker ${jvmRoute} with ${secret ? `the secret ${secret.name}` : 'no secret'}`,
    why: `the AJP connector of ${neighbour.node.path} expects the secret ${expected.name} and would answer 403`,
    fix: INSTEAD_OF_ADDRESS,
  })];
}
