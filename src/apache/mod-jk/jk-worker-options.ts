import { Token } from 'cdktf';
import { ConfigError } from '../../checks/config-error';
import { checkNumbers } from '../../checks/options/check-numbers';

/** How mod_jk chooses a Tomcat for a visitor who has no session yet. */
export class JkMethod {
  /** By the sessions that each has got in the last seconds. */
  public static readonly SESSION = new JkMethod('Session');
  /** By the requests that each has got in the last seconds; after any unevenness all new sessions of a burst go to one Tomcat. */
  public static readonly REQUEST = new JkMethod('Request');
  /** By the sessions that each has got, without forgetting old ones: only so an `lbfactor` counts where few begin in a second. */
  public static readonly NEXT = new JkMethod('Next');
  /** By the bytes that each has sent and got in the last seconds. */
  public static readonly TRAFFIC = new JkMethod('Traffic');
  /** By the requests that each works at. */
  public static readonly BUSYNESS = new JkMethod('Busyness');

  private constructor(/** @internal */ public readonly _name: string) {}
}

/**
 * What only mod_jk knows. All of it has the meaning that mod_jk gives it.
 *
 * @see https://tomcat.apache.org/connectors-doc/reference/workers.html
 */
export interface JkWorkerOptions {
  /** How many requests of a second may meet a silent Tomcat before it counts as failed. @default 1000, since a ping tells better */
  readonly maxReplyTimeouts?: number;
  /**
   * Which failed requests mod_jk sends to another Tomcat by itself, as its sum of flags: 1 not when Tomcat had got the request,
   * 2 not when it had begun to answer, 16 GET all the same. What httpd asks for again (`Failover`) is beyond that.
   *
   * @default 3
   */
  readonly recoveryOptions?: number;
  /** How a Tomcat is chosen for a visitor without a session. @default JkMethod.SESSION, or NEXT for a balancer of which a member has an `lbfactor` */
  readonly method?: JkMethod;
  /** Whether all processes of httpd wait for each other to choose (`lock=P`), which spreads more evenly and costs time. @default false */
  readonly pessimisticLock?: boolean;
  /** Whether a visitor whose Tomcat is gone is refused instead of sent to another: for sessions without a copy. @default false */
  readonly stickySessionForce?: boolean;
  /** How often the members of a balancer are gone through for one request. @default 2 */
  readonly retries?: number;
  /** How long a Tomcat may fail before it counts as failed for all requests, in seconds. @default 0 */
  readonly errorEscalationTimeSeconds?: number;
  /** Statuses of answers that send the request to another Tomcat and count as a failure; a negative one is no failure, as in -404. @default - none */
  readonly failOnStatus?: number[];
  /** The most requests that a Tomcat gets at once; more go to others. @default - no limit */
  readonly busyLimit?: number;
  /**
   * How long a request may wait for a free connection, in milliseconds: over HTTP/2 httpd has more requests than connections. What waited so long
   * goes to another Tomcat, or is a 503.
   *
   * @default 5000
   */
  readonly connectionAcquireTimeoutMillis?: number;
  /** The most connections of one process of httpd to a Tomcat. @default - one for each thread */
  readonly connectionPoolSize?: number;
  /**
   * After how long an idle connection is closed, in seconds; Tomcats of the program end theirs within two, unless `keepAliveTimeoutMillis` of
   * Connector.ajp() says otherwise. A request to a Tomcat that died without a word waits `reusePingTimeoutMillis` for
   * each of them.
   *
   * @default 1
   */
  readonly connectionPoolTimeoutSeconds?: number;
  /** How many of them stay when they are idle. @default 0 */
  readonly connectionPoolMinsize?: number;
}

/** Refuses what mod_jk would not start with, or would take for another unit. */
export function checkJkWorkers(options: JkWorkerOptions, path: string): void {
  checkNumbers('workers', {
    maxReplyTimeouts: [options.maxReplyTimeouts, 0],
    recoveryOptions: [options.recoveryOptions, 0, 31],
    retries: [options.retries, 1],
    errorEscalationTimeSeconds: [options.errorEscalationTimeSeconds, 0],
    busyLimit: [options.busyLimit, 1],
    connectionAcquireTimeoutMillis: [options.connectionAcquireTimeoutMillis, 1],
    connectionPoolSize: [options.connectionPoolSize, 1],
    connectionPoolTimeoutSeconds: [options.connectionPoolTimeoutSeconds, 1],
    connectionPoolMinsize: [options.connectionPoolMinsize, 0],
  }, path);
  for (const status of options.failOnStatus ?? []) {
    if (Token.isUnresolved(status) || (Number.isInteger(status) && Math.abs(status) >= 100 && Math.abs(status) <= 599)) continue;
    throw new ConfigError({
      code: 'OPTION_RANGE', path, got: `failOnStatus ${status} of workers`, why: 'it is the status of an answer, from 100 to 599, or that with a minus', fix: 'choose one in this range, or leave it out',
    });
  }
}
