import { checkNumbers } from '../checks/options/check-numbers';
import { XmlValue } from '../text/xml';

/**
 * How often the channel looks after its members and connections. A member that was dead for so short a time that the
 * membership did not miss it is taken back with a heartbeat, and gets no change before: with Tomcat's own 5 seconds it may
 * serve that long without. A Tomcat takes longer than this from the start of its Receiver to its first state transfer.
 */
const HEARTBEAT_MS = 500;

/**
 * What the channel of a cluster may say beside its parts.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/cluster-channel.html
 */
export interface ChannelOptions {
  /** How often the channel looks after its members and connections, in milliseconds. @default 500 (Tomcat's own is 5000) */
  readonly heartbeatSleeptimeMillis?: number;
  /** Whether the channel does not start where two interceptors go by the same flag. @default - Tomcat's own, false */
  readonly optionCheck?: boolean;
  /** Whether the channel can be seen by JMX. @default - Tomcat's own, true */
  readonly jmxEnabled?: boolean;
  /** The domain of its names in JMX. @default - Tomcat's own, ClusterChannel */
  readonly jmxDomain?: string;
  /** What its names in JMX begin with. @default - Tomcat's own, nothing */
  readonly jmxPrefix?: string;
}

/** Refuses what the channel does not take. */
export function checkChannel({ heartbeatSleeptimeMillis }: ChannelOptions): void {
  checkNumbers('the channel', { heartbeatSleeptimeMillis: [heartbeatSleeptimeMillis, 1] });
}

export function channelAttributes(options: ChannelOptions): { [name: string]: XmlValue } {
  return {
    heartbeatSleeptime: options.heartbeatSleeptimeMillis ?? HEARTBEAT_MS,
    optionCheck: options.optionCheck,
    jmxEnabled: options.jmxEnabled,
    jmxDomain: options.jmxDomain,
    jmxPrefix: options.jmxPrefix,
  };
}
