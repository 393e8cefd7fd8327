import { Construct } from 'constructs';
import { Connector } from './connector';
import { ContextManager } from './context-manager';
import { DataSource } from './data-source';
import { Executor } from './executor';
import { checkExtras, ExtraElement } from './extra-element';
import { checkHeap, memoryNeed } from './heap';
import { TomcatHostOptions } from './host-options';
import { instanceFiles } from './instance-files';
import { openFiles, scratchDirectories, startSeconds, stateDirectories } from './instance-needs';
import { checkJmx, jmxFlows, jmxListeners, JmxOptions } from './jmx';
import { PortPlan, portPlan } from './port-plan';
import { TomcatDistribution } from './distribution';
import { TomcatRelease } from './release';
import { since } from './release-features';
import { RedisSessions } from './redis-sessions';
import { checkRemoteIp, RemoteIpOptions } from './remote-ip';
import { checkSessionTimeout } from './session-timeout';
import { SingleSignOnOptions } from './single-sign-on';
import { TomcatUser } from './tomcat-user';
import { checkContextPaths, WebApplication } from './web-application';
import type { IRouteTarget, JkMember } from '../apache/route-target';
import { ConfigError } from '../checks/config-error';
import { registerChecks } from '../checks/run-checks';
import type { ReceivingMember } from '../cluster/cluster-xml';
import { ReceiverOptions } from '../cluster/receiver';
import { neededBy, Requirement } from '../cluster/requirement';
import type { SessionCluster } from '../cluster/session-cluster';
import { Account } from '../host/account';
import { Host } from '../host/host';
import { Listener } from '../host/listener';
import { Readiness } from '../host/readiness';
import { checkServiceName, Service } from '../host/service';
import { checkStateDirectory } from '../host/state-directory';
import { Flow } from '../network/flow';
import { isLoopback } from '../network/loopback';
import { checkPort } from '../network/port';
import { checkSecret } from '../text/check-secret';
import { Secret } from '../text/secret';
import { checkVariableName } from '../text/shell';
import { Topology } from '../topology/topology';

/** What every Tomcat instance may say, whether alone or one of a node. */
export interface TomcatOptions {
  /** @default TomcatRelease.V10_1 */
  readonly release?: TomcatRelease;
  /** Where Tomcat comes from. @default - the operating system's package where it has the line, otherwise Apache's archive */
  readonly distribution?: TomcatDistribution;
  /** What a front end must know for its AJP requests to be heard. @default - no AJP connector */
  readonly ajpSecret?: Secret;
  /** The most memory of the Java heap, in MiB. @default - a fair share of the memory that the host says; otherwise 512 */
  readonly maxHeapMegabytes?: number;
  /** The memory with which the Java heap begins, in MiB. @default - Java's own, a part of what the machine has */
  readonly minHeapMegabytes?: number;
  /** Where the heap is written when it is full, on the disk of a machine; a container has none. @default - nowhere */
  readonly heapDumpDirectory?: string;
  /** Further options of the Java virtual machine. @default - none */
  readonly jvmOptions?: string[];
  /** Further variables of the process. @default - none */
  readonly environment?: { [name: string]: string };
  /** How the Java virtual machine is looked at from outside. @default - not at all */
  readonly jmx?: JmxOptions;
  /**
   * How long a start may take before the Tomcat counts as failed, in seconds.
   *
   * @default - 90, or 30 beyond what its applications may wait for the sessions of other members
   */
  readonly startSeconds?: number;
  /** The pattern of the access log. @default - the common log format and the time taken */
  readonly accessLogPattern?: string;
  /** Requests are logged only where they have this attribute. @default - all are logged */
  readonly accessLogConditionIf?: string;
  /** Requests are logged only where they lack this attribute. @default - all are logged */
  readonly accessLogConditionUnless?: string;
  /** Whether visitors see what Tomcat knows of an error, stack traces among it. @default false */
  readonly showErrorReports?: boolean;
  /** How the client is found out behind a load balancer that speaks HTTP; mod_jk says it over AJP. @default - the client is who connects */
  readonly remoteIp?: RemoteIpOptions;
  /** Further names of Tomcat's one virtual host, which answers whatever the name. @default - none */
  readonly hostAliases?: string[];
  /** What this virtual host says beside its names. @default - see TomcatHostOptions */
  readonly hostOptions?: TomcatHostOptions;
  /** Has who logged in to one application known to the others of this Tomcat; ClusterValve.singleSignOn() to all members. @default - no */
  readonly singleSignOn?: SingleSignOnOptions;
  /** After which time without a request a session ends, in minutes, where web.xml of the application says nothing else; 0 is never. @default 30 */
  readonly sessionTimeoutMinutes?: number;
  /** Databases that applications share, with `resourceLinks` to them. @default - none */
  readonly globalDataSources?: DataSource[];
  /** Attributes of Engine that the library has no words for, which only Tomcat checks. @default - none */
  readonly engineExtraAttributes?: { [name: string]: string };
  /** Elements of Engine that the library has no words for, which only Tomcat checks. @default - none */
  readonly engineExtraElements?: ExtraElement[];
  /** Users of Tomcat's own user database. @default - none, and no user database */
  readonly users?: TomcatUser[];
  /** The user of the operating system that runs Tomcat. In a container it matters only whether that is root. @default 'tomcat' */
  readonly runAs?: string;
}

