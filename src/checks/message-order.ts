import { Check, warning } from './check';
import type { SessionCluster } from '../cluster/session-cluster';

/** A manager drops a change that overtakes the message that creates its session. */
export const messagesKeepTheirOrder: Check = (topology) => topology.clusters.filter(({ _inOrder }) => _inOrder)
  .flatMap((cluster) => waysToOvertake(cluster).map((got) => warning('MESSAGES_OVERTAKE', cluster.node.path, {
    got: `${got}, and asynchronous messages`,
    why: 'messages may overtake each other, and a change that arrives before its session is dropped',
    fix: `leave it out, or use ${cluster._manager._traits.everywhere ? 'channelSendOptions' : 'mapSendOptions'} 6`,
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
