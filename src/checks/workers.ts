import { Token } from 'cdktf';
import { Check, error } from './check';
import { connectorsFor, INSTEAD_OF_ADDRESS, neighboursOf } from './external-tomcats';
import { Problem } from './problem';
import { Balancer, HEALTH_BALANCER, MEMBERS_WORKER, STATUS_WORKER } from '../apache/balancer';
import type { BalancerMember } from '../apache/route-target';
import type { Topology } from '../topology/topology';

/** mod_jk has 64 bytes for a name, mod_proxy for a route. */
const MOST_CHARACTERS = 63;

/** What the library calls workers of its own. */
const RESERVED = [HEALTH_BALANCER, STATUS_WORKER, MEMBERS_WORKER];

const NAME = /^[A-Za-z0-9_-]+$/;

/** Every worker must lead to an AJP connector, at an address on which it listens. */
export const workersMeetConnectors: Check = (topology) => topology.frontends.flatMap((frontend) => uniqueMembers(frontend._balancers)
  .flatMap((member): Problem[] => {
    const at = `${member.host}:${member.port}`;
    if (member.port === undefined) {
      return [error('WORKER_WITHOUT_CONNECTOR', frontend.node.path, {
        got: `a route to ${member.path}`,
        ...withoutConnector(frontend._protocol, member),
      })];
    }
    if (member.boundTo !== undefined && !Token.isUnresolved(member.boundTo) && ![member.host, '0.0.0.0'].includes(member.boundTo)) {
      return [error('WORKER_WITHOUT_CONNECTOR', frontend.node.path, {
        got: `worker ${member.jvmRoute} at ${at}`,
        why: `the ${frontend._protocol} connector of ${member.path} is bound to ${member.boundTo}`,
        fix: frontend._protocol === 'AJP' ? 'leave the address of Connector.ajp() out' : "use Connector.http({ address: '0.0.0.0' })",
      })];
    }
    const neighbours = neighboursOf(topology, frontend, member);
    const ports = neighbours.flatMap((neighbour) => connectorsFor(frontend, neighbour).map((connector) => neighbour._portOf(connector)));
    if (neighbours.length > 0 && !Token.isUnresolved(member.port) && !ports.includes(member.port)) {
      return [error('WORKER_WITHOUT_CONNECTOR', frontend.node.path, {
        got: `worker ${member.jvmRoute} at ${at}`,
        why: `${neighbours.map(({ node }) => node.path).join(', ')} is there, with ${ports.length ? `its ${frontend._protocol} connector on ${ports.join(', ')}` : `no ${frontend._protocol} connector`}`,
        fix: INSTEAD_OF_ADDRESS,
      })];
    }
    return [];
  }));

function withoutConnector(protocol: 'AJP' | 'HTTP', { instance, jvmRoute }: BalancerMember): Pick<Problem, 'why' | 'fix'> {
  return !instance ? { why: `nothing says at which port ${jvmRoute} speaks HTTP`, fix: 'give it the port of its HTTP connector' } : {
    why: `it has no ${protocol} connector`,
    fix: protocol === 'AJP' ? 'pass ajpSecret to it, or add Connector.ajp() to its connectors' : "add Connector.http({ address: '0.0.0.0' }) to its connectors",
  };
}

/** The route ends every session id, and mod_jk finds the worker by it. */
export const jvmRoutesAreUsable: Check = (topology) => {
  const named = topology.instances.filter(({ jvmRoute }) => !NAME.test(jvmRoute)).map((instance) => error('JVM_ROUTE', instance.node.path, {
    got: `jvmRoute "${instance.jvmRoute}"`,
    why: 'mod_jk takes what follows the dot of a session id for the name of a worker: letters, digits, _ and -',
    fix: 'give another jvmRoute, or leave it out to have it derived from the cluster and the host',
  }));
  const shared = topology.sites.flatMap(({ members }) => {
    const seen = new Map<string, string>();
    return members.flatMap((member) => {
      const other = seen.get(member.jvmRoute);
      seen.set(member.jvmRoute, member.node.path);
      return !other ? [] : [error('JVM_ROUTE', member.node.path, {
        got: `jvmRoute "${member.jvmRoute}"`,
        why: `${other} has the same; the balancer could not tell which of the two has a session`,
        fix: 'give each a jvmRoute of its own: the derived one is the same for two instances of a site on one host',
      })];
    });
  });
  return [...named, ...shared];
};

/** A front end without routes refuses every request, and never counts as healthy. */
export const frontendsHaveRoutes: Check = (topology) => topology.frontends.filter(({ _balancers }) => _balancers.length === 0)
  .map((frontend) => error('FRONTEND_WITHOUT_ROUTES', frontend.node.path, {
    got: 'a front end without routes',
    why: 'it would refuse every request and never become healthy',
    fix: "call addVirtualHost('shop.example.com', { routes: [Route.all(cluster)] })",
  }));

