import { withExtras } from './extra-element';
import { passwordText } from './password';
import { checkNumbers } from '../checks/options/check-numbers';
import { checkSecret } from '../text/check-secret';
import { Secret } from '../text/secret';
import { XmlElement, XmlValue } from '../text/xml';

/** What a pool of database connections may say. */
export interface JdbcDataSourceOptions {
  /** The JDBC URL, such as `jdbc:postgresql://db.example.com/shop`. */
  readonly url: string;
  /** The class of the JDBC driver, such as `org.postgresql.Driver`: in the WAR, or in the `libraries` of the instance. */
  readonly driverClassName: string;
  /** Who connects. */
  readonly username: string;
  /** The password; no `${` and no control characters. */
  readonly password: Secret;
  /** The most connections at once; -1 is no limit. @default - Tomcat's own, 8 */
  readonly maxTotal?: number;
  /** The most connections that are kept without work; -1 is no limit. @default - Tomcat's own, 8 */
  readonly maxIdle?: number;
  /** How many connections are kept open, by those looks of `timeBetweenEvictionRunsMillis` alone. @default - Tomcat's own, 0 */
  readonly minIdle?: number;
  /** How many connections are opened when Tomcat starts, or by the first request where the database is away then. @default - Tomcat's own, 0 */
  readonly initialSize?: number;
  /** How long a request waits for a connection, in milliseconds; -1 is for ever. @default - Tomcat's own, for ever */
  readonly maxWaitMillis?: number;
  /** A query that shows that a connection still works. @default - the driver's own test */
  readonly validationQuery?: string;
  /** Whether a connection is tested before it is used. @default - Tomcat's own, true */
  readonly testOnBorrow?: boolean;
  /**
   * How long a test may take, in seconds; -1 is no limit. Without one a request waits for a connection that a firewall has dropped until the
   * operating system gives it up, which may take a quarter of an hour. Drivers limit their own test so; where there is a `validationQuery`, some
   * need a time-out of the socket in their URL as well.
   *
   * @default 5
   */
  readonly validationQueryTimeoutSeconds?: number;
  /** How old a connection may become, in milliseconds; -1 is no limit. Firewalls and databases end old ones. @default - Tomcat's own, no limit */
  readonly maxConnLifetimeMillis?: number;
  /** How often the pool looks for connections that are idle for too long or too few, in milliseconds; -1 is never. @default - Tomcat's own, never */
  readonly timeBetweenEvictionRunsMillis?: number;
  /** Whether connections that an application does not give back are taken from it when few are left. @default - Tomcat's own, false */
  readonly removeAbandonedOnBorrow?: boolean;
  /** After how long without use they are, in seconds. @default - Tomcat's own, 300 */
  readonly removeAbandonedTimeoutSeconds?: number;
  /** Attributes of the pool that the library has no words for, which only Tomcat checks. @default - none */
  readonly extraAttributes?: { [name: string]: string };
}

/** How long a test takes that is worth waiting for, in seconds. */
const TEST_S = 5;

/**
 * Connections to a database that Tomcat pools.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/jndi-datasource-examples-howto.html
 * @see https://commons.apache.org/proper/commons-dbcp/configuration.html
 */
export class DataSource {
  /**
   * Tomcat's own pool (DBCP) over a JDBC driver.
   *
   * @param name What applications look up below `java:comp/env/`, such as `jdbc/shop`.
   */
  public static jdbc(name: string, options: JdbcDataSourceOptions): DataSource {
    checkSecret(options.password, 'password', name);
    checkPool(options);
    const attributes = { name, auth: 'Container', type: 'javax.sql.DataSource', closeMethod: 'close', ...poolAttributes(options) };
    return new DataSource(name, options.driverClassName, withExtras({ name: 'Resource', attributes }, { extraAttributes: options.extraAttributes }));
  }

  private constructor(
    /** What applications look up below `java:comp/env/`. */
    public readonly name: string,
    /** @internal The class of its driver. */ public readonly _driverClassName: string,
    /** @internal */ public readonly _element: XmlElement,
  ) {}
}

/** Refuses numbers of which the pool would take others, or fail with the first request. */
function checkPool(options: JdbcDataSourceOptions): void {
  const { maxTotal, maxIdle, minIdle, initialSize, maxWaitMillis, validationQueryTimeoutSeconds, maxConnLifetimeMillis } = options;
  const { timeBetweenEvictionRunsMillis, removeAbandonedTimeoutSeconds } = options;
  checkNumbers('DataSource.jdbc()', {
    maxTotal: [maxTotal, -1],
    maxIdle: [maxIdle, -1],
    minIdle: [minIdle, 0],
    initialSize: [initialSize, 0],
    maxWaitMillis: [maxWaitMillis, -1],
    validationQueryTimeoutSeconds: [validationQueryTimeoutSeconds, -1],
    maxConnLifetimeMillis: [maxConnLifetimeMillis, -1],
    timeBetweenEvictionRunsMillis: [timeBetweenEvictionRunsMillis, -1],
    removeAbandonedTimeoutSeconds: [removeAbandonedTimeoutSeconds, 1],
  });
}

function poolAttributes({
  driverClassName, url, username, password, validationQueryTimeoutSeconds = TEST_S, removeAbandonedTimeoutSeconds, ...pool
}: JdbcDataSourceOptions): { [name: string]: XmlValue } {
  return {
    driverClassName,
    url,
    username,
    password: passwordText(password, "a data source's password"),
    maxTotal: pool.maxTotal,
    maxIdle: pool.maxIdle,
    minIdle: pool.minIdle,
    initialSize: pool.initialSize,
    maxWaitMillis: pool.maxWaitMillis,
    validationQuery: pool.validationQuery,
    testOnBorrow: pool.testOnBorrow,
    validationQueryTimeout: validationQueryTimeoutSeconds,
    maxConnLifetimeMillis: pool.maxConnLifetimeMillis,
    timeBetweenEvictionRunsMillis: pool.timeBetweenEvictionRunsMillis,
    removeAbandonedOnBorrow: pool.removeAbandonedOnBorrow,
    removeAbandonedTimeout: removeAbandonedTimeoutSeconds,
  };
}
