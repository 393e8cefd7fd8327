import { Check, warning } from './check';
import type { Problem } from './problem';
import type { VirtualHost } from '../apache/virtual-host/virtual-host';
import type { Site, Topology } from '../topology/topology';

/** Sessions are kept for the case that a machine dies, and so must be what visitors reach them by. */
export const nothingIsTheOnlyOne: Check = (topology) => [
  ...topology.clusters.flatMap((site) => onlyOnes(topology, site, 'nobody has copies of its sessions: when it dies, everybody is logged out')),
  ...topology.redisSessions.flatMap((site) => onlyOnes(topology, site, 'its sessions are in Redis, and while it is away nobody serves them')),
];

function onlyOnes(topology: Topology, site: Site, whyTwoMembers: string): Problem[] {
  const leadsThere = ({ routes }: VirtualHost) => routes.some(({ _target }) => _target === site);
  const frontends = topology.frontends.filter(({ _virtualHosts: sites }) => sites.some(leadsThere));
  return [
    ...(frontends.length === 0 || site.members.length !== 1 ? [] : [warning('SINGLE_POINT_OF_FAILURE', site.node.path, {
      got: `${site.members[0].node.path} as the only member`,
      why: whyTwoMembers,
      fix: 'let a second TomcatInstance join, on another host',
    })]),
    ...(frontends.length !== 1 || site.members.length === 0 ? [] : [warning('SINGLE_POINT_OF_FAILURE', frontends[0].node.path, {
      got: `the only front end before ${site.node.path}`,
      why: 'when it dies, or is rolled out, nobody reaches the Tomcats, wherever their sessions are',
      fix: 'add a second one on another host with the same virtual hosts, and a load balancer or a shared address before both; or accept it with the reason',
    })]),
  ];
}
