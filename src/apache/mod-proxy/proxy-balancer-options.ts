import { checkNumbers } from '../../checks/options/check-numbers';

/** How mod_proxy_balancer chooses a Tomcat for a visitor who has no session yet. */
export class ProxyLbMethod {
  /** By the requests that each has got. */
  public static readonly BY_REQUESTS = new ProxyLbMethod('byrequests');
  /** By the requests that each works at. */
  public static readonly BY_BUSYNESS = new ProxyLbMethod('bybusyness');
  /** By the bytes that each has sent and got. */
  public static readonly BY_TRAFFIC = new ProxyLbMethod('bytraffic');

  private constructor(/** @internal */ public readonly _name: string) {}
}

/** What httpd speaks with its Tomcats. */
export class ProxyProtocol {
  /** AJP, with the secret of the connector. Tomcat learns from it who the visitor is and whether he came by TLS. */
  public static readonly AJP = new ProxyProtocol('AJP');
  /**
   * HTTP. The Tomcats need an HTTP connector at an address that the front end reaches, and `remoteIp`, or applications take the front end
   * for the visitor. A GET whose Tomcat dies before it answers is asked for again, too; but AJP alone finds a Tomcat that hangs before it
   * gets the request.
   *
   * WebSockets go through, which AJP cannot carry. One on which nothing is said for `replyTimeoutMillis` is ended.
   */
  public static readonly HTTP = new ProxyProtocol('HTTP');

  private constructor(/** @internal */ public readonly _name: 'AJP' | 'HTTP') {}
}

/** How httpd itself asks which Tomcats can be reached, by connecting to them. */
export interface ProxyHealthCheck {
  /** How often, in seconds. @default 2 */
  readonly intervalSeconds?: number;
  /** After how many answers a Tomcat counts as back. @default 1 */
  readonly passes?: number;
  /** After how many failures a Tomcat counts as failed. @default 2 */
  readonly fails?: number;
}

/**
 * What only mod_proxy_balancer knows. All of it has the meaning that httpd gives it.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/mod_proxy_balancer.html
 * @see https://httpd.apache.org/docs/2.4/mod/mod_proxy_hcheck.html
 */
export interface ProxyBalancerOptions {
  /** What httpd speaks with its Tomcats. @default ProxyProtocol.AJP */
  readonly protocol?: ProxyProtocol;
  /** `lbmethod`: how a Tomcat is chosen for a visitor without a session. @default ProxyLbMethod.BY_REQUESTS */
  readonly lbMethod?: ProxyLbMethod;
  /** `maxattempts`: how many further Tomcats a request is tried on. @default - one less than there are, at least 2 */
  readonly maxAttempts?: number;
  /** `failontimeout`: whether one request that exceeds the time-out takes its Tomcat out. @default false */
  readonly failOnTimeout?: boolean;
  /** `failonstatus`: statuses of answers that take a Tomcat out, such as 503. @default - none */
  readonly failOnStatus?: number[];
  /** `forcerecovery`: whether Tomcats that failed are tried before their time where all have failed. @default true */
  readonly forceRecovery?: boolean;
  /** `nofailover`: whether a visitor whose Tomcat is gone is refused instead of sent to another: for sessions without a copy. @default false */
  readonly noFailover?: boolean;
  /**
   * How httpd itself asks which Tomcats can be reached (mod_proxy_hcheck).
   *
   * @default - for what may be asked for again, with the defaults of each option; other requests find out
   */
  readonly healthCheck?: ProxyHealthCheck;
}

/** Refuses what httpd would not start with, or would take for another unit. */
export function checkProxyBalancer(options: ProxyBalancerOptions, path: string): void {
  const { healthCheck = {} } = options;
  checkNumbers('the balancer', {
    maxAttempts: [options.maxAttempts, 1, 100],
  }, path);
  (options.failOnStatus ?? []).forEach((status) => checkNumbers('the balancer', { failOnStatus: [status, 100, 599] }, path));
  checkNumbers('the health check of the balancer', {
    intervalSeconds: [healthCheck.intervalSeconds, 1],
    passes: [healthCheck.passes, 1],
    fails: [healthCheck.fails, 1],
  }, path);
}
