import type { ClusterMember } from './membership';
import { StaticMechanism } from './static-mechanism';
import { ConfigError } from '../checks/config-error';
import { XmlElement } from '../text/xml';

/** How the members of a cluster that know each other's addresses watch each other. */
export interface StaticUnicastOptions {
  /** How often a member is asked whether it is there, in milliseconds. @default 1000 */
  readonly pingIntervalMillis?: number;
  /** After which silence a member counts as gone, in milliseconds. @default 5000 */
  readonly expirationTimeMillis?: number;
  /** How long a connection to a member may take, in milliseconds. @default - Tomcat's own, 500 */
  readonly connectTimeoutMillis?: number;
  /**
   * How long an answer of a member is waited for, in milliseconds; one that comes later counts too. Members that start at the same moment miss each
   * other's question, and wait so long before they ask for sessions.
   *
   * @default 1500
   */
  readonly rpcTimeoutMillis?: number;
  /** Whether a thread of its own asks; otherwise the channel's heartbeat does (ChannelOptions). @default true */
  readonly useThread?: boolean;
  /** The domain of the members, for Interceptor.domainFilter(). @default - none */
  readonly domain?: string;
  /**
   * Which part of Tomcat holds the list of members. With StaticMechanism.INTERCEPTOR, members are watched by Interceptor.tcpPing() and
   * Interceptor.tcpFailureDetector(), which have the options for it.
   *
   * @default StaticMechanism.SERVICE
   */
  readonly mechanism?: StaticMechanism;
}

const OF_THE_SERVICE = ['pingIntervalMillis', 'expirationTimeMillis', 'connectTimeoutMillis', 'rpcTimeoutMillis', 'useThread'] as const;

/** Only the service takes options: its counterpart leaves watching to other interceptors. */
export function checkMechanism(options: StaticUnicastOptions): StaticUnicastOptions {
  const said = OF_THE_SERVICE.filter((option) => options[option] !== undefined);
  if (options.mechanism === StaticMechanism.INTERCEPTOR && said.length > 0) {
    throw new ConfigError({
      code: 'STATIC_UNICAST_OPTION',
      path: '',
      got: `${said.join(', ')} with StaticMechanism.INTERCEPTOR`,
      why: 'StaticMembershipInterceptor only lists the members; other interceptors watch them',
      fix: 'use the options of Interceptor.tcpPing() and Interceptor.tcpFailureDetector(), or StaticMechanism.SERVICE',
    });
  }
  return options;
}

/** StaticMembershipService, the same for every member. */
export function staticServiceElement(options: StaticUnicastOptions, members: ClusterMember[]): XmlElement {
  return {
    name: 'Membership',
    comment: 'The same list on every member: each finds itself by the address and port of its Receiver.',
    attributes: {
      className: 'org.apache.catalina.tribes.membership.StaticMembershipService',
      useThread: options.useThread ?? true,
      pingInterval: options.pingIntervalMillis ?? 1000,
      expirationTime: options.expirationTimeMillis ?? 5000,
      connectTimeout: options.connectTimeoutMillis,
      rpcTimeout: options.rpcTimeoutMillis ?? 1500,
    },
    children: members.map((member) => memberElement(member, options.domain)),
  };
}

/** StaticMembershipInterceptor, for one member. */
export function staticInterceptorElement(options: StaticUnicastOptions, self: ClusterMember, members: ClusterMember[]): XmlElement {
  return {
    name: 'Interceptor',
    comment: 'The others, and who this member is. The last interceptor, behind those that watch members: they learn of its members only so.',
    attributes: { className: 'org.apache.catalina.tribes.group.interceptors.StaticMembershipInterceptor' },
    children: [
      {
        name: 'LocalMember',
        attributes: { className: STATIC_MEMBER, uniqueId: bytes(self.uniqueId), domain: options.domain },
      },
      ...members.filter(({ host, port }) => host !== self.host || port !== self.port).map((member) => memberElement(member, options.domain)),
    ],
  };
}

const STATIC_MEMBER = 'org.apache.catalina.tribes.membership.StaticMember';

function memberElement({ host, port, uniqueId }: ClusterMember, domain: string | undefined): XmlElement {
  return { name: 'Member', attributes: { className: STATIC_MEMBER, host, port, uniqueId: bytes(uniqueId), domain } };
}

function bytes(values: number[]): string {
  return `{${values.join(',')}}`;
}
