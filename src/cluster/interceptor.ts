import { checkNumbers } from '../checks/options/check-numbers';
import { checkEncryptionKey, ENCRYPTION_KEY } from './encryption-key';
import { EncryptionAlgorithm } from './encryption-algorithm';
import { since } from '../release/release-features';
import { neededBy, Requirement } from '../release/requirement';
import { Secret } from '../text/secret';
import { XmlElement, XmlValue } from '../text/xml';

/** What a MessageDispatchInterceptor may say. */
export interface MessageDispatchOptions {
  /** How many messages are sent at once. With more than one they may overtake each other. @default 1 */
  readonly maxThreads?: number;
  /** How many threads are kept when there is nothing to send. @default - 2, or maxThreads where that is less */
  readonly maxSpareThreads?: number;
  /** How long a thread beyond these is kept, in milliseconds. @default - Tomcat's own, 5000 */
  readonly keepAliveTimeMillis?: number;
  /** The most bytes that wait to be sent. @default - Tomcat's own, 67108864 */
  readonly maxQueueSizeBytes?: number;
  /** Whether a message for which there is no room is sent at once, by the request itself, instead of being refused. @default - Tomcat's own, true */
  readonly alwaysSend?: boolean;
  /** Whether what waits is a copy of its own, which the request cannot change any more. @default - Tomcat's own, true */
  readonly useDeepClone?: boolean;
}

/** What a TcpFailureDetector may say. */
export interface TcpFailureDetectorOptions {
  /** How long the test connection to a suspected member may take, in milliseconds. @default - Tomcat's own, 1000 */
  readonly connectTimeoutMillis?: number;
  /** Whether the test sends something. @default - Tomcat's own, true */
  readonly performSendTest?: boolean;
  /** Whether the test waits for an answer. @default - Tomcat's own, false */
  readonly performReadTest?: boolean;
  /** How long the answer may take, in milliseconds. @default - Tomcat's own, 5000 */
  readonly readTestTimeoutMillis?: number;
  /** After how long a suspected member that does not come back is forgotten, in seconds. @default - Tomcat's own, 300 */
  readonly removeSuspectsTimeoutSeconds?: number;
}

/** What a TcpPingInterceptor may say. */
export interface TcpPingOptions {
  /** How often the members are pinged, in milliseconds. @default - Tomcat's own, 1000 */
  readonly intervalMillis?: number;
  /** Whether a thread of its own pings; otherwise the channel's heartbeat does (ChannelOptions). @default true */
  readonly useThread?: boolean;
  /** Whether only static members are pinged. @default - Tomcat's own, false */
  readonly staticOnly?: boolean;
}

/** What a ThroughputInterceptor may say. */
export interface ThroughputOptions {
  /** After how many messages it logs. @default - Tomcat's own, 10000 */
  readonly intervalMessages?: number;
}

/** What an EncryptInterceptor may say beside its key. */
export interface EncryptOptions {
  /** How messages are encrypted, the same for all members. @default EncryptionAlgorithm.AES_GCM */
  readonly algorithm?: EncryptionAlgorithm;
  /** The provider of the algorithm. @default - Java's own */
  readonly providerName?: string;
  /** How old a message may be, in milliseconds. From Tomcat 9.0.119, 10.1.56 and 11.0.23. @default - Tomcat's own, 10000 */
  readonly replayWindowTimeMillis?: number;
  /** How many messages are remembered, so that none is taken twice. From the same releases. @default - Tomcat's own, 8192 */
  readonly replayWindowMessageCount?: number;
}

/** What a FragmentationInterceptor may say. */
export interface FragmentationOptions {
  /** The size above which a message is sent in parts, in bytes. @default - Tomcat's own, 102400 */
  readonly maxSizeBytes?: number;
  /** How long the parts of a message are kept until it is complete, in milliseconds. @default - Tomcat's own, 60000 */
  readonly expireMillis?: number;
}

/** What a GzipInterceptor may say. */
export interface GzipOptions {
  /** The size from which on a message is compressed, in bytes. @default - Tomcat's own, 0 */
  readonly compressionMinSizeBytes?: number;
  /** Whether it logs how much was saved. @default - Tomcat's own, false */
  readonly statsEnabled?: boolean;
  /** After how many messages it logs that. @default - Tomcat's own, 0: never */
  readonly intervalMessages?: number;
}