/** Worker names are one word each, used once per front end; a balancer has members. */
export const workerNamesAreUsable: Check = (topology) => topology.frontends.flatMap((frontend) => {
  const problem = (said: Pick<Problem, 'got' | 'why' | 'fix'>) => error('WORKER_NAME', frontend.node.path, said);
  const names = frontend._balancers.flatMap(({ name, members }) => [name, ...members.map(({ jvmRoute }) => jvmRoute)]);
  return [
    ...frontend._balancers.filter(({ members }) => members.length === 0).map(({ name }) => problem({
      got: `the balancer ${name} without members`, why: 'nothing could answer its requests', fix: 'let a TomcatInstance join the cluster, give ExternalTomcats members, or remove the route',
    })),
    ...[...new Set(names)].filter((name) => !NAME.test(name)).map((name) => problem({
      got: `the worker name "${name}"`,
      why: 'mod_jk takes letters, digits, _ and -',
      fix: 'give the SessionCluster a clusterName, or the TomcatInstance a jvmRoute, of these characters',
    })),
    ...[...new Set(names)].filter((name) => name.length > MOST_CHARACTERS).map((name) => problem({
      got: `the worker name "${name}" of ${name.length} characters`,
      why: `httpd keeps ${MOST_CHARACTERS}`,
      fix: 'give the SessionCluster a shorter clusterName, or the TomcatInstance a shorter jvmRoute',
    })),
    ...sharedNames(frontend._balancers).map((name) => problem({
      got: `two workers named "${name}"`,
      why: 'mod_jk would take the settings of the second for both',
      fix: 'give one SessionCluster another clusterName, or one Tomcat another jvmRoute',
    })),
    ...namesAlike(frontend).map(([one, other]) => problem({
      got: `the balancers ${one} and ${other}`,
      why: 'mod_proxy does not tell capital letters from small ones, and would send the requests of each to the Tomcats of both',
      fix: 'give one SessionCluster another clusterName, or one Tomcat another jvmRoute',
    })),
    ...frontend._balancers.filter(() => frontend._balancedBy === 'mod_proxy').flatMap(({ name, members }) => {
      const places = members.map(({ host, port }) => `${host}:${port}`);
      return [...new Set(places)].filter((place) => places.indexOf(place) !== places.lastIndexOf(place)).map((place) => problem({
        got: `two members of ${name} at ${place}`,
        why: 'mod_proxy takes them for one, and ignores what is said of the second',
        fix: 'give each Tomcat once, at its own address and port',
      }));
    }),
    ...names.filter((name) => RESERVED.includes(name)).map((name) => problem({
      got: `a worker named "${name}"`,
      why: 'what answers for the front end as a whole has this name',
      fix: 'give the SessionCluster another clusterName, or the Tomcat another jvmRoute',
    })),
  ];
});

/** Names that more than one worker has. A Tomcat is one worker in however many balancers, but once in each. */
function sharedNames(balancers: Balancer[]): string[] {
  const workers = balancers.flatMap((balancer) => [undefined, ...balancer.members]
    .map((member) => ({ name: member?.jvmRoute ?? balancer.name, balancer, member })));
  const first = new Map([...workers].reverse().map((worker) => [worker.name, worker]));
  const shared = workers.filter((worker) => {
    const other = first.get(worker.name)!;
    return worker !== other && (worker.balancer === other.balancer || !isOneWorker(worker.member, other.member));
  });
  return [...new Set(shared.map(({ name }) => name))];
}

/** Names of balancers that mod_proxy takes for one. */
function namesAlike({ _balancers: balancers, _balancedBy: module }: Topology['frontends'][number]): [string, string][] {
  const first = new Map([...balancers].reverse().map(({ name }) => [name.toLowerCase(), name]));
  const pairs = balancers.map(({ name }): [string, string] => [first.get(name.toLowerCase())!, name]);
  return module === 'mod_proxy' ? pairs.filter(([one, other]) => one !== other) : [];
}

/** Whether workers.properties says the same of both. */
function isOneWorker(one: BalancerMember | undefined, other: BalancerMember | undefined): boolean {
  return one !== undefined && other !== undefined
    && one.host === other.host && one.port === other.port && one.packetSizeBytes === other.packetSizeBytes
    && (one.secret && other.secret ? one.secret._equals(other.secret) : one.secret === other.secret);
}

function uniqueMembers(balancers: { members: BalancerMember[] }[]): BalancerMember[] {
  return [...new Map(balancers.flatMap(({ members }) => members).map((member) => [member.path + member.jvmRoute, member])).values()];
}
