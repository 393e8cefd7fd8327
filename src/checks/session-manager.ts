import { Token } from 'cdktf';
import { Check, warning } from './check';

/** Up to how many members Tomcat's documentation advises a DeltaManager for. */
const FEW = 4;

export const deltaManagerHasFewMembers: Check = (topology) => topology.clusters
  .filter(({ _manager, members }) => _manager._traits.everywhere && members.length > FEW)
  .map((cluster) => warning('DELTA_MANAGER_MEMBERS', cluster.node.path, {
    got: `SessionManager.delta() with ${cluster.members.length} members`,
    why: `every session is sent to and kept by all of them, which Tomcat's documentation advises for up to ${FEW}`,
    fix: 'use SessionManager.backup()',
  }));

/** An application does not start before it has the sessions of the others, or has waited for them. */
export const startsOutlastStateTransfers: Check = (topology) => topology.instances.flatMap((instance) => {
  const seconds = instance.cluster?._manager._traits.stateTransferTimeoutSeconds;
  const { startSeconds } = instance._service;
  const known = seconds !== undefined && !Token.isUnresolved(seconds);
  const waiting = Math.max(instance.applications.filter((application) => instance._replicates(application)).length, 1);
  return !known || (seconds >= 0 && seconds * waiting <= startSeconds) ? [] : [warning('STATE_TRANSFER_TIMEOUT', instance.node.path, {
    got: `stateTransferTimeoutSeconds ${seconds}${waiting > 1 ? ` for ${waiting} applications, one after the other` : ''}`,
    why: seconds < 0 ? 'a start may wait for ever' : `a start may wait longer than the ${startSeconds} seconds after which it counts as failed`,
    fix: 'choose less, or give the instance more startSeconds',
  })];
});

/** The member that sends blocks of sessions pauses between them; the one that starts does not wait longer for that. */
export const statesArriveInTime: Check = (topology) => topology.clusters.flatMap((cluster) => {
  const { stateTransferTimeoutSeconds: seconds = 0, blockPauseMillis: pause = 0 } = cluster._manager._traits;
  if ([seconds, pause].some((value) => Token.isUnresolved(value)) || seconds <= 0 || pause < seconds * 1000) return [];
  return [warning('STATE_TRANSFER_TIMEOUT', cluster.node.path, {
    got: `sendAllSessionsWaitTimeMillis ${pause} with stateTransferTimeoutSeconds ${seconds}`,
    why: 'a member that starts serves before the second block of sessions is sent: whoever comes to it and is not in the first is logged out',
    fix: 'leave sendAllSessionsWaitTimeMillis out, or give stateTransferTimeoutSeconds as much as all blocks take',
  })];
});
