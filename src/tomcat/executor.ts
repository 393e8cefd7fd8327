import { Token } from 'cdktf';
import { checkNumbers } from '../checks/options/check-numbers';
import { XmlElement } from '../text/xml';

/** What a pool of platform threads may say. */
export interface PlatformExecutorOptions {
  /** The most requests that are processed at once. @default - Tomcat's own, 200 */
  readonly maxThreads?: number;
  /** How many threads are always there. @default - Tomcat's own, 25, or maxThreads where that is less */
  readonly minSpareThreads?: number;
  /** After which time without work a thread beyond those ends, in milliseconds. @default - Tomcat's own, 60000 */
  readonly maxIdleTimeMillis?: number;
  /** The most requests that wait for a thread; more are refused. @default - Tomcat's own, no limit */
  readonly maxQueueSize?: number;
  /** What the names of its threads begin with. @default - Tomcat's own, tomcat-exec- */
  readonly namePrefix?: string;
}

/** What an executor of virtual threads may say. */
export interface VirtualThreadExecutorOptions {
  /** What the names of its threads begin with. @default - Tomcat's own, tomcat-virt- */
  readonly namePrefix?: string;
}

/**
 * Threads that several connectors share.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/executor.html
 */
export class Executor {
  /**
   * A pool of threads of the operating system.
   *
   * @param name Unique within an instance.
   */
  public static platform(name: string, options: PlatformExecutorOptions = {}): Executor {
    const { maxThreads, minSpareThreads, maxIdleTimeMillis, maxQueueSize, namePrefix } = options;
    const most = maxThreads ?? 200;
    checkNumbers('Executor.platform()', {
      maxThreads: [maxThreads, 1],
      minSpareThreads: [minSpareThreads, 0, most],
      maxIdleTimeMillis: [maxIdleTimeMillis, 0],
      maxQueueSize: [maxQueueSize, 1],
    });
    return new Executor(name, false, most, {
      namePrefix, maxThreads, minSpareThreads: minSpareThreads ?? spareThreads(most), maxQueueSize, maxIdleTime: maxIdleTimeMillis,
    });
  }

  /**
   * A virtual thread for each request. Needs Java 21, and Tomcat 9.0.76, 10.1.10 or 11.0.
   *
   * @param name Unique within an instance.
   */
  public static virtualThreads(name: string, options: VirtualThreadExecutorOptions = {}): Executor {
    return new Executor(name, true, undefined, { className: 'org.apache.catalina.core.StandardVirtualThreadExecutor', namePrefix: options.namePrefix });
  }

  private constructor(
    /** Unique within an instance. */
    public readonly name: string,
    /** @internal */ public readonly _virtual: boolean,
    /** @internal The most platform threads; undefined where there is no such limit. */ public readonly _maxThreads: number | undefined,
    private readonly attributes: { [name: string]: string | number | undefined },
  ) {}

  /** @internal */
  public get _element(): XmlElement {
    return { name: 'Executor', attributes: { name: this.name, ...this.attributes } };
  }
}

/** Tomcat's own are 25, which must not exceed maxThreads. */
function spareThreads(maxThreads: number): number | undefined {
  return !Token.isUnresolved(maxThreads) && maxThreads < 25 ? maxThreads : undefined;
}
