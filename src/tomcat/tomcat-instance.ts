import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { checkTomcatProps } from './check-tomcat-props';
import { Connector } from './connector';
import { ContextManager } from './context-manager';
import { TomcatDistribution } from './distribution';
import { Executor } from './executor';
import { keepAliveTimeoutMillis, stopSeconds } from './graceful-stop';
import { memoryNeed } from './heap';
import { instanceFiles } from './instance-files';
import { executableDirectories, openFiles, scratchDirectories, startSeconds, stateDirectories } from './instance-needs';
import { jmxFlows, jmxListeners } from './jmx';
import { PortPlan, portPlan } from './port-plan';
import { RedisSessions } from './redis-sessions';
import { TomcatInstanceProps } from './tomcat-options';
import { WebApplication } from './web-application';
import type { BalancerMember, HttpEndpoint, IRouteTarget } from '../apache/route-target';
import { registerChecks } from '../checks/run-checks';
import type { ReceivingMember } from '../cluster/cluster-xml';
import type { SessionCluster } from '../cluster/session-cluster';
import { Account } from '../host/account';
import { Host } from '../host/host';
import { Listener } from '../host/listener';
import { Readiness } from '../host/readiness';
import { Service } from '../host/service';
import { Flow } from '../network/flow';
import { HEALTH_PATH } from '../network/health-path';
import { isLoopback } from '../network/loopback';
import { TomcatRelease } from '../release/release';
import { since } from '../release/release-features';
import { isSince } from '../release/release-lines';
import { neededBy, Requirement } from '../release/requirement';
import { Secret } from '../text/secret';
import type { Site } from '../topology/site';
import { Topology } from '../topology/topology';

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
    checkTomcatProps(props, id, this.node.path);
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

  /** @internal Whether a class that is not Tomcat's is in its lib; undefined where that is seen on the host alone. */
  public _hasInLib(className: string): boolean | undefined {
    const found = (this._props.libraries ?? []).map((library) => library._holds(className));
    if (found.includes(true)) return true;
    return found.includes(undefined) || this.distribution._mayHoldMore(this.release) ? undefined : false;
  }

  /** @internal */
  public _secretOf(connector: Connector): Secret | undefined {
    return connector._options.secret ?? this._props.ajpSecret;
  }

  /** @internal The connector that front ends talk to. */
  public get _ajpConnector(): Connector | undefined {
    return this._connectors.find(({ _protocol }) => _protocol === 'AJP');
  }

  /** @internal The ports at which others may speak AJP with it. */
  public get _ajpPorts(): number[] {
    const reachable = this._connectors.filter((connector) => connector._protocol === 'AJP' && !isLoopback(this._addressBoundBy(connector)));
    return [...new Set(reachable.map((connector) => this._portOf(connector)))];
  }

  /** @internal */
  public get _balancerMembers(): BalancerMember[] {
    const connector = this._ajpConnector;
    return [{
      instance: this,
      jvmRoute: this.jvmRoute,
      path: this.node.path,
      host: this._address,
      port: connector ? this._portOf(connector) : undefined,
      boundTo: connector ? this._addressBoundBy(connector) : undefined,
      secret: connector && this._secretOf(connector),
      keepAliveSeconds: connector && secondsOf(keepAliveTimeoutMillis(this, connector, true)),
      packetSizeBytes: connector?._options.packetSizeBytes,
      http: this.httpEndpoint,
    }];
  }

  /** @internal */
  public get _balancerName(): string {
    return `${this.jvmRoute}-lb`;
  }

  /** The HTTP connector that others reach, where there is one. */
  private get httpEndpoint(): HttpEndpoint | undefined {
    const all = this._connectors.filter(({ _protocol }) => _protocol === 'HTTP');
    const connector = all.find((each) => !isLoopback(this._addressBoundBy(each))) ?? all[0];
    return connector && {
      port: this._portOf(connector),
      boundTo: this._addressBoundBy(connector),
      keepAliveSeconds: secondsOf(keepAliveTimeoutMillis(this, connector, false)),
      headerSizeBytes: connector._options.maxHttpHeaderSizeBytes,
    };
  }

  /** @internal Who keeps the sessions of an application, where its cluster does not. */
  public _managerOf(application: WebApplication): ContextManager | undefined {
    return application._context.manager ?? this._props.manager;
  }

  /** @internal What shares its sessions with others. */
  public get _site(): Site | undefined {
    return this.cluster ?? this.redisSessions;
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
    const { singleSignOn = {}, gracefulStopAwaitMillis } = this._props;
    return [
      ...this._managers.flatMap(({ _requirements }) => _requirements),
      ...neededBy(
        [gracefulStopAwaitMillis, { what: 'gracefulStopAwaitMillis', since: since('Service gracefulStopAwaitMillis'), instead: 'leave it out' }],
        [singleSignOn.cookieName, { what: 'the cookieName of single sign-on', since: since('SingleSignOn cookieName'), instead: 'leave it out' }],
      ),
    ];
  }

  /** @internal From those who may look at it. */
  public get _flows(): Flow[] {
    return jmxFlows(this);
  }

  /** @internal Of its first application. Without one the Tomcat knows no path but that of its own health check. */
  public get _readinessPath(): string {
    return this.applications[0]?._readinessPath ?? HEALTH_PATH;
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
      // Without it Java writes text in ASCII where the operating system says nothing, as in a container. setenv.sh may say another one.
      environment: { LANG: 'C.UTF-8', CATALINA_HOME: software.catalinaHome, CATALINA_BASE: base },
      files: () => Topology.of(this).once(this, 'files', () => instanceFiles(this)),
      artifacts: () => [
        ...this.applications.flatMap((application) => application._artifacts(this)),
        ...(this._props.libraries ?? []).map((library) => library._artifact(base)),
        ...this.redisSessions?._artifacts(this) ?? [],
      ],
      home: base,
      scratchDirectories: scratchDirectories(this),
      executableDirectories: executableDirectories(this),
      stateDirectories: () => stateDirectories(this),
      writableDirectories: this._props.writableDirectories,
      listeners: () => this.listeners,
      memory: () => memoryNeed(this),
      openFiles: () => openFiles(this),
      sharedNames: serviceName === undefined ? undefined : [serviceName],
      readiness: () => this.readiness,
      startSeconds: startSeconds(this),
      stopSeconds: stopSeconds(this),
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
        address: connector._options.address,
        purpose: `${connector._protocol} connector`,
        reachable: !isLoopback(this._addressBoundBy(connector)),
      })),
      ...jmxListeners(this),
      ...(this.cluster ? [{
        port: this._member.port, protocol: 'tcp' as const, address: this._props.receiver?.address, purpose: 'cluster receiver', reachable: true,
      }] : []),
    ];
  }

  /**
   * HTTP where there is a connector for it; otherwise another one, whose port opens only when Tomcat serves. A Tomcat without
   * applications and without a health check of its own has no page to ask for.
   */
  private get readiness(): Readiness {
    const http = this._connectors.find(({ _protocol }) => _protocol === 'HTTP');
    const answers = this.applications.length > 0 || isSince(this.release.version, since('HealthCheckValve'));
    const connector = http ?? this._connectors[0];
    const address = connector ? this._addressBoundBy(connector) : '127.0.0.1';
    return {
      address: address === '0.0.0.0' ? '127.0.0.1' : address,
      port: connector ? this._portOf(connector) : this._ports.http,
      request: http && answers ? { path: this._readinessPath, hostName: 'localhost' } : undefined,
    };
  }
}

/** Whole seconds of a timeout; undefined where it never ends, or only Terraform knows it. */
function secondsOf(millis: number): number | undefined {
  return Token.isUnresolved(millis) || millis <= 0 ? undefined : Math.ceil(millis / 1000);
}
