import { Check, warning } from './check';
import type { Problem } from './problem';
import type { ApacheFrontend } from '../apache/apache-frontend';
import type { VirtualHost } from '../apache/virtual-host/virtual-host';
import type { Site } from '../topology/site';
import type { Topology } from '../topology/topology';

/** Sessions are kept for the case that a machine dies, and so must be what visitors reach them by. */
export const nothingIsTheOnlyOne: Check = (topology) => [
  ...topology.clusters.flatMap((site) => onlyOnes(topology, site, 'nobody has copies of its sessions: when it dies, everybody is logged out')),
  ...topology.redisSessions.flatMap((site) => onlyOnes(topology, site, 'its sessions are in Redis, and while it is away nobody serves them')),
  ...topology.frontends.flatMap(routesToOneMember),
];

function onlyOnes(topology: Topology, site: Site, whyTwoMembers: string): Problem[] {
  const leadsThere = ({ routes }: VirtualHost) => routes.some(({ _target }) => _target === site);
  const frontends = topology.frontends.filter(({ _virtualHosts: sites }) => sites.some(leadsThere));
  const { members } = site;
  const isOnOneHost = members.length > 0 && members.every(({ host }) => host === members[0].host);
  return [
    ...(frontends.length === 0 || !isOnOneHost ? [] : [warning('SINGLE_POINT_OF_FAILURE', site.node.path, members.length === 1 ? {
      got: `${members[0].node.path} as the only member`,
      why: whyTwoMembers,
      fix: 'let a second TomcatInstance join, on another host',
    } : {
      got: `${members.map(({ node }) => node.path).join(' and ')}, ${members.length === 2 ? 'both' : 'all'} on ${members[0].host.hostName}`,
      why: 'when it dies, or is rolled out, all of them are away at once',
      fix: 'put one of them on another host',
    })]),
    ...(frontends.length !== 1 || members.length === 0 ? [] : [warning('SINGLE_POINT_OF_FAILURE', frontends[0].node.path, {
      got: `the only front end before ${site.node.path}`,
      why: 'when it dies, or is rolled out, nobody reaches the Tomcats, wherever their sessions are',
      fix: 'add a second one on another host with the same virtual hosts, and a load balancer or a shared address before both; or accept it with the reason',
    })]),
  ];
}

/** Where it leads to all of them as well, the route to one is for those who look after it. */
function routesToOneMember({ node, _targets: targets }: ApacheFrontend): Problem[] {
  return targets.flatMap((target) => {
    const [instance] = target._balancerMembers.filter((member) => member.instance === target).map((member) => member.instance);
    const site = instance?._site;
    return !instance || !site || site.members.length < 2 || targets.includes(site) ? [] : [warning('SINGLE_POINT_OF_FAILURE', node.path, {
      got: `a route to ${instance.node.path} alone, one of ${site.members.length} members of ${site.node.path}`,
      why: 'when it dies, or is rolled out, visitors do not come to the others, which have their sessions',
      fix: `pass ${site.node.path} to Route`,
    })];
  });
}
