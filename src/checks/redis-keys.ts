import { Check, error } from './check';
import type { RedisSessions } from '../tomcat/redis-sessions';

/** Redisson takes whatever is under its prefix for a session of its own site, with all that it holds. */
export const redisKeysAreApart: Check = (topology) => topology.redisSessions.flatMap((sessions, index, all) => all.slice(0, index)
  .filter((other) => keysOf(other) === keysOf(sessions))
  .slice(0, 1)
  .map((other) => error('REDIS_KEYS_SHARED', sessions.node.path, {
    got: `sessions under ${sessions._keyPrefix} in the Redis of ${other.node.path}, which has the same keyPrefix`,
    why: 'who is logged in at one of the sites is so at the other, with the same rights',
    fix: 'give each site a keyPrefix or a database of its own, or pass the same RedisSessions to the Tomcats of both where they are one site',
  })));

function keysOf({ _keyPrefix: prefix, _props: { server, database = 0 } }: RedisSessions): string {
  return JSON.stringify([prefix, database, server._masterName, [...server._addresses].sort()]);
}
