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
  /** How many connections are always there. @default - Tomcat's own, 0 */
  readonly minIdle?: number;
  /** How long a request waits for a connection, in milliseconds; -1 is for ever. @default - Tomcat's own, for ever */
  readonly maxWaitMillis?: number;
  /** A query that shows that a connection still works. @default - the driver's own test */
  readonly validationQuery?: string;
  /** Whether a connection is tested before it is used. @default - Tomcat's own, true */
  readonly testOnBorrow?: boolean;
}

/**
 * Connections to a database that Tomcat pools.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/jndi-datasource-examples-howto.html
 */
export class DataSource {
  /**
   * Tomcat's own pool (DBCP) over a JDBC driver.
   *
   * @param name What applications look up below `java:comp/env/`, such as `jdbc/shop`.
   */
  public static jdbc(name: string, options: JdbcDataSourceOptions): DataSource {
    checkSecret(options.password, 'password', name);
    const { driverClassName, url, username, password, ...pool } = options;
    checkNumbers('DataSource.jdbc()', {
      maxTotal: [pool.maxTotal, -1], maxIdle: [pool.maxIdle, -1], minIdle: [pool.minIdle, 0], maxWaitMillis: [pool.maxWaitMillis, -1],
    });
    return new DataSource(name, driverClassName, { driverClassName, url, username, password: passwordText(password, "a data source's password"), ...pool });
  }

  private constructor(
    /** What applications look up below `java:comp/env/`. */
    public readonly name: string,
    /** @internal The class of its driver. */ public readonly _driverClassName: string,
    private readonly attributes: { [name: string]: XmlValue },
  ) {}

  /** @internal */
  public get _element(): XmlElement {
    return { name: 'Resource', attributes: { name: this.name, auth: 'Container', type: 'javax.sql.DataSource', closeMethod: 'close', ...this.attributes } };
  }
}
