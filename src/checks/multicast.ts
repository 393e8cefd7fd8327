import { Token } from 'cdktf';
import { Check, error, warning } from './check';
import { DROP_TIME_MS, FREQUENCY_MS } from '../cluster/multicast-membership';

/** A lost packet or two must not take a member out. */
export const announcementsMayBeMissed: Check = (topology) => topology.clusters.flatMap((cluster) => {
  const { _multicast: options } = cluster._membership;
  const { frequencyMillis: frequency = FREQUENCY_MS, dropTimeMillis: dropTime = DROP_TIME_MS } = options ?? {};
  return !options || [frequency, dropTime].some(Token.isUnresolved) || dropTime >= 3 * frequency ? [] : [warning('MULTICAST_DROP_TIME', cluster.node.path, {
    got: `dropTimeMillis ${dropTime} with frequencyMillis ${frequency}`,
    why: `a member counts as gone when ${dropTime > frequency ? 'one or two packets are' : 'not even one packet is'} late`,
    fix: `use a dropTimeMillis of ${3 * frequency} or more`,
  })];
});

/** Multicast packets reach members on the same host by the loopback only. */
export const neighboursHearEachOther: Check = (topology) => topology.clusters
  .filter(({ _membership }) => _membership._multicast?.localLoopbackDisabled)
  .flatMap((cluster) => cluster.members
    .filter(({ host }, index) => cluster.members.findIndex((other) => other.host === host) < index)
    .map((member) => error('MULTICAST_LOOPBACK', member.node.path, {
      got: `a second member on ${member.host.hostName} with localLoopbackDisabled`,
      why: 'the two would not hear each other',
      fix: 'leave localLoopbackDisabled out',
    })));
