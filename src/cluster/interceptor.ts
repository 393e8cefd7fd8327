import { Secret } from '../text/secret';
import { XmlElement, XmlValue } from '../text/xml';

/** What a MessageDispatchInterceptor may say. */
export interface MessageDispatchOptions {
  /** How many messages are sent at once. With more than one they may overtake each other. @default 1 */
  readonly maxThreads?: number;
}

/** What a TcpFailureDetector may say. */
export interface TcpFailureDetectorOptions {
  /** How long the test connection to a suspected member may take, in milliseconds. @default - Tomcat's own, 1000 */
  readonly connectTimeoutMillis?: number;
}

/** What a TcpPingInterceptor may say. */
export interface TcpPingOptions {
  /** How often the members are pinged, in milliseconds. @default - Tomcat's own, 1000 */
  readonly intervalMillis?: number;
}

/**
 * A step through which the messages of a cluster pass: the first of the list is the first on the way out.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/cluster-interceptor.html
 */
export class Interceptor {
  /** MessageDispatchInterceptor: a queue and threads for asynchronous messages. */
  public static messageDispatch(options: MessageDispatchOptions = {}): Interceptor {
    const maxThreads = options.maxThreads ?? 1;
    return new Interceptor('MessageDispatchInterceptor', { maxThreads, maxSpareThreads: Math.min(maxThreads, 2) });
  }

  /** TcpFailureDetector: a member that cannot be reached is tested, and dropped when it is gone. */
  public static tcpFailureDetector(options: TcpFailureDetectorOptions = {}): Interceptor {
    return new Interceptor('TcpFailureDetector', { connectTimeout: options.connectTimeoutMillis });
  }

  /** TcpPingInterceptor: members are asked in the background whether they are there. */
  public static tcpPing(options: TcpPingOptions = {}): Interceptor {
    return new Interceptor('TcpPingInterceptor', { interval: options.intervalMillis, useThread: true });
  }

  /** ThroughputInterceptor: logs how much is sent. For diagnosis. */
  public static throughput(): Interceptor {
    return new Interceptor('ThroughputInterceptor');
  }

  /**
   * EncryptInterceptor: messages are encrypted with AES-GCM. Membership announcements are not.
   *
   * @param encryptionKey 32, 48 or 64 hexadecimal digits.
   */
  public static encrypt(encryptionKey: Secret): Interceptor {
    return new Interceptor('EncryptInterceptor', {
      encryptionAlgorithm: 'AES/GCM/NoPadding',
      encryptionKey: encryptionKey._text.constrained({
        pattern: '^([0-9A-Fa-f]{32}|[0-9A-Fa-f]{48}|[0-9A-Fa-f]{64})$',
        message: 'the encryption key of a cluster must be 32, 48 or 64 hexadecimal digits.',
      }),
    });
  }

  private constructor(
    /** Tomcat's name of the class, such as `TcpFailureDetector`. */
    public readonly simpleName: string,
    private readonly attributes: { [name: string]: XmlValue } = {},
  ) {}

  /** @internal */
  public get _element(): XmlElement {
    return { name: 'Interceptor', attributes: { className: `org.apache.catalina.tribes.group.interceptors.${this.simpleName}`, ...this.attributes } };
  }
}