/** What a DomainFilterInterceptor may say beside its domain. */
export interface DomainFilterOptions {
  /** After how many messages of other domains it logs them. @default - Tomcat's own, 100 */
  readonly logIntervalMessages?: number;
}

/** What an OrderInterceptor may say. */
export interface OrderOptions {
  /** How long a missing message is waited for, in milliseconds. @default - Tomcat's own, 3000 */
  readonly expireMillis?: number;
  /** Whether messages that came too late are passed on. @default - Tomcat's own, true */
  readonly forwardExpired?: boolean;
  /** The most messages that wait for a missing one. @default - Tomcat's own, no limit */
  readonly maxQueueMessages?: number;
}

/** What a TwoPhaseCommitInterceptor may say. */
export interface TwoPhaseCommitOptions {
  /** How long a message waits for its confirmation, in milliseconds. @default - Tomcat's own, 60000 */
  readonly expireMillis?: number;
  /** Whether what waits is a copy of its own. @default - Tomcat's own, true */
  readonly deepclone?: boolean;
}

/** @internal What checks ask about an interceptor. */
export interface InterceptorTraits {
  readonly requirements?: Requirement[];
  /** How many messages it sends at once. */
  readonly maxThreads?: number;
  /** The domain whose members it lets through. */
  readonly domain?: string;
  readonly algorithm?: EncryptionAlgorithm;
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
    const maxSpareThreads = options.maxSpareThreads ?? Math.min(maxThreads, 2);
    checkNumbers('Interceptor.messageDispatch()', {
      maxThreads: [maxThreads, 1],
      maxSpareThreads: [maxSpareThreads, 0, maxThreads],
      keepAliveTimeMillis: [options.keepAliveTimeMillis, 0],
      maxQueueSizeBytes: [options.maxQueueSizeBytes, 1],
    });
    return new Interceptor('MessageDispatchInterceptor', {
      maxThreads,
      maxSpareThreads,
      keepAliveTime: options.keepAliveTimeMillis,
      maxQueueSize: options.maxQueueSizeBytes,
      alwaysSend: options.alwaysSend,
      useDeepClone: options.useDeepClone,
    }, { maxThreads });
  }

  /** TcpFailureDetector: a member that cannot be reached is tested, and dropped when it is gone. */
  public static tcpFailureDetector(options: TcpFailureDetectorOptions = {}): Interceptor {
    checkNumbers('Interceptor.tcpFailureDetector()', {
      connectTimeoutMillis: [options.connectTimeoutMillis, 1],
      readTestTimeoutMillis: [options.readTestTimeoutMillis, 1],
      removeSuspectsTimeoutSeconds: [options.removeSuspectsTimeoutSeconds, 1],
    });
    return new Interceptor('TcpFailureDetector', {
      connectTimeout: options.connectTimeoutMillis,
      performSendTest: options.performSendTest,
      performReadTest: options.performReadTest,
      readTestTimeout: options.readTestTimeoutMillis,
      removeSuspectsTimeout: options.removeSuspectsTimeoutSeconds,
    });
  }

  /** TcpPingInterceptor: members are asked in the background whether they are there. */
  public static tcpPing(options: TcpPingOptions = {}): Interceptor {
    checkNumbers('Interceptor.tcpPing()', { intervalMillis: [options.intervalMillis, 1] });
    return new Interceptor('TcpPingInterceptor', {
      interval: options.intervalMillis, useThread: options.useThread ?? true, staticOnly: options.staticOnly,
    });
  }

  /** ThroughputInterceptor: logs how much is sent. For diagnosis. */
  public static throughput(options: ThroughputOptions = {}): Interceptor {
    checkNumbers('Interceptor.throughput()', { intervalMessages: [options.intervalMessages, 1] });
    return new Interceptor('ThroughputInterceptor', { interval: options.intervalMessages });
  }

  /**
   * EncryptInterceptor: messages are encrypted, with AES-GCM unless told otherwise. Membership announcements are not.
   *
   * @param encryptionKey 32, 48 or 64 hexadecimal digits.
   */
  public static encrypt(encryptionKey: Secret, options: EncryptOptions = {}): Interceptor {
    checkEncryptionKey(encryptionKey);
    checkNumbers('Interceptor.encrypt()', {
      replayWindowTimeMillis: [options.replayWindowTimeMillis, 1], replayWindowMessageCount: [options.replayWindowMessageCount, 1],
    });
    const algorithm = options.algorithm ?? EncryptionAlgorithm.AES_GCM;
    return new Interceptor('EncryptInterceptor', {
      encryptionAlgorithm: algorithm.transformation,
      encryptionKey: encryptionKey._text.constrained(ENCRYPTION_KEY),
      providerName: options.providerName,
      replayWindowTime: options.replayWindowTimeMillis,
      replayWindowMessageCount: options.replayWindowMessageCount,
    }, {
      algorithm,
      requirements: neededBy(
        [options.replayWindowTimeMillis, optionOf('EncryptInterceptor', 'replayWindowTimeMillis', since('EncryptInterceptor replayWindowTime'))],
        [options.replayWindowMessageCount, optionOf('EncryptInterceptor', 'replayWindowMessageCount', since('EncryptInterceptor replayWindowMessageCount'))],
      ),
    });
  }

  /** FragmentationInterceptor: large messages are sent in parts. */
  public static fragmentation(options: FragmentationOptions = {}): Interceptor {
    checkNumbers('Interceptor.fragmentation()', { maxSizeBytes: [options.maxSizeBytes, 1], expireMillis: [options.expireMillis, 1] });
    return new Interceptor('FragmentationInterceptor', { maxSize: options.maxSizeBytes, expire: options.expireMillis });
  }

  /** GzipInterceptor: messages are compressed. Tomcat's documentation expects no use of it in clusters. */
  public static gzip(options: GzipOptions = {}): Interceptor {
    checkNumbers('Interceptor.gzip()', {
      compressionMinSizeBytes: [options.compressionMinSizeBytes, 0], intervalMessages: [options.intervalMessages, 0],
    });
    return new Interceptor('GzipInterceptor', {
      compressionMinSize: options.compressionMinSizeBytes, statsEnabled: options.statsEnabled, interval: options.intervalMessages,
    }, {
      requirements: neededBy(
        [options.compressionMinSizeBytes, optionOf('GzipInterceptor', 'compressionMinSizeBytes', since('GzipInterceptor compressionMinSize'))],
        [options.statsEnabled, optionOf('GzipInterceptor', 'statsEnabled', since('GzipInterceptor statsEnabled'))],
        [options.intervalMessages, optionOf('GzipInterceptor', 'intervalMessages', since('GzipInterceptor interval'))],
      ),
    });
  }

  /**
   * DomainFilterInterceptor: only members of one domain are seen.
   *
   * @param domain The domain that the membership of the cluster names too.
   */
  public static domainFilter(domain: string, options: DomainFilterOptions = {}): Interceptor {
    checkNumbers('Interceptor.domainFilter()', { logIntervalMessages: [options.logIntervalMessages, 1] });
    return new Interceptor('DomainFilterInterceptor', { domain, logInterval: options.logIntervalMessages }, { domain });
  }

  /** OrderInterceptor: messages are passed on in the order in which they were sent. Tomcat's documentation expects no use of it in clusters. */
  public static order(options: OrderOptions = {}): Interceptor {
    checkNumbers('Interceptor.order()', { expireMillis: [options.expireMillis, 1], maxQueueMessages: [options.maxQueueMessages, 1] });
    return new Interceptor('OrderInterceptor', {
      expire: options.expireMillis, forwardExpired: options.forwardExpired, maxQueue: options.maxQueueMessages,
    });
  }

  /** TwoPhaseCommitInterceptor: a message counts once all have confirmed it. Tomcat's documentation expects no use of it in clusters. */
  public static twoPhaseCommit(options: TwoPhaseCommitOptions = {}): Interceptor {
    checkNumbers('Interceptor.twoPhaseCommit()', { expireMillis: [options.expireMillis, 1] });
    return new Interceptor('TwoPhaseCommitInterceptor', { expire: options.expireMillis, deepclone: options.deepclone });
  }

  private constructor(
    /** Tomcat's name of the class, such as `TcpFailureDetector`. */
    public readonly simpleName: string,
    private readonly attributes: { [name: string]: XmlValue } = {},
    /** @internal */ public readonly _traits: InterceptorTraits = {},
  ) {}

  /** @internal */
  public get _element(): XmlElement {
    return { name: 'Interceptor', attributes: { className: `org.apache.catalina.tribes.group.interceptors.${this.simpleName}`, ...this.attributes } };
  }
}

function optionOf(interceptor: string, option: string, releases: string[]): Requirement {
  return { what: `the ${option} of ${interceptor}`, since: releases, instead: `leave ${option} out, or use a later release` };
}
