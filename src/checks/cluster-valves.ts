import { Check, error } from './check';
import type { SessionCluster } from '../cluster/session-cluster';

/** Tomcat adds both valves where there is none; one valve alone takes the other's place. */
export const valvesReplicate: Check = (topology) => topology.clusters
  .filter((cluster) => cluster._valves.length > 0 && !hasValve(cluster, 'ReplicationValve'))
  .map((cluster) => error('REPLICATION_VALVE_MISSING', cluster.node.path, {
    got: 'valves without ClusterValve.replication()', why: 'what requests change in sessions would not be sent', fix: 'add it, or leave valves out',
  }));

/** Where mod_jk goes by the route of a session's id, a session that has moved needs the route of the member that has it now. */
export const routeBinderWhereRouted: Check = (topology) => topology.clusters
  .filter((cluster) => cluster._valves.length > 0 && !hasValve(cluster, 'JvmRouteBinderValve'))
  .flatMap((cluster) => topology.frontends
    .filter(({ _balancers }) => _balancers.some(({ members }) => members.some(({ instance }) => instance?.cluster === cluster)))
    .slice(0, 1)
    .map((frontend) => error('ROUTE_BINDER_MISSING', cluster.node.path, {
      got: `valves without ClusterValve.jvmRouteBinder(), and routes of ${frontend.node.path} to the cluster`,
      why: 'after a failover the ids of sessions would still end in the route of the member that is gone',
      fix: 'add ClusterValve.jvmRouteBinder(), or leave valves out',
    })));

function hasValve(cluster: SessionCluster, name: string): boolean {
  return cluster._valves.some(({ _simpleName, _traits: { enabled } }) => _simpleName === name && enabled);
}
