import { checkNumbers } from '../checks/options/check-numbers';
import { checkSocket, ClusterSocketOptions, socketAttributes } from './socket-options';
import { XmlElement } from '../text/xml';

/**
 * How the members of a cluster send messages: the Transport of a ReplicationTransmitter.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/cluster-sender.html
 */
export interface SenderOptions extends ClusterSocketOptions {
  /**
   * How many connections to each other member there may be.
   *
   * @default - 1 where messages must stay in order (asynchronous), otherwise Tomcat's own, 25
   */
  readonly poolSize?: number;
  /** How long a free connection is waited for, in milliseconds. @default - Tomcat's own, 3000 */
  readonly maxWaitMillis?: number;
  /** How often a message is sent again when sending failed. @default - Tomcat's own, 1 */
  readonly maxRetryAttempts?: number;
  /** After how many messages a connection is closed; -1 is never. @default - Tomcat's own, -1 */
  readonly keepAliveCount?: number;
  /**
   * After how long a connection is closed and another one made, in milliseconds; -1 is never. What was sent while the network was cut is sent again
   * by the kernel only after as long a time as the cut had lasted, and later messages wait for it: with Tomcat's own, -1, members that see each other
   * again got nothing of each other for ten more seconds after a cut of 14.
   *
   * @default 5000
   */
  readonly keepAliveTimeMillis?: number;
  /** Whether buffers are outside of Java's heap. @default - Tomcat's own, false */
  readonly directBuffer?: boolean;
  /** Whether it is a failure of sending when the other member could not process the message. @default - Tomcat's own, true */
  readonly throwOnFailedAck?: boolean;
}

/** A connection costs little; each that is stuck is gone after this time. */
const KEEP_ALIVE_MS = 5000;

/** Checks the options once, where they are said. */
export function checkSender(options: SenderOptions): void {
  checkNumbers('the sender', {
    poolSize: [options.poolSize, 1],
    maxWaitMillis: [options.maxWaitMillis, 0],
    maxRetryAttempts: [options.maxRetryAttempts, 0],
    keepAliveCount: [options.keepAliveCount, -1],
    keepAliveTimeMillis: [options.keepAliveTimeMillis, -1],
  });
  checkSocket('the sender', options);
}

export function senderElement(options: SenderOptions, inOrder: boolean): XmlElement {
  const single = inOrder && options.poolSize === undefined;
  return {
    name: 'Sender',
    attributes: { className: 'org.apache.catalina.tribes.transport.ReplicationTransmitter' },
    children: [{
      name: 'Transport',
      comment: single ? 'One connection to each member, so that messages arrive in the order in which they were sent.' : undefined,
      attributes: {
        className: 'org.apache.catalina.tribes.transport.nio.PooledParallelSender',
        poolSize: single ? 1 : options.poolSize,
        maxWait: options.maxWaitMillis,
        maxRetryAttempts: options.maxRetryAttempts,
        keepAliveCount: options.keepAliveCount,
        keepAliveTime: options.keepAliveTimeMillis ?? KEEP_ALIVE_MS,
        directBuffer: options.directBuffer,
        throwOnFailedAck: options.throwOnFailedAck,
        ...socketAttributes(options),
      },
    }],
  };
}
