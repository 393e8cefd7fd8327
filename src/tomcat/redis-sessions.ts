import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { passwordText } from './password';
import { RedisServer } from './redis-server';
import { RedissonJars } from './redisson-jars';
import type { TomcatInstance } from './tomcat-instance';
import type { BalancerMember, IRouteTarget } from '../apache/route-target';
import { ConfigError } from '../checks/config-error';
import { registerChecks } from '../checks/run-checks';
import { checkKnown } from '../checks/options/check-known';
import { checkNumbers } from '../checks/options/check-numbers';
import { Artifact } from '../host/artifact';
import { configFile, HostFile } from '../host/host-file';
import { Secret } from '../text/secret';
import { XmlElement } from '../text/xml';
import { yamlMap, YamlTag, YamlValue } from '../text/yaml';
import { balancerMembersOfSite, membersOfSite, readinessPathOfSite } from '../topology/site';
import { Topology } from '../topology/topology';

/** Where a Tomcat reads the attributes of a session from. */
export enum RedisReadMode {
  /** From Redis, with each request: what another Tomcat wrote is there at once. */
  REDIS = 'REDIS',
  /** From its memory, which the other Tomcats tell of changes through Redis: faster, and a change may come late. */
  MEMORY = 'MEMORY',
}

/** When a Tomcat writes the attributes of a session. */
export enum RedisUpdateMode {
  /** With each setAttribute(), before the request goes on: an answer that a visitor got is never ahead of Redis. */
  DEFAULT = 'DEFAULT',
  /** Once, after the request. With RedisReadMode.MEMORY all attributes are written, also those that were changed without setAttribute(). */
  AFTER_REQUEST = 'AFTER_REQUEST',
}

/** What RedisSessions may say. */
export interface RedisSessionsProps {
  /** Where Redis is. */
  readonly server: RedisServer;
  /** Where the jars come from that speak to it. */
  readonly jars: RedissonJars;
  /** The password. @default - none, which is warned of */
  readonly password?: Secret;
  /** The user, where Redis has several. @default - Redis' default user */
  readonly username?: string;
  /** Whether Redis is spoken to by TLS, and shows a certificate for its name that Java trusts. @default false */
  readonly tls?: boolean;
  /** The number of the database. Not of a Redis Cluster, which has one. @default - Redisson's own, 0 */
  readonly database?: number;
  /** Names the site: the first part of its jvmRoutes and of its balancer. @default - the construct's id */
  readonly siteName?: string;
  /**
   * What the names of its keys begin with, so that no other site of the same Redis finds its sessions; the name of a context that is not the root
   * follows.
   *
   * @default - the site's name
   */
  readonly keyPrefix?: string;
  /** Where a request reads the attributes of its session. @default RedisReadMode.REDIS */
  readonly readMode?: RedisReadMode;
  /** When what a request changed is written to Redis. @default RedisUpdateMode.DEFAULT */
  readonly updateMode?: RedisUpdateMode;
  /**
   * Whether all Tomcats are told of sessions that begin and end, and their session listeners with them. A Tomcat that has served a session keeps who
   * is logged in to it, and ends that only where it is told: otherwise who logs out at one may still be logged in at another.
   *
   * @default - true with RedisReadMode.REDIS; false with MEMORY, where changes tell of the end
   */
  readonly broadcastSessionEvents?: boolean;
  /** Whether the other Tomcats are told of changes, with RedisReadMode.MEMORY. @default - Redisson's own, true */
  readonly broadcastSessionUpdates?: boolean;
  /** How long a connection to Redis may take, in milliseconds. @default - Redisson's own, 10000 */
  readonly connectTimeoutMillis?: number;
  /** How long an answer of Redis is waited for, in milliseconds. @default - Redisson's own, 3000 */
  readonly timeoutMillis?: number;
  /** How often a command that failed is sent again. @default - Redisson's own, 4 */
  readonly retryAttempts?: number;
  /** How many connections a Tomcat has to each server at most. @default - Redisson's own, 64 */
  readonly connectionPoolSize?: number;
  /** How many of them it keeps. @default - Redisson's own, 24, or connectionPoolSize where that is less */
  readonly connectionMinimumIdleSize?: number;
}

/**
 * The Tomcat instances of one site that keep their sessions in Redis, instead of replicating them in a SessionCluster: a Tomcat that dies
 * takes none with it. Its instances may be in several stacks. Redis is not the library's: it must be there when they start.
 *
 * @see https://redisson.pro/docs/web-session-management/
 */
export class RedisSessions extends Construct implements IRouteTarget {
  /** Names the site. */
  public readonly siteName: string;
  /** @internal */ public readonly _props: RedisSessionsProps;

  public constructor(scope: Construct, id: string, props: RedisSessionsProps) {
    super(scope, id);
    checkKnown('a siteName', props.siteName, 'members and balancers are named after it', this.node.path);
    this.siteName = props.siteName ?? id;
    this._props = props;
    checkRedisOptions(props, this.node.path);
    registerChecks(this);
    Topology.of(this).addRedisSessions(this);
  }

  /** The instances that have joined, in the order of their routes. */
  public get members(): TomcatInstance[] {
    return membersOfSite(this);
  }

