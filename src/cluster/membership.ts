import { checkPort } from '../network/port';
import { XmlElement } from '../text/xml';

/** How the members of a cluster find each other by multicast. */
export interface MulticastOptions {
  /** The group. @default - one of 228.0.0.0/8, derived from the cluster's path */
  readonly address?: string;
  /** The UDP port; two clusters must not share it. @default - one from 45564 up, different for every cluster of the app */
  readonly port?: number;
  /** How often a member announces itself, in milliseconds. @default 500 */
  readonly frequencyMillis?: number;
  /** After which silence a member counts as gone, in milliseconds. @default 1500 */
  readonly dropTimeMillis?: number;
  /** How many routers a packet may pass. @default - Java's own, 1 */
  readonly ttl?: number;
}

/** How the members of a cluster that know each other's addresses watch each other. */
export interface StaticUnicastOptions {
  /** How often a member is asked whether it is there, in milliseconds. @default 1000 */
  readonly pingIntervalMillis?: number;
  /** After which silence a member counts as gone, in milliseconds. @default 5000 */
  readonly expirationTimeMillis?: number;
}

/** @internal One instance as its cluster sees it. */
export interface ClusterMember {
  readonly host: string;
  readonly port: number;
  readonly uniqueId: number[];
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
    return new Membership(options);
  }

  /** StaticMembershipService: every member is written into every server.xml. For every network. */
  public static staticUnicast(options: StaticUnicastOptions = {}): Membership {
    return new Membership(undefined, options);
  }

  private constructor(
    /** @internal */ public readonly _multicast: MulticastOptions | undefined,
    private readonly unicast: StaticUnicastOptions = {},
  ) {}

  /** @internal */
  public _element(self: ClusterMember, members: ClusterMember[], group: { address: string; port: number }): XmlElement {
    if (this._multicast) {
      return {
        name: 'Membership',
        attributes: {
          className: 'org.apache.catalina.tribes.membership.McastService',
          address: group.address,
          port: group.port,
          frequency: this._multicast.frequencyMillis ?? 500,
          dropTime: this._multicast.dropTimeMillis ?? 1500,
          bind: self.host,
          ttl: this._multicast.ttl,
        },
      };
    }
    return {
      name: 'Membership',
      comment: 'The same list on every member: each finds itself by the address and port of its Receiver.',
      attributes: {
        className: 'org.apache.catalina.tribes.membership.StaticMembershipService',
        useThread: true,
        pingInterval: this.unicast.pingIntervalMillis ?? 1000,
        expirationTime: this.unicast.expirationTimeMillis ?? 5000,
      },
      children: members.map((member) => ({
        name: 'Member',
        attributes: {
          className: 'org.apache.catalina.tribes.membership.StaticMember',
          host: member.host,
          port: member.port,
          uniqueId: `{${member.uniqueId.join(',')}}`,
        },
      })),
    };
  }
}
