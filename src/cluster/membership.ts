import { checkNumbers } from '../checks/options/check-numbers';
import { cloudElement, CloudMembership, CloudMembershipOptions, KubernetesMembershipOptions } from './cloud-membership';
import { multicastElement, MulticastOptions } from './multicast-membership';
import { StaticMechanism } from './static-mechanism';
import { checkMechanism, staticInterceptorElement, staticServiceElement, StaticUnicastOptions } from './static-membership';
import { checkPort } from '../network/port';
import { since } from '../release/release-features';
import { Requirement } from '../release/requirement';
import { XmlElement } from '../text/xml';

/** @internal One instance as its cluster sees it. */
export interface ClusterMember {
  readonly host: string;
  readonly port: number;
  readonly uniqueId: number[];
}

/** @internal One of the ways to find each other. */
interface Ways {
  readonly multicast?: MulticastOptions;
  readonly unicast?: StaticUnicastOptions;
  readonly cloud?: CloudMembership;
}

/**
 * How the members of a cluster find each other.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/cluster-membership.html
 */
export class Membership {
  /** McastService: members announce themselves on a UDP group. For networks that carry multicast; Azure's do not. */
  public static multicast(options: MulticastOptions = {}): Membership {
    if (options.port !== undefined) checkPort(options.port, 'multicast port');
    checkNumbers('Membership.multicast()', {
      frequencyMillis: [options.frequencyMillis, 1],
      dropTimeMillis: [options.dropTimeMillis, 1],
      ttl: [options.ttl, 0, 255],
      soTimeoutMillis: [options.soTimeoutMillis, 1],
      recoveryCounter: [options.recoveryCounter, 1],
      recoverySleepTimeMillis: [options.recoverySleepTimeMillis, 1],
    });
    return new Membership({ multicast: options });
  }

  /** Every member is written into every server.xml: StaticMembershipService, or StaticMembershipInterceptor. For every network. */
  public static staticUnicast(options: StaticUnicastOptions = {}): Membership {
    checkNumbers('Membership.staticUnicast()', {
      pingIntervalMillis: [options.pingIntervalMillis, 1],
      expirationTimeMillis: [options.expirationTimeMillis, 1],
      connectTimeoutMillis: [options.connectTimeoutMillis, 1],
      rpcTimeoutMillis: [options.rpcTimeoutMillis, 1],
    });
    return new Membership({ unicast: checkMechanism(options) });
  }

  /**
   * CloudMembershipService with DNS: the members are the addresses of one name. All receivers must have the same port.
   *
   * Tomcat reads the name from the environment of each member, `DNS_MEMBERSHIP_SERVICE_NAME`, which the library sets. It knows a member's own
   * address by what the name of its host leads to there: a container's leads to it; a machine's may lead to 127.0.1.1 (`/etc/hosts` of Debian),
   * and the member then takes itself for another one, of which the library warns. Two clusters with one name and one receiver port would be one:
   * they are refused.
   *
   * @param serviceName The name, such as `tomcats.shop.internal`.
   */
  public static dns(serviceName: string, options: CloudMembershipOptions = {}): Membership {
    checkCloud('Membership.dns()', options);
    return new Membership({ cloud: { provider: 'dns', options, environment: { DNS_MEMBERSHIP_SERVICE_NAME: serviceName }, serviceName } });
  }

  /**
   * CloudMembershipService with Kubernetes: the members are the pods of a namespace. All receivers must have the same port.
   *
   * Tomcat reads where to look from the environment of each member, `KUBERNETES_NAMESPACE` and `KUBERNETES_LABELS`, which the library
   * sets; the rest Kubernetes gives it, with an account that may list pods. That is, for Tomcats that run in pods: one on a host of
   * AzureVmHosts or DockerHosts finds no token there and would not start: it is refused, unless its `environment` says
   * `KUBERNETES_SERVICE_HOST`, `KUBERNETES_SERVICE_PORT` and `SA_TOKEN_FILE`.
   *
   * @param namespace The pods' namespace.
   */
  public static kubernetes(namespace: string, options: KubernetesMembershipOptions = {}): Membership {
    checkCloud('Membership.kubernetes()', options);
    const environment: { [name: string]: string } = { KUBERNETES_NAMESPACE: namespace };
    if (options.labels !== undefined) environment.KUBERNETES_LABELS = options.labels;
    return new Membership({ cloud: { provider: 'kubernetes', options, environment } });
  }

  private constructor(private readonly ways: Ways) {}

  /** @internal */
  public get _multicast(): MulticastOptions | undefined {
    return this.ways.multicast;
  }

  /** @internal */
  public get _cloud(): CloudMembership | undefined {
    return this.ways.cloud;
  }

  /** @internal Whether the members are watched by interceptors, without a membership service. */
  public get _byInterceptor(): boolean {
    return this.ways.unicast?.mechanism === StaticMechanism.INTERCEPTOR;
  }

  /** @internal The domain of the members, where there are domains. */
  public get _domain(): string | undefined {
    return this.ways.multicast?.domain ?? this.ways.unicast?.domain;
  }

  /** @internal Which parts of the channel must start: a sum of flags, of which 4 and 8 are the membership service. */
  public get _startOptions(): number {
    return this._byInterceptor ? 3 : 15;
  }

  /** @internal What a release must have for it. */
  public get _requirements(): Requirement[] {
    const { unicast, cloud } = this.ways;
    if (unicast && !this._byInterceptor) return [{ ...STATIC_SERVICE, since: since('StaticMembershipService') }];
    if (cloud?.provider === 'dns') return [{ ...CLOUD, what: 'Membership.dns()', since: since('DNSMembershipProvider') }];
    if (cloud) return [{ ...CLOUD, what: 'Membership.kubernetes()', since: since('CloudMembershipService') }];
    return [];
  }

  /** @internal The membership service of one member; none where interceptors do its work. */
  public _elements(self: ClusterMember, members: ClusterMember[], group: { address: string; port: number }): XmlElement[] {
    const { multicast, unicast, cloud } = this.ways;
    if (multicast) return [multicastElement(multicast, self, group)];
    if (cloud) return [cloudElement(cloud)];
    return this._byInterceptor ? [] : [staticServiceElement(unicast!, members)];
  }

  /** @internal The interceptor that does its work, behind all others. */
  public _interceptorElements(self: ClusterMember, members: ClusterMember[]): XmlElement[] {
    return this._byInterceptor ? [staticInterceptorElement(this.ways.unicast!, self, members)] : [];
  }
}

const STATIC_SERVICE = {
  what: 'StaticMembershipService', instead: 'use Membership.staticUnicast({ mechanism: StaticMechanism.INTERCEPTOR }), or a later release',
};
const CLOUD = { instead: 'use Membership.staticUnicast(), or a later release' };

function checkCloud(what: string, options: CloudMembershipOptions): void {
  checkNumbers(what, {
    connectTimeoutMillis: [options.connectTimeoutMillis, 1],
    readTimeoutMillis: [options.readTimeoutMillis, 1],
    expirationTimeMillis: [options.expirationTimeMillis, 1],
  });
}
