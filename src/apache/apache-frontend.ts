import { Construct } from 'constructs';
import { Balancer, healthBalancer, membersOf, sessionCookies } from './balancer';
import { Balanced, Balancing } from './balancing';
import { ApacheDistribution, BalancingModule, Httpd, httpdAccount, HTTPD_IN_SELINUX } from './distribution';
import { Failover } from './failover';
import { checkRequestWorkers, httpdConf, LEAVING_FILE, SERVER_ROOT } from './httpd-conf';
import { HttpdLogs } from './httpd-logs';
import { checkHttpdOptions, HttpdOptions } from './httpd-options';
import { memberCommand } from './member-command';
import { checkMembers, MemberOptions, MembersOptions } from './member-options';
import { frontendReadiness } from './readiness';
import { Recovery } from './recovery';
import { Route } from './route';
import { BalancerMember, IRouteTarget } from './route-target';
import { BalancerStatusOptions, checkStatus, statusSections } from './status-page';
import { siteFiles, stateDirectories, tlsListeners } from './virtual-host/site-files';
import { checkVirtualHost, VirtualHost, VirtualHostOptions } from './virtual-host/virtual-host';
import { registerChecks } from '../checks/run-checks';
import { Account } from '../host/account';
import { Host } from '../host/host';
import { configFile, HostFile } from '../host/host-file';
import { Service } from '../host/service';
import { Flow, hostPeer, onePort } from '../network/flow';
import { checkPort } from '../network/port';
import { SESSION_COOKIE } from '../network/session-cookie';
import { checkSecret } from '../text/check-secret';
import { Secret } from '../text/secret';
import { Topology } from '../topology/topology';

/** What every front end may say. */
export interface ApacheFrontendProps extends HttpdOptions {
  /** Where it runs. */
  readonly host: Host;
  /** Where httpd comes from. @default ApacheDistribution.operatingSystemPackage() */
  readonly distribution?: ApacheDistribution;
  /** The port on which it answers. @default 80 */
  readonly port?: number;
  /**
   * The secret that its requests carry.
   *
   * @default - for each Tomcat the one of its AJP connector
   */
  readonly ajpSecret?: Secret;
  /** How soon it gives up on a Tomcat. @default Failover.standard() */
  readonly failover?: Failover;
  /** The most requests served at once, a multiple of 50. @default 100 */
  readonly maxRequestWorkers?: number;
  /**
   * What single Tomcats are for this front end, by their `jvmRoute`: one weighs more, or waits for the others to fail.
   *
   * @default - all are alike
   */
  readonly members?: { readonly [jvmRoute: string]: MemberOptions };
  /** Who may look at what it knows of its Tomcats. @default - nobody but the host itself */
  readonly status?: BalancerStatusOptions;
  /** The user of the operating system that runs httpd. @default 'www-data'; on the RHEL family 'apache' */
  readonly runAs?: string;
}

/**
 * An Apache httpd that balances the requests of virtual hosts over Tomcats, and keeps each session where it is. An
 * ApacheJkFrontend does so with mod_jk, an ApacheProxyFrontend with mod_proxy_balancer.
 */
export abstract class ApacheFrontend extends Construct {
  /** Where it runs. */
  public readonly host: Host;
  /** The port on which it answers. */
  public readonly port: number;
  /** The port on which it answers for TLS, where a virtual host has that. */
  public readonly tlsPort: number;
  /** @internal */ public readonly _virtualHosts: VirtualHost[] = [];
  /** @internal */ public readonly _options: HttpdOptions;
  /** @internal */ public readonly _ajpSecret?: Secret;
  /** @internal */ public readonly _maxRequestWorkers: number;
  /** @internal */ public readonly _service: Service;
  /** @internal */ public readonly _memberOptions: MembersOptions;
  private readonly httpd: Httpd;
  private readonly failover: Failover;
  private readonly status?: BalancerStatusOptions;

