import { Check, warning } from './check';
import type { VirtualHost } from '../apache/virtual-host/virtual-host';

/** Sessions that are copied are there for the case that a machine dies, and so must be what visitors reach them by. */
export const nothingIsTheOnlyOne: Check = (topology) => topology.clusters.flatMap((cluster) => {
  const leadsThere = ({ routes }: VirtualHost) => routes.some(({ _target }) => _target === cluster);
  const frontends = topology.frontends.filter(({ _virtualHosts: sites }) => sites.some(leadsThere));
  return [
    ...(frontends.length === 0 || cluster.members.length !== 1 ? [] : [warning('SINGLE_POINT_OF_FAILURE', cluster.node.path, {
      got: `${cluster.members[0].node.path} as the only member`,
      why: 'nobody has copies of its sessions: when it dies, everybody is logged out',
      fix: 'let a second TomcatInstance join the cluster, on another host',
    })]),
    ...(frontends.length !== 1 || cluster.members.length === 0 ? [] : [warning('SINGLE_POINT_OF_FAILURE', frontends[0].node.path, {
      got: `the only front end before ${cluster.node.path}`,
      why: 'when it dies, or is rolled out, nobody reaches the Tomcats, whatever copies of sessions they have',
      fix: 'add a second one on another host with the same virtual hosts, and a load balancer or a shared address before both; or accept it with the reason',
    })]),
  ];
});