/** What one TomcatInstance may say. */
export interface TomcatInstanceProps extends TomcatOptions {
  /** Where it runs. */
  readonly host: Host;
  /** Names the instance on its host: its container and its folder. @default - the construct's id */
  readonly instanceName?: string;
  /** The cluster that it joins. @default - none, sessions stay in this Tomcat */
  readonly cluster?: SessionCluster;
  /** The Redis that keeps its sessions, instead of a cluster. @default - none */
  readonly redisSessions?: RedisSessions;
  /** What it runs. @default - no application */
  readonly applications?: WebApplication[];
  /** Who keeps the sessions of its applications where no cluster does; nothing is replicated. @default - Tomcat's own, in memory */
  readonly manager?: ContextManager;
  /** @default - AJP for the front end when there is a secret for it, and HTTP on 127.0.0.1 */
  readonly connectors?: Connector[];
  /** Where it takes the messages of its cluster. */
  readonly receiver?: ReceiverOptions;
  /** What session ids end in. @default - the cluster's and the host's name */
  readonly jvmRoute?: string;
  /** The instance's place among those of its host, from 0: its ports are 8009, 8080, 8443, 4000 and, for JMX, 9010, each + 10n. @default 0 */
  readonly portIndex?: number;
  /** Sixteen numbers from -128 to 127 that name this member with Membership.staticUnicast(). @default - derived from the cluster and the route */
  readonly uniqueId?: number[];
  /** The port of Tomcat's shutdown command; -1 is none. @default -1 */
  readonly shutdownPort?: number;
  /** The Engine's name. @default 'Catalina' */
  readonly engineName?: string;
}

/** One Tomcat: a CATALINA_BASE of its own on a host, with a server.xml that is whole and the library's. */
export class TomcatInstance extends Construct implements IRouteTarget {
  /** The name of the instance on its host. */
  public readonly instanceName: string;
  /** What session ids end in. */
  public readonly jvmRoute: string;
  /** What it is a release of, for what its configuration may say. */
  public readonly release: TomcatRelease;
  /** Where it runs. */
  public readonly host: Host;
  /** The cluster that it has joined. */
  public readonly cluster?: SessionCluster;
  /** The Redis that keeps its sessions. */
  public readonly redisSessions?: RedisSessions;
  /** @internal */ public readonly _ports: PortPlan;
  /** @internal */ public readonly _props: TomcatInstanceProps;
  /** @internal */ public readonly _connectors: Connector[];
  /** @internal */ public readonly _service: Service;
  private readonly uniqueId: number[];

  public constructor(scope: Construct, id: string, props: TomcatInstanceProps) {
    super(scope, id);
    checkSecret(props.ajpSecret, 'ajpSecret', this.node.path);
    if (props.shutdownPort !== undefined && props.shutdownPort !== -1) checkPort(props.shutdownPort, 'shutdown port', this.node.path);
    if (props.receiver?.port !== undefined) checkPort(props.receiver.port, 'receiver port', this.node.path);
    checkServiceName(props.instanceName ?? id, this.node.path);
    checkSessionTimeout(props.sessionTimeoutMinutes, this.node.path);
    checkRemoteIp(props.remoteIp ?? {});
    checkExtras({ extraAttributes: props.engineExtraAttributes, extraElements: props.engineExtraElements });
    checkHeap(props, this.node.path);
    if (props.heapDumpDirectory !== undefined) checkStateDirectory('the heapDumpDirectory', props.heapDumpDirectory);
    if (props.jmx) checkJmx(props.jmx, this.node.path);
    checkContextPaths(props.applications ?? [], this.node.path);
    checkOneKeepsSessions(props, this.node.path);
    checkOneSingleSignOn(props, this.node.path);
    Object.keys(props.environment ?? {}).forEach((name) => checkVariableName(name, this.node.path));
    this._props = props;
    this.host = props.host;
    this.cluster = props.cluster;
    this.redisSessions = props.redisSessions;
    this.release = props.release ?? TomcatRelease.V10_1;
    this.instanceName = props.instanceName ?? id;
    this.jvmRoute = props.jvmRoute ?? (this._siteName === undefined ? this.instanceName : `${this._siteName}-${props.host.hostName}`);
    this.uniqueId = props.uniqueId ?? props.cluster?._uniqueIdOf(this.jvmRoute) ?? [];
    this._ports = portPlan(props.portIndex ?? 0);
    this._connectors = props.connectors ?? [...(props.ajpSecret ? [Connector.ajp()] : []), Connector.http()];
    this._service = this.service();
    registerChecks(this);
    Topology.of(this).addInstance(this);
    this.host._add(this._service);
  }

