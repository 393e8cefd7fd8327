import { Check, warning } from './check';
import type { SessionCluster } from '../cluster/session-cluster';

/** A manager drops a change that overtakes the message that creates its session. */
export const messagesKeepTheirOrder: Check = (topology) => topology.clusters.filter(({ _inOrder }) => _inOrder)
  .flatMap((cluster) => waysToOvertake(cluster).map((got) => warning('MESSAGES_OVERTAKE', cluster.node.path, {
    got: `${got}, and asynchronous messages`,
    why: 'messages may overtake each other, and a change that arrives before its session is dropped',
    fix: `leave it out, or use ${cluster._manager._traits.everywhere ? 'channelSendOptions' : 'mapSendOptions'} 6`,
  })));

/** Two members whose only threads wait for each other's acknowledgement get none until Tomcat's sender gives up. */
export const nobodyWaitsInOrder: Check = (topology) => topology.clusters.filter(({ _inOrder }) => _inOrder).flatMap((cluster) => cluster._valves
  .filter(({ _traits: { mapSendOptions = 0 } }) => mapSendOptions & 2)
  .map((valve) => warning('ACKNOWLEDGED_IN_ORDER', cluster.node.path, {
    got: `mapSendOptions ${valve._traits.mapSendOptions} of ${valve._simpleName}, and asynchronous changes of sessions`,
    why: 'one thread and one connection keep the changes in order: members that wait for each other there stand still for 3 seconds, and one that starts gets no sessions',
    fix: 'leave mapSendOptions out',
  })));

function waysToOvertake(cluster: SessionCluster): string[] {
  const { receiver, sender } = cluster._props;
  const threads = cluster._interceptors.map(({ _traits }) => _traits.maxThreads ?? 1);
  return [
    ...threads.filter((count) => count > 1).map((count) => `maxThreads ${count} of Interceptor.messageDispatch()`),
    ...above(sender?.poolSize, 'poolSize', 'the sender'),
    ...above(receiver?.maxThreads, 'maxThreads', 'the receiver'),
    ...cluster.members.flatMap((member) => above(member._member.maxThreads, 'maxThreads', `the receiver of ${member.node.path}`)),
  ];
}

function above(value: number | undefined, option: string, of: string): string[] {
  return value !== undefined && value > 1 ? [`${option} ${value} of ${of}`] : [];
}
