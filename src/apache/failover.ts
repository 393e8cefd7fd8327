import { checkKnown } from '../checks/options/check-known';
import { checkNumbers } from '../checks/options/check-numbers';

/**
 * How long a front end waits for a Tomcat before it goes to another one. The defaults are those of Failover.standard(). mod_jk has it as
 * `socket_connect_timeout`, `connect_timeout`, `prepost_timeout`, `reply_timeout` and `recover_time`, mod_proxy as `connectiontimeout`, `ping`,
 * `timeout` and `retry`.
 *
 * @see https://tomcat.apache.org/connectors-doc/reference/workers.html
 * @see https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass
 */
export interface FailoverOptions {
  /**
   * How long a connection may take to be made, in milliseconds. An address that is gone does not refuse, it is silent. mod_jk tries
   * three times (twice with `failOnStatus`), mod_proxy once for twice as long, and twice for a GET that it asks for again.
   *
   * @default 350
   */
  readonly connectTimeoutMillis?: number;
  /**
   * How long a Tomcat may take to answer the ping (CPING) over a new connection, in milliseconds. mod_jk tries three times, for two thirds of it
   * each.
   *
   * @default 1000
   */
  readonly pingTimeoutMillis?: number;
  /**
   * How long a Tomcat may take to answer the ping over a connection that served before, in milliseconds. Nobody is given up for it: another such
   * connection is tried, and then a new one. An ApacheProxyFrontend, which does not tell connections apart, pings for so long before a GET that it
   * may ask for again.
   *
   * @default 400
   */
  readonly reusePingTimeoutMillis?: number;
  /**
   * After how long a Tomcat that was pinged, got a GET and is silent since counts as one that hangs, in milliseconds. The GET is asked for again
   * then, with all the patience of `replyTimeoutMillis`, so that a slow page is not lost but made twice. 0 waits from the beginning. It is also the
   * longest pause in the middle of an answer, but for those that a browser asks for as text/event-stream. Other requests are never asked for again.
   * An ApacheProxyFrontend waits for whole seconds, rounded down, one at least; where it speaks HTTP with its Tomcats it waits from the beginning,
   * since there is no ping that would find the one that hangs. Where requests may wait for a member that died (a BackupManager, or synchronous
   * `channelSendOptions`), it is 7000 at least.
   *
   * @default 1500
   */
  readonly silentGetMillis?: number;
  /**
   * How long a Tomcat may be silent during a request, in milliseconds; 0 waits for ever. Must exceed the slowest page. An ApacheProxyFrontend waits
   * for whole seconds, rounded up.
   *
   * @default 90000
   */
  readonly replyTimeoutMillis?: number;
  /**
   * After which time a Tomcat that failed is tried again, in seconds. An ApacheJkFrontend tries it with a ping, once a second from then on, and with
   * a request when that is answered, or else after 30 seconds more. An ApacheProxyFrontend does as much by itself for what it may ask for again, and
   * tries it with other requests after this time.
   *
   * @default 5
   */
  readonly recoverTimeSeconds?: number;
  /**
   * Whether httpd asks once more for a GET without a body, as long as the client has no part of an answer: where its Tomcat died with it, or
   * was silent for `silentGetMillis`.
   *
   * @default true
   */
  readonly repeatGet?: boolean;
}

/** @internal What all of it comes to. */
export type FailoverTimes = Required<FailoverOptions>;

const STANDARD: FailoverTimes = {
  connectTimeoutMillis: 350,
  pingTimeoutMillis: 1000,
  reusePingTimeoutMillis: 400,
  silentGetMillis: 1500,
  replyTimeoutMillis: 90_000,
  recoverTimeSeconds: 5,
  repeatGet: true,
};

const PATIENT: FailoverOptions = {
  connectTimeoutMillis: 2000,
  pingTimeoutMillis: 5000,
  reusePingTimeoutMillis: 2000,
  silentGetMillis: 0,
  replyTimeoutMillis: 300_000,
  recoverTimeSeconds: 10,
};

/**
 * How soon a front end gives up on a Tomcat: the sooner, the less is noticed of a death, and the more often a busy Tomcat counts as dead.
 *
 * @see https://tomcat.apache.org/connectors-doc/reference/workers.html
 * @see https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass
 */
export class Failover {
  /** For hosts that have processors to spare now and then. */
  public static standard(options: FailoverOptions = {}): Failover {
    return new Failover(STANDARD, options);
  }

  /**
   * For hosts that are never short of processors: a Tomcat that is silent for a second counts as dead, a GET is asked for again after as long.
   *
   * @param options What differs from its own: connections of 200 ms, pings of 500 and 200, silent GETs of 1000, recovery after 3 s, and the rest as
   *   in standard().
   */
  public static fast(options: FailoverOptions = {}): Failover {
    const times = { connectTimeoutMillis: 200, pingTimeoutMillis: 500, reusePingTimeoutMillis: 200, silentGetMillis: 1000, recoverTimeSeconds: 3 };
    return new Failover({ ...STANDARD, ...times }, options);
  }

  /**
   * For busy hosts and slow pages: what is alive is not given up, and visitors wait longer for what is dead.
   *
   * @param options What differs from its own: connections of 2000 ms, pings of 5000 and 2000, silent GETs that are waited for, replies of 300,000,
   *   recovery after 10 s.
   */
  public static patient(options: FailoverOptions = {}): Failover {
    return new Failover({ ...STANDARD, ...PATIENT }, options);
  }

  /** @internal */ public readonly _times: FailoverTimes;

  private constructor(profile: FailoverTimes, options: FailoverOptions) {
    const said = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    const times = { ...profile, ...said };
    this._times = times;
    for (const [option, time] of Object.entries(times)) {
      if (typeof time === 'number') checkKnown(`${option} of Failover`, time, 'other times are computed from it');
    }
    checkNumbers('Failover', {
      connectTimeoutMillis: [times.connectTimeoutMillis, 100],
      pingTimeoutMillis: [times.pingTimeoutMillis, 100],
      reusePingTimeoutMillis: [times.reusePingTimeoutMillis, 100],
      ...(times.silentGetMillis === 0 ? {} : { silentGetMillis: [times.silentGetMillis, 100] }),
      ...(times.replyTimeoutMillis === 0 ? {} : { replyTimeoutMillis: [times.replyTimeoutMillis, 100] }),
      recoverTimeSeconds: [times.recoverTimeSeconds, 1],
    });
  }
}