  /** The files of the instance by their path, with secrets as their names in double braces. */
  public get files(): { [path: string]: string } {
    return Object.fromEntries(this._service.files().map((file) => [file.path, file.text.preview]));
  }

  /** The applications that the instance runs. */
  public get applications(): WebApplication[] {
    return [...this._props.applications ?? []];
  }

  /** @internal */
  public get _engineName(): string {
    return this._props.engineName ?? 'Catalina';
  }

  /** @internal */
  public get _catalinaBase(): string {
    return `/srv/tomcat/${this.instanceName}`;
  }

  /** @internal The address at which other services reach the instance. */
  public get _address(): string {
    return this.host._addressOf(this._service);
  }

  /** @internal */
  public get _member(): ReceivingMember {
    const receiver = this._props.receiver ?? {};
    return {
      host: receiver.address ?? this._address,
      port: receiver.port ?? this._ports.receiver,
      autoBind: receiver.autoBind ?? 1,
      maxThreads: receiver.maxThreads,
      uniqueId: this.uniqueId,
    };
  }

  /** @internal */
  public _portOf(connector: Connector): number {
    const { ajp, http, https } = this._ports;
    return connector._options.port ?? { AJP: ajp, HTTP: http, HTTPS: https }[connector._protocol];
  }

  /** @internal */
  public _addressBoundBy(connector: Connector): string {
    return connector._options.address ?? (connector._protocol === 'HTTP' ? '127.0.0.1' : this._address);
  }

  /** @internal Each once, in the order of the connectors. */
  public get _executors(): Executor[] {
    return [...new Set(this._connectors.flatMap(({ _options: { executor } }) => executor ? [executor] : []))];
  }

  /** @internal The version of Java, where the distribution says it. */
  public get _javaVersion(): number | undefined {
    return this.distribution._javaVersion;
  }

  /** @internal Whether Tomcat is a package of the operating system, whose release is that of its security team. */
  public get _packaged(): boolean {
    return this.distribution._packaged;
  }

  /** @internal */
  public _secretOf(connector: Connector): Secret | undefined {
    return connector._options.secret ?? this._props.ajpSecret;
  }

  /** @internal The connector that front ends talk to. */
  public get _ajpConnector(): Connector | undefined {
    return this._connectors.find(({ _protocol }) => _protocol === 'AJP');
  }

  /** @internal */
  public get _jkMembers(): JkMember[] {
    const connector = this._ajpConnector;
    return [{
      instance: this,
      jvmRoute: this.jvmRoute,
      path: this.node.path,
      host: this._address,
      port: connector ? this._portOf(connector) : undefined,
      boundTo: connector ? this._addressBoundBy(connector) : undefined,
      secret: connector && this._secretOf(connector),
      keepAliveSeconds: connector && Math.floor(connector._keepAliveTimeoutMillis / 1000),
    }];
  }

  /** @internal */
  public get _balancerName(): string {
    return `${this.jvmRoute}-lb`;
  }

  /** @internal Who keeps the sessions of an application, where its cluster does not. */
  public _managerOf(application: WebApplication): ContextManager | undefined {
    return application._context.manager ?? this._props.manager;
  }

  /** @internal What the instance and those that share its sessions are called together. */
  public get _siteName(): string | undefined {
    return this.cluster?.clusterName ?? this.redisSessions?.siteName;
  }

  /** @internal Whether the cluster has the sessions of an application. */
  public _replicates(application: WebApplication): boolean {
    return this.cluster !== undefined && this._managerOf(application) === undefined;
  }

  /** @internal Of its applications, each once. */
  public get _managers(): ContextManager[] {
    return [...new Set(this.applications.flatMap((application) => this._managerOf(application) ?? []))];
  }

  /** @internal What its release must have for what it says itself. */
  public get _requirements(): Requirement[] {
    const { singleSignOn = {} } = this._props;
    return [
      ...this._managers.flatMap(({ _requirements }) => _requirements),
      ...neededBy([singleSignOn.cookieName, { what: 'the cookieName of single sign-on', since: since('SingleSignOn cookieName'), instead: 'leave it out' }]),
    ];
  }