  /** @internal */
  public get _balancerName(): string {
    return `${this.siteName}-lb`;
  }

  /** @internal */
  public get _balancerMembers(): BalancerMember[] {
    return balancerMembersOfSite(this);
  }

  /** @internal */
  public get _readinessPath(): string {
    return readinessPathOfSite(this);
  }

  /** @internal What the keys of its sessions begin with. */
  public get _keyPrefix(): string {
    return this._props.keyPrefix ?? this.siteName;
  }

  /** @internal What those of one context begin with. */
  public _keyPrefixOf(contextName: string): string {
    return contextName === 'ROOT' ? this._keyPrefix : `${this._keyPrefix}:${contextName}`;
  }

  /** @internal What those of all its contexts begin with. */
  public get _keyPrefixes(): string[] {
    const contexts = this.members.flatMap((member) => member.applications.filter((application) => member._managerOf(application) === undefined));
    return [...new Set([this._keyPrefix, ...contexts.map(({ _contextName }) => this._keyPrefixOf(_contextName))])];
  }

  /** @internal The manager of a context. Redisson takes any session under its prefix for one of the context, whichever it was begun in. */
  public _element(catalinaBase: string, contextName: string): XmlElement {
    const { readMode, updateMode, broadcastSessionEvents, broadcastSessionUpdates } = this._props;
    return {
      name: 'Manager',
      attributes: {
        className: 'org.redisson.tomcat.RedissonSessionManager',
        configPath: configPath(catalinaBase),
        keyPrefix: this._keyPrefixOf(contextName),
        readMode: readMode ?? RedisReadMode.REDIS,
        updateMode: updateMode ?? RedisUpdateMode.DEFAULT,
        broadcastSessionEvents: broadcastSessionEvents ?? readMode !== RedisReadMode.MEMORY,
        broadcastSessionUpdates,
      },
    };
  }

  /** @internal Tomcat looks for tag libraries and fragments in the application alone: in the jars of Redisson it would look for seconds, in vain. */
  public get _jarScanner(): XmlElement {
    return { name: 'JarScanner', attributes: { scanClassPath: false } };
  }

  /** @internal What Redisson reads. */
  public _files(catalinaBase: string): HostFile[] {
    const { server, tls, username, password } = this._props;
    const addresses = server._addresses.map((address) => `${tls ? 'rediss' : 'redis'}://${address}`);
    return [configFile(configPath(catalinaBase), yamlMap({
      [server._section]: {
        [server._option]: server._section === 'singleServerConfig' ? addresses[0] : addresses,
        masterName: server._masterName,
        database: this._props.database,
        username,
        password: password && passwordText(password, 'the password of Redis'),
        connectTimeout: this._props.connectTimeoutMillis,
        timeout: this._props.timeoutMillis,
        retryAttempts: this._props.retryAttempts,
        ...poolSizes(this._props, server),
      },
      // As Tomcat's own replication writes sessions. Redisson's default is another one, and changes with its versions.
      codec: new YamlTag('org.redisson.codec.SerializationCodec'),
    }))];
  }

  /** @internal */
  public _artifacts(instance: TomcatInstance): Artifact[] {
    return this._props.jars._artifacts(instance.release, instance._catalinaBase);
  }
}

/** Redisson's own, beyond which it starts with no more that are kept. */
const POOL_SIZE = 64;

function configPath(catalinaBase: string): string {
  return `${catalinaBase}/conf/redisson.yaml`;
}

/** Where there are replicas, sessions are read and written at the current server: a replica may be behind. */
function poolSizes({ connectionPoolSize, connectionMinimumIdleSize }: RedisSessionsProps, server: RedisServer): { [name: string]: YamlValue } {
  const idle = connectionMinimumIdleSize ?? (connectionPoolSize !== undefined && connectionPoolSize < 24 ? connectionPoolSize : undefined);
  if (server._section === 'singleServerConfig') return { connectionPoolSize, connectionMinimumIdleSize: idle };
  return { readMode: 'MASTER', masterConnectionPoolSize: connectionPoolSize, masterConnectionMinimumIdleSize: idle };
}

function checkRedisOptions(props: RedisSessionsProps, path: string): void {
  checkNumbers('RedisSessions', {
    database: [props.database, 0, props.server._section === 'clusterServersConfig' ? 0 : undefined],
    connectTimeoutMillis: [props.connectTimeoutMillis, 1],
    timeoutMillis: [props.timeoutMillis, 1],
    retryAttempts: [props.retryAttempts, 0],
    connectionPoolSize: [props.connectionPoolSize, 1],
    connectionMinimumIdleSize: [props.connectionMinimumIdleSize, 0, props.connectionPoolSize ?? POOL_SIZE],
  }, path);
  const { keyPrefix, username } = props;
  for (const [option, value] of Object.entries({ keyPrefix, username })) {
    if (value === undefined || Token.isUnresolved(value) || /^[\w.:@-]+$/.test(value)) continue;
    throw new ConfigError({
      code: 'REDIS_NAME', path, got: `${option} "${value}" of RedisSessions`, why: 'it is part of what Tomcat and Redisson read', fix: 'use letters, digits and _ . : @ -',
    });
  }
}
