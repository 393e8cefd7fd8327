import { RedisServer, RedisSessions, RedissonJars, TomcatInstance } from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const redis: Concept = {
  title: 'Sessions in Redis',
  examples: [
    {
      code: 'REDIS_PASSWORD_MISSING',
      what: 'RedisSessions without a password',
      fails: ({ stack, jars }) => new RedisSessions(stack, 'site', { server: RedisServer.single('redis-01:6379'), jars }),
      passes: ({ stack, jars, secret }) => new RedisSessions(stack, 'site', { server: RedisServer.single('redis-01:6379'), jars, password: secret }),
    },
    {
      code: 'REDIS_KEYS_SHARED',
      what: 'two RedisSessions whose sessions have one `keyPrefix` in one Redis',
      fails: ({ stack, jars, secret }) => {
        for (const stage of ['staging', 'production']) {
          new RedisSessions(stack, stage, { siteName: 'shop', server: RedisServer.single('redis-01:6379'), jars, password: secret });
        }
      },
      passes: ({ stack, jars, secret }) => {
        for (const stage of ['staging', 'production']) {
          new RedisSessions(stack, stage, { siteName: 'shop', server: RedisServer.single('redis-01:6379'), jars, password: secret, keyPrefix: `shop-${stage}` });
        }
      },
    },
    {
      code: 'REDIS_AND_OTHERS',
      what: 'an instance with RedisSessions and a cluster, or a manager of its own',
      fails: ({ stack, machine, jars, secret, cluster }) => {
        const redisSessions = new RedisSessions(stack, 'redis', { server: RedisServer.single('redis-01:6379'), jars, password: secret });
        new TomcatInstance(stack, 'shop', { host: machine, ajpSecret: secret, redisSessions, cluster });
      },
      passes: ({ stack, machine, jars, secret }) => {
        const redisSessions = new RedisSessions(stack, 'redis', { server: RedisServer.single('redis-01:6379'), jars, password: secret });
        new TomcatInstance(stack, 'shop', { host: machine, ajpSecret: secret, redisSessions });
      },
    },
    {
      code: 'REDIS_ADDRESS',
      what: 'an address of Redis without a port',
      fails: () => RedisServer.single('redis-01'),
      passes: () => RedisServer.single('redis-01:6379'),
    },
    {
      code: 'REDIS_NAME',
      what: 'other characters in `keyPrefix` or `username` than letters, digits and `_ . : @ -`',
      fails: ({ stack, jars, secret }) => new RedisSessions(stack, 'site', {
        server: RedisServer.single('redis-01:6379'), jars, password: secret, keyPrefix: 'my shop',
      }),
      passes: ({ stack, jars, secret }) => new RedisSessions(stack, 'site', {
        server: RedisServer.single('redis-01:6379'), jars, password: secret, keyPrefix: 'my-shop',
      }),
    },
    {
      code: 'REDISSON_JAR',
      what: 'a jar of Redisson that is not in its folder, or is another one than that of `data/redisson-jars.tsv`',
      fails: ({ stack, host, secret }) => {
        const jars = RedissonJars.folder('lib');
        const redisSessions = new RedisSessions(stack, 'redis', { server: RedisServer.single('redis-01:6379'), jars, password: secret });
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, redisSessions });
      },
      passes: ({ stack, machine, secret }) => {
        const jars = RedissonJars.repository('https://maven.example.com/releases');
        const redisSessions = new RedisSessions(stack, 'redis', { server: RedisServer.single('redis-01:6379'), jars, password: secret });
        new TomcatInstance(stack, 'shop', { host: machine, ajpSecret: secret, redisSessions });
      },
    },
    {
      code: 'JAR_REPOSITORY',
      what: 'a repository of jars that is not reached by https, or whose address ends in a slash',
      fails: () => RedissonJars.repository('http://maven.example.com/releases'),
      passes: () => RedissonJars.repository('https://maven.example.com/releases'),
    },
  ],
};