  /** @internal From those who may look at it. */
  public get _flows(): Flow[] {
    return jmxFlows(this);
  }

  /** @internal */
  public get _readinessPath(): string {
    return this._props.applications?.[0]?._readinessPath ?? '/';
  }

  private get distribution(): TomcatDistribution {
    return this._props.distribution
      ?? (this.release._debianPackage && this.host._osFamily === 'debian' ? TomcatDistribution.operatingSystemPackage() : TomcatDistribution.apacheArchive());
  }

  private service(): Service {
    const software = this.distribution._software(this.release);
    const base = this._catalinaBase;
    const serviceName = this.cluster?._membership._cloud?.serviceName;
    return {
      name: this.instanceName,
      owner: this,
      software,
      account: this.account,
      command: [`${software.catalinaHome}/bin/catalina.sh`, 'run'],
      environment: { CATALINA_HOME: software.catalinaHome, CATALINA_BASE: base },
      files: () => Topology.of(this).once(this, 'files', () => instanceFiles(this)),
      artifacts: () => [
        ...this.applications.flatMap((application) => application._artifacts(base, this._replicates(application))),
        ...this.redisSessions?._artifacts(this) ?? [],
      ],
      scratchDirectories: scratchDirectories(this),
      stateDirectories: stateDirectories(this),
      listeners: () => this.listeners,
      memory: () => memoryNeed(this),
      openFiles: () => openFiles(this),
      sharedNames: serviceName === undefined ? undefined : [serviceName],
      readiness: () => this.readiness,
      startSeconds: startSeconds(this),
      stopSeconds: 30,
    };
  }

  private get account(): Account {
    const name = this._props.runAs ?? 'tomcat';
    return { name, uid: name === 'root' ? 0 : 10001 };
  }

  private get listeners(): Listener[] {
    const { shutdownPort } = this._props;
    return [
      ...(shutdownPort && shutdownPort > 0 ? [{ port: shutdownPort, protocol: 'tcp' as const, purpose: 'shutdown port', reachable: false }] : []),
      ...this._connectors.map((connector) => ({
        port: this._portOf(connector),
        protocol: 'tcp' as const,
        purpose: `${connector._protocol} connector`,
        reachable: !isLoopback(this._addressBoundBy(connector)),
      })),
      ...jmxListeners(this),
      ...(this.cluster ? [{ port: this._member.port, protocol: 'tcp' as const, purpose: 'cluster receiver', reachable: true }] : []),
    ];
  }

  /** HTTP where there is a connector for it; otherwise another one, whose port opens only when Tomcat serves. */
  private get readiness(): Readiness {
    const http = this._connectors.find(({ _protocol }) => _protocol === 'HTTP');
    const connector = http ?? this._connectors[0];
    const address = connector ? this._addressBoundBy(connector) : '127.0.0.1';
    return {
      address: address === '0.0.0.0' ? '127.0.0.1' : address,
      port: connector ? this._portOf(connector) : this._ports.http,
      request: http && { path: this._readinessPath, hostName: 'localhost' },
    };
  }
}

/** A context's own manager takes the place of the cluster's. */
function checkOneKeepsSessions({ cluster, manager, redisSessions }: TomcatInstanceProps, path: string): void {
  if (redisSessions && (cluster || manager)) {
    throw new ConfigError({
      code: 'REDIS_AND_OTHERS',
      path,
      got: `${cluster ? 'a cluster' : 'a manager of its own'} beside the RedisSessions ${redisSessions.siteName}`,
      why: 'sessions are in one place',
      fix: `leave out redisSessions or ${cluster ? 'cluster' : 'manager, or give the manager to the one application that does without Redis'}`,
    });
  }
  if (!cluster || !manager) return;
  throw new ConfigError({
    code: 'MANAGER_AND_CLUSTER',
    path,
    got: `a manager of its own for a member of ${cluster.clusterName}`,
    why: 'it would have all sessions, and the cluster would replicate none',
    fix: 'leave out cluster or manager, or give the manager to the one application that is not to be replicated',
  });
}

/** The cluster's knows what the instance's does, and more. */
function checkOneSingleSignOn({ cluster, singleSignOn }: TomcatInstanceProps, path: string): void {
  if (!singleSignOn || !cluster?._valves.some(({ _simpleName }) => _simpleName === 'ClusterSingleSignOn')) return;
  throw new ConfigError({
    code: 'SINGLE_SIGN_ON_TWICE',
    path,
    got: `singleSignOn for a member of ${cluster.clusterName}, which has ClusterValve.singleSignOn()`,
    why: 'both would keep who has logged in, with one cookie',
    fix: 'leave singleSignOn out',
  });
}
