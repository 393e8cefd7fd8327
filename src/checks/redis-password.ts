import { Check, warning } from './check';

/** Redis lets in whoever reaches it, unless it asks for a password. */
export const redisAsksForAPassword: Check = (topology) => topology.redisSessions.filter(({ _props }) => _props.password === undefined)
  .map(({ node }) => warning('REDIS_PASSWORD_MISSING', node.path, {
    got: 'RedisSessions without a password',
    why: 'whoever reaches Redis can read all sessions, and have Java objects of their choice made in every Tomcat',
    fix: 'pass password, as Secret.fromVariable()',
  }));
