import { createHash } from 'crypto';
import { Construct } from 'constructs';
import { ChannelOptions, checkChannel } from './channel-options';
import { ClusterValve } from './cluster-valve';
import { checkFarmDeployer, FarmDeployerOptions } from './farm-deployer';
import { Interceptor } from './interceptor';
import { ClusterMember, Membership } from './membership';
import { multicastGroup } from './multicast-group';
import { checkReceiver, ReceiverTuning } from './receiver';
import { checkSender, SenderOptions } from './sender';
import { SessionManager } from './session-manager';
import type { BalancerMember, IRouteTarget } from '../apache/route-target';
import { checkKnown } from '../checks/options/check-known';
import { registerChecks } from '../checks/run-checks';
import { Flow, hostPeer, onePort, Peer } from '../network/flow';
import type { TomcatInstance } from '../tomcat/tomcat-instance';
import { balancerMembersOfSite, membersOfSite, readinessPathOfSite } from '../topology/site';
import { Topology } from '../topology/topology';

/** What a SessionCluster may say. */
export interface SessionClusterProps {
  /** How the members find each other. */
  readonly membership: Membership;
  /** Names the site: the first part of its jvmRoutes and of its balancer. @default - the construct's id */
  readonly clusterName?: string;
  /** Which members hold a copy of a session. @default SessionManager.delta() */
  readonly manager?: SessionManager;
  /**
   * How the changes of a DeltaManager are sent, as Tomcat's sum of flags: 8 does not wait for the other members (asynchronous), 2 waits until
   * they have received a message, 6 until they have processed it.
   *
   * @default 8
   */
  readonly channelSendOptions?: number;
  /**
   * Which parts of the channel start, as Tomcat's sum of flags.
   *
   * @default - 15, all of them; 3 with StaticMechanism.INTERCEPTOR, which takes the place of the membership service
   */
  readonly channelStartOptions?: number;
  /** Whether Tomcat's background thread looks after the channel, instead of one of the channel's own. @default - Tomcat's own, false */
  readonly heartbeatBackgroundEnabled?: boolean;
  /** Whether lifecycle listeners are told when a session cannot be sent. @default - Tomcat's own, false */
  readonly notifyLifecycleListenerOnFailure?: boolean;
  /** What the channel says beside its parts. @default - a heartbeat of 500 ms, otherwise Tomcat's own settings */
  readonly channel?: ChannelOptions;
  /** What the receivers of all members have in common. @default - Tomcat's own settings, and one thread where messages must stay in order */
  readonly receiver?: ReceiverTuning;
  /**
   * How messages are sent.
   *
   * @default - connections are renewed every 5 seconds, and there is one where messages must stay in order; otherwise Tomcat's own settings
   */
  readonly sender?: SenderOptions;
  /**
   * What a message passes on its way, in this order.
   *
   * @default - messageDispatch, then tcpFailureDetector; with StaticMechanism.INTERCEPTOR tcpPing before them
   */
  readonly interceptors?: Interceptor[];
  /** What a request passes for the cluster: replication sends what it changed. @default - replication and jvmRouteBinder */
  readonly valves?: ClusterValve[];
  /** Sends applications from one member to the others, which has the cluster stand in the Host instead of the Engine. @default - none */
  readonly deployer?: FarmDeployerOptions;
}

/**
 * The Tomcat instances of one site, which replicate the sessions of its users. Its members may be in several stacks.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/cluster-howto.html
 */
export class SessionCluster extends Construct implements IRouteTarget {
  /** Names the site. */
  public readonly clusterName: string;
  /** How messages are sent. */
  public readonly channelSendOptions: number;
  /** Which parts of the channel start. */
  public readonly channelStartOptions: number;
  /** @internal */ public readonly _membership: Membership;
  /** @internal */ public readonly _manager: SessionManager;
  /** @internal */ public readonly _interceptors: Interceptor[];
  /** @internal */ public readonly _valves: ClusterValve[];
  /** @internal */ public readonly _props: SessionClusterProps;

