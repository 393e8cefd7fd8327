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