  protected constructor(scope: Construct, id: string, props: ApacheFrontendProps) {
    super(scope, id);
    checkSecret(props.ajpSecret, 'ajpSecret', this.node.path);
    this.host = props.host;
    this.port = props.port ?? 80;
    checkPort(this.port, 'port', this.node.path);
    checkHttpdOptions(props, this.port, this.node.path);
    this.tlsPort = props.tlsPort ?? 443;
    this._options = props;
    this._maxRequestWorkers = props.maxRequestWorkers ?? 100;
    checkRequestWorkers(this._maxRequestWorkers, this.node.path);
    this._ajpSecret = props.ajpSecret;
    this.failover = props.failover ?? Failover.standard();
    this._memberOptions = props.members ?? {};
    checkMembers(this._memberOptions, this.node.path);
    this.status = props.status;
    checkStatus(this.status, this.node.path);
    this.httpd = (props.distribution ?? ApacheDistribution.operatingSystemPackage())._httpd(this._module(), this.host._osFamily);
    this._service = this.service(this.account(props.runAs));
    registerChecks(this);
    Topology.of(this).addFrontend(this);
    this.host._add(this._service);
  }

  /**
   * Adds a virtual host.
   *
   * @param serverName Its name, such as `shop.example.com`.
   */
  public addVirtualHost(serverName: string, options: VirtualHostOptions): void {
    checkVirtualHost({ serverName, ...options }, this._virtualHosts, this.node.path, this._module(), this._encryptedBefore);
    this._virtualHosts.push({ serverName, ...options });
    Topology.of(this).changed();
  }

  /** The names of the virtual hosts. */
  public get serverNames(): string[] {
    return this._virtualHosts.map(({ serverName }) => serverName);
  }

  /** The files of the front end by their path, with secrets as their names in double braces. */
  public get files(): { [path: string]: string } {
    return Object.fromEntries(this._service.files().map((file) => [file.path, file.text.preview]));
  }

  /** @internal Whether a virtual host speaks TLS. */
  public get _speaksTls(): boolean {
    return this._virtualHosts.some(({ tls }) => tls);
  }

  /** @internal The most requests that one Tomcat may get of it at once: mod_jk has a connection for each thread of a child, and no more. */
  public get _mostRequests(): number {
    return this._maxRequestWorkers;
  }

  /** @internal Whether a load balancer before it may end TLS. */
  public get _encryptedBefore(): boolean {
    return this._options.remoteIp?.protocolHeader !== undefined;
  }

  /** @internal How long a client may have to wait for the answer of a Tomcat, in milliseconds: for a GET that is asked for twice. */
  public get _longestReplyMillis(): number {
    const { _times: { replyTimeoutMillis, silentGetMillis } } = this.failover;
    const routes = this._virtualHosts.flatMap((site) => site.routes.map(({ _options }) => _options.replyTimeoutMillis ?? 0));
    return replyTimeoutMillis === 0 ? Infinity : silentGetMillis + Math.max(replyTimeoutMillis, ...routes);
  }

  /** @internal How long a Tomcat may be silent during a request of a route, in milliseconds; 0 is for ever. */
  public _replyTimeoutMillisOf({ _options }: Route): number {
    return _options.replyTimeoutMillis ?? this.failover._times.replyTimeoutMillis;
  }

  /** @internal What its routes lead to, in the order of first use. */
  public get _targets(): IRouteTarget[] {
    return [...new Set(this._virtualHosts.flatMap(({ routes }) => routes.map(({ _target }) => _target)))];
  }

  /** @internal One balancer for each target. */
  public get _balancers(): Balancer[] {
    return Topology.of(this).once(this, 'balancers', () => this._targets
      .map(({ _balancerName: name, _balancerMembers: members, _longestWaitMillis: longestWaitMillis }) => ({
        name,
        members: members.map((member) => this._memberOf(member)),
        sessionCookie: sessionCookies(members)[0] ?? SESSION_COOKIE,
        longestWaitMillis,
      })));
  }

  /** @internal Whether it has Tomcats that are known to answer the health path. */
  public get _answersProbes(): boolean {
    return healthBalancer(this._balancers) !== undefined;
  }

  /** @internal What it speaks with its Tomcats. */
  public get _protocol(): 'AJP' | 'HTTP' {
    return 'AJP';
  }