  public constructor(scope: Construct, id: string, props: SessionClusterProps) {
    super(scope, id);
    this.clusterName = props.clusterName ?? id;
    this.channelSendOptions = props.channelSendOptions ?? 8;
    this.channelStartOptions = props.channelStartOptions ?? props.membership._startOptions;
    checkKnown('a clusterName', props.clusterName, 'members and balancers are named after it', this.node.path);
    checkKnown('channelSendOptions', props.channelSendOptions, 'what they need, and how long requests wait, is computed from them', this.node.path);
    checkKnown('channelStartOptions', props.channelStartOptions, 'they are compared with what the membership needs', this.node.path);
    checkReceiver(props.receiver ?? {});
    checkSender(props.sender ?? {});
    checkChannel(props.channel ?? {});
    checkFarmDeployer(props.deployer ?? {});
    this._props = props;
    this._membership = props.membership;
    this._manager = props.manager ?? SessionManager.delta();
    this._interceptors = props.interceptors ?? defaultInterceptors(props.membership);
    this._valves = props.valves ?? [ClusterValve.replication(), ClusterValve.jvmRouteBinder()];
    registerChecks(this);
    Topology.of(this).addCluster(this);
  }

  /** The instances that have joined, in the order of their routes. */
  public get members(): TomcatInstance[] {
    return membersOfSite(this);
  }

  /** @internal The members as they see each other. */
  public get _memberList(): ClusterMember[] {
    return Topology.of(this).once(this, 'member list', () => this.members.map((member) => member._member));
  }

  /** @internal */
  public get _multicastGroup(): { address: string; port: number } {
    return Topology.of(this).once(this, 'multicast group', () => multicastGroup(this));
  }

  /** @internal How changes of sessions are sent. */
  public get _sendOptions(): number {
    return this._manager._traits.mapSendOptions ?? this.channelSendOptions;
  }

  /**
   * @internal Whether changes could overtake each other: then one thread and one connection carry them. A change that arrives before the
   * message that created its session is lost, with either manager.
   */
  public get _inOrder(): boolean {
    return (this._sendOptions & 8) !== 0;
  }

  /** @internal Whether it is the cluster of a Host: what it has beside sessions works in no Engine. */
  public get _ofHost(): boolean {
    return this._props.deployer !== undefined || this._valves.some(({ _traits }) => _traits.ofHost);
  }

  /** @internal Sixteen bytes that are the same wherever this member is named. */
  public _uniqueIdOf(jvmRoute: string): number[] {
    return [...createHash('sha256').update(`${this.node.path}/${jvmRoute}`).digest().subarray(0, 16)].map((byte) => byte - 128);
  }

  /** @internal What is sent synchronously is waited for. A BackupManager that does not wait asks for sessions through the queue of what it sends. */
  public get _longestWaitMillis(): number {
    if (!this._inOrder) return 6000;
    return this._manager._traits.everywhere ? 0 : 15_000;
  }

  /** @internal */
  public get _balancerName(): string {
    return `${this.clusterName}-lb`;
  }

  /** @internal */
  public get _balancerMembers(): BalancerMember[] {
    return balancerMembersOfSite(this);
  }

  /** @internal Between each two members, both ways. */
  public get _flows(): Flow[] {
    const members = this.members.map((member) => ({ member, peer: hostPeer(member.host, member._address) }));
    return members.flatMap(({ member: to }) => members.filter(({ member }) => member !== to).flatMap(({ peer: from }) => [
      this.replication(from, to), ...(this._membership._multicast ? [this.membership(from, to)] : []),
    ]));
  }

  private replication(from: Peer, to: TomcatInstance): Flow {
    const { port, autoBind } = to._member;
    const ports = { first: port, last: port + Math.max(autoBind, 1) - 1 };
    return { purpose: 'replication', from, to: to.host, address: to._address, protocol: 'tcp', ports };
  }

  private membership(from: Peer, to: TomcatInstance): Flow {
    const { address, port } = this._multicastGroup;
    return { purpose: 'membership', from, to: to.host, address, protocol: 'udp', ports: onePort(port) };
  }

  /** @internal */
  public get _readinessPath(): string {
    return readinessPathOfSite(this);
  }
}

function defaultInterceptors(membership: Membership): Interceptor[] {
  return [...(membership._byInterceptor ? [Interceptor.tcpPing()] : []), Interceptor.messageDispatch(), Interceptor.tcpFailureDetector()];
}
