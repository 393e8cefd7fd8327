import { checkNumbers } from '../checks/options/check-numbers';
import { checkSocket, ClusterSocketOptions, socketAttributes } from './socket-options';
import { checkPort } from '../network/port';
import { XmlElement } from '../text/xml';

/** Where an instance takes the messages of its cluster. */
export interface ReceiverOptions {
  /** The address that is bound, and announced to the other members. @default - the address of the instance on its network */
  readonly address?: string;
  /** The TCP port. @default - from the instance's port plan: 4000 for the first instance of a node */
  readonly port?: number;
  /** How many ports are tried from `port` up. With more than one, firewalls and neighbours meet a port nobody wrote down. @default 1 */
  readonly autoBind?: number;
  /**
   * The most messages that are received at once.
   *
   * @default - 1 where they must stay in order (asynchronous), otherwise Tomcat's own, 15
   */
  readonly maxThreads?: number;
}

/**
 * How the members of a cluster receive messages: what the NioReceivers of all members have in common.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/cluster-receiver.html
 */
export interface ReceiverTuning extends ClusterSocketOptions {
  /**
   * The most messages that are received at once; a member's own `receiver.maxThreads` wins.
   *
   * @default - 1 where they must stay in order (asynchronous), otherwise Tomcat's own, 15
   */
  readonly maxThreads?: number;
  /** How many threads wait for messages. @default - Tomcat's own, 6, or maxThreads where that is less */
  readonly minThreads?: number;
  /** After how long without messages a thread beyond these ends, in milliseconds. @default - Tomcat's own, 60000 */
  readonly maxIdleTimeMillis?: number;
  /** How long one look for messages takes at most, in milliseconds. @default - Tomcat's own, 5000 */
  readonly selectorTimeoutMillis?: number;
  /** Whether buffers are outside of Java's heap. @default - Tomcat's own, true */
  readonly direct?: boolean;
  /** Whether buffers are used again. @default - Tomcat's own, true */
  readonly useBufferPool?: boolean;
}

/**
 * Checks what one member says by itself.
 *
 * @param ownPort Its port where it says none.
 */
export function checkReceiverOfMember({ port, autoBind, maxThreads }: ReceiverOptions, ownPort: number, path: string): void {
  if (port !== undefined) checkPort(port, 'receiver port', path);
  checkNumbers('the receiver', { autoBind: [autoBind, 1, 65_536 - (port ?? ownPort)], maxThreads: [maxThreads, 1] }, path);
}

/** Checks the options once, where they are said. */
export function checkReceiver(options: ReceiverTuning): void {
  checkNumbers('the receiver', {
    maxThreads: [options.maxThreads, 1],
    minThreads: [options.minThreads, 1, options.maxThreads],
    maxIdleTimeMillis: [options.maxIdleTimeMillis, 1],
    selectorTimeoutMillis: [options.selectorTimeoutMillis, 1],
  });
  checkSocket('the receiver', options);
}

/** @internal What is bound, as one member's server.xml says it. */
export interface BoundReceiver {
  readonly host: string;
  readonly port: number;
  readonly autoBind: number;
  readonly maxThreads?: number;
}

export function receiverElement(self: BoundReceiver, options: ReceiverTuning, inOrder: boolean): XmlElement {
  const maxThreads = self.maxThreads ?? options.maxThreads ?? (inOrder ? 1 : undefined);
  return {
    name: 'Receiver',
    attributes: {
      className: 'org.apache.catalina.tribes.transport.nio.NioReceiver',
      address: self.host,
      port: self.port,
      autoBind: self.autoBind,
      maxThreads,
      minThreads: minThreads(maxThreads, options.minThreads),
      maxIdleTime: options.maxIdleTimeMillis,
      selectorTimeout: options.selectorTimeoutMillis,
      direct: options.direct,
      useBufferPool: options.useBufferPool,
      ...socketAttributes(options),
    },
  };
}

/** Tomcat's own is 6, which must not exceed maxThreads. */
function minThreads(maxThreads = 15, wanted?: number): number | undefined {
  if (wanted !== undefined) return Math.min(wanted, maxThreads);
  return maxThreads < 6 ? maxThreads : undefined;
}