  /** @internal Whether all its Tomcats must have one size of AJP packets. */
  public get _onePacketSize(): boolean {
    return false;
  }

  /** @internal The module that balances. */
  public get _balancedBy(): BalancingModule {
    return this._module();
  }

  /** @internal What it does where a Tomcat fails, as far as the program says it. */
  public abstract get _recovery(): Recovery;

  /** @internal The address at which clients reach it. */
  public get _address(): string {
    return this.host._addressOf(this._service);
  }

  /**
   * @internal To the connectors of its Tomcats. Over AJP, where each has a secret, to all of them: one is reached before the front end goes on to it,
   * and until it has left it. Another HTTP connector may be for administrators.
   */
  public get _flows(): Flow[] {
    const from = hostPeer(this.host, this._address);
    const purpose = this._protocol === 'AJP' ? 'ajp' : 'http-backend';
    return membersOf(this._balancers).flatMap(({ instance, port }) => {
      if (!instance || port === undefined) return [];
      const ports = this._protocol === 'AJP' ? instance._ajpPorts : [port];
      return ports.map((each): Flow => ({ purpose, from, to: instance.host, address: instance._address, protocol: 'tcp', ports: onePort(each) }));
    });
  }

  /** @internal What balances the requests. */
  protected abstract _module(): BalancingModule;

  /** @internal How requests reach the Tomcats. */
  protected abstract _balancing(balanced: Balanced): Balancing;

  /** @internal A member at the connector that the front end talks to. */
  protected _memberOf(member: BalancerMember): BalancerMember {
    return { ...member, secret: this._ajpSecret ?? member.secret };
  }

  private service(account: Account): Service {
    return {
      name: 'httpd',
      owner: this,
      software: this.httpd.software,
      account,
      command: [this.httpd.program, '-f', `${SERVER_ROOT}/conf/httpd.conf`, '-D', 'FOREGROUND'],
      environment: {},
      files: () => Topology.of(this).once(this, 'files', () => this.render()),
      artifacts: () => [],
      home: SERVER_ROOT,
      scratchDirectories: [`${SERVER_ROOT}/run`, `${SERVER_ROOT}/empty`],
      stateDirectories: () => stateDirectories(this),
      listeners: () => [{ port: this.port, protocol: 'tcp', purpose: 'httpd', reachable: true }, ...tlsListeners(this)],
      memory: () => ({ megabytes: 128 + this._maxRequestWorkers, shares: false }),
      openFiles: () => 4 * this._maxRequestWorkers,
      readiness: () => frontendReadiness(this.port, this._virtualHosts, this._balancers),
      startSeconds: 120,
      leavingFile: LEAVING_FILE,
      stopSignal: 'SIGWINCH',
      stopSeconds: 30,
      selinux: HTTPD_IN_SELINUX,
    };
  }

  private account(runAs: string | undefined): Account {
    const usual = httpdAccount(this.host._osFamily);
    return runAs === 'root' ? { name: 'root', uid: 0 } : { ...usual, name: runAs ?? usual.name };
  }

  private render(): HostFile[] {
    const conf = `${SERVER_ROOT}/conf`;
    const balancing = this._balancing({
      httpd: this.httpd, balancers: this._balancers, failover: this.failover._times, memberOptions: this._memberOptions,
    });
    const logs = this._options.logs ?? HttpdLogs.output();
    const sites = siteFiles(this, this.httpd, balancing, statusSections(balancing, this.httpd.modules, this.status));
    return [
      configFile(`${conf}/httpd.conf`, httpdConf({
        serverName: this.host.hostName,
        port: this.port,
        modules: this.httpd.modules,
        maxRequestWorkers: this._maxRequestWorkers,
        logs: logs._directives(this.httpd),
        moduleLevels: logs._moduleLevels,
      }, [balancing.conf, ...sites.included].map(({ path }) => path))),
      balancing.conf,
      ...balancing.otherFiles,
      ...sites.included,
      ...sites.otherFiles,
      ...logs._files,
      memberCommand(this._module(), this.port, this._balancers.map(({ name }) => name), this.failover._times),
    ];
  }
}
