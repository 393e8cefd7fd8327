import { Check, error } from './check';
import type { RedisSessions } from '../tomcat/redis-sessions';

/** Redisson takes whatever is under its prefix for a session of its own context, with all that it holds. */
export const redisKeysAreApart: Check = (topology) => topology.redisSessions.flatMap((sessions, index, all) => all.slice(0, index)
  .filter((other) => databaseOf(other) === databaseOf(sessions))
  .flatMap((other) => sessions._keyPrefixes.filter((prefix) => other._keyPrefixes.includes(prefix)).map((prefix) => ({ other, prefix })))
  .slice(0, 1)
  .map(({ other, prefix }) => error('REDIS_KEYS_SHARED', sessions.node.path, {
    got: `sessions under ${prefix} in the Redis of ${other.node.path}, which has the same: the keyPrefix, and the name of a context that is not the root`,
    why: 'who is logged in at one of the sites is so at the other, with the same rights',
    fix: 'give each site a keyPrefix or a database of its own, or pass the same RedisSessions to the Tomcats of both where they are one site',
  })));

function databaseOf({ _props: { server, database = 0 } }: RedisSessions): string {
  return JSON.stringify([database, server._masterName, [...server._addresses].sort()]);
}
