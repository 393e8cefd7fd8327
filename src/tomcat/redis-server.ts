import { Token } from 'cdktf';
import { ConfigError } from '../checks/config-error';

/** Where Redis, or Valkey, is. */
export class RedisServer {
  /**
   * One server, or one name that always leads to the current one.
   *
   * @param address Its name or address, and its port, such as `redis-01:6379`.
   */
  public static single(address: string): RedisServer {
    return new RedisServer('singleServerConfig', 'address', [address]);
  }

  /**
   * A server with replicas that sentinels watch: they say which is the current one.
   *
   * @param masterName What the sentinels call the server.
   * @param sentinels Their names or addresses, and their ports, such as `redis-01:26379`.
   */
  public static sentinels(masterName: string, sentinels: string[]): RedisServer {
    return new RedisServer('sentinelServersConfig', 'sentinelAddresses', sentinels, masterName);
  }

  /**
   * A Redis Cluster.
   *
   * @param nodes Some of its nodes, from which the others are found, such as `redis-01:6379`.
   */
  public static cluster(nodes: string[]): RedisServer {
    return new RedisServer('clusterServersConfig', 'nodeAddresses', nodes);
  }

  private constructor(
    /** @internal What Redisson calls it. */ public readonly _section: 'singleServerConfig' | 'sentinelServersConfig' | 'clusterServersConfig',
    /** @internal */ public readonly _option: string,
    /** @internal */ public readonly _addresses: string[],
    /** @internal */ public readonly _masterName?: string,
  ) {
    if (_addresses.length === 0) throw badAddress('no address');
    for (const address of _addresses.filter((each) => !Token.isUnresolved(each))) {
      const port = Number(/^[\w.-]+:(\d{1,5})$/.exec(address)?.[1]);
      if (!(port > 0 && port <= 65535)) throw badAddress(`the address "${address}"`);
    }
    if (_masterName !== undefined && !Token.isUnresolved(_masterName) && !/^[\w.-]+$/.test(_masterName)) throw badAddress(`the master's name "${_masterName}"`);
  }
}

function badAddress(got: string): ConfigError {
  return new ConfigError({
    code: 'REDIS_ADDRESS', path: '', got: `${got} of a RedisServer`, why: 'Tomcat could not find Redis, and would not start its applications', fix: 'write name and port, such as redis-01:6379',
  });
}
