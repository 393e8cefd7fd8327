import type { ClusterMember } from './membership';
import { XmlElement } from '../text/xml';

/** Tomcat's own is 500, for which a start waits two seconds. */
export const FREQUENCY_MS = 100;
/** After which silence a member counts as gone. */
export const DROP_TIME_MS = 1500;

/** How the members of a cluster find each other by multicast. */
export interface MulticastOptions {
  /** The group. @default - one of 228.0.0.0/8, derived from the cluster's path */
  readonly address?: string;
  /** The UDP port; two clusters must not share it. @default - one from 45564 up, different for every cluster of the app */
  readonly port?: number;
  /** How often a member announces itself, in milliseconds. A start waits four times as long for the others. @default 100 */
  readonly frequencyMillis?: number;
  /** After which silence a member counts as gone, in milliseconds. @default 1500 */
  readonly dropTimeMillis?: number;
  /** How many routers a packet may pass. @default - Java's own, 1 */
  readonly ttl?: number;
  /** How long one look for announcements takes at most, in milliseconds. @default - Tomcat's own, frequencyMillis */
  readonly soTimeoutMillis?: number;
  /** Whether the service is started again when its network fails. @default - Tomcat's own, true */
  readonly recoveryEnabled?: boolean;
  /** How often that is tried. @default - Tomcat's own, 10 */
  readonly recoveryCounter?: number;
  /** How long is waited between two such tries, in milliseconds. @default - Tomcat's own, 5000 */
  readonly recoverySleepTimeMillis?: number;
  /** Whether members on one host do not hear each other. @default - Tomcat's own, false */
  readonly localLoopbackDisabled?: boolean;
  /** The domain of the members, for Interceptor.domainFilter(). @default - none */
  readonly domain?: string;
}

/** McastService, for one member. */
export function multicastElement(options: MulticastOptions, self: ClusterMember, group: { address: string; port: number }): XmlElement {
  return {
    name: 'Membership',
    attributes: {
      className: 'org.apache.catalina.tribes.membership.McastService',
      address: group.address,
      port: group.port,
      frequency: options.frequencyMillis ?? FREQUENCY_MS,
      dropTime: options.dropTimeMillis ?? DROP_TIME_MS,
      bind: self.host,
      ttl: options.ttl,
      soTimeout: options.soTimeoutMillis,
      recoveryEnabled: options.recoveryEnabled,
      recoveryCounter: options.recoveryCounter,
      recoverySleepTime: options.recoverySleepTimeMillis,
      localLoopbackDisabled: options.localLoopbackDisabled,
      domain: options.domain,
    },
  };
}
