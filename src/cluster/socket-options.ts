import { checkNumbers } from '../checks/options/check-numbers';
import { XmlValue } from '../text/xml';

/** What both ends of a connection between two members may say about its socket. */
export interface ClusterSocketOptions {
  /** The socket's receive buffer, in bytes. @default - Tomcat's own, 25188 for senders and 65536 for receivers */
  readonly rxBufSizeBytes?: number;
  /** The socket's send buffer, in bytes. @default - Tomcat's own, 65536 for senders and 25188 for receivers */
  readonly txBufSizeBytes?: number;
  /** How long the other side may take to answer, in milliseconds. @default - Tomcat's own, 3000 */
  readonly timeoutMillis?: number;
  /** Whether packets are sent at once, even small ones. @default - Tomcat's own, true */
  readonly tcpNoDelay?: boolean;
  /** Whether the operating system asks on idle connections whether the other side is there. @default - Tomcat's own, false */
  readonly soKeepAlive?: boolean;
  /** Whether urgent data is received in line. @default - Tomcat's own, true */
  readonly ooBInline?: boolean;
  /** Whether an address that was just closed may be bound again. @default - Tomcat's own, true */
  readonly soReuseAddress?: boolean;
  /** Whether closing waits for what is not sent yet. @default - Tomcat's own, false for senders and true for receivers */
  readonly soLingerOn?: boolean;
  /** How long closing waits, in seconds. @default - Tomcat's own, 3 */
  readonly soLingerTimeSeconds?: number;
  /** The traffic class of the packets, as a sum of flags from 0 to 255. @default - Tomcat's own, 28 */
  readonly soTrafficClass?: number;
}

/** Refuses what a socket does not take. */
export function checkSocket(what: string, options: ClusterSocketOptions): void {
  checkNumbers(what, {
    rxBufSizeBytes: [options.rxBufSizeBytes, 1],
    txBufSizeBytes: [options.txBufSizeBytes, 1],
    timeoutMillis: [options.timeoutMillis, 1],
    soLingerTimeSeconds: [options.soLingerTimeSeconds, 0, 65535],
    soTrafficClass: [options.soTrafficClass, 0, 255],
  });
}

/** The attributes that these options are. */
export function socketAttributes(options: ClusterSocketOptions): { [name: string]: XmlValue } {
  return {
    rxBufSize: options.rxBufSizeBytes,
    txBufSize: options.txBufSizeBytes,
    timeout: options.timeoutMillis,
    tcpNoDelay: options.tcpNoDelay,
    soKeepAlive: options.soKeepAlive,
    ooBInline: options.ooBInline,
    soReuseAddress: options.soReuseAddress,
    soLingerOn: options.soLingerOn,
    soLingerTime: options.soLingerTimeSeconds,
    soTrafficClass: options.soTrafficClass,
  };
}
