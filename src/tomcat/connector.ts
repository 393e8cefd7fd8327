import { ConfigError } from '../checks/config-error';
import { checkPort } from '../network/port';
import { Secret } from '../text/secret';
import { XmlElement } from '../text/xml';

/** What all connectors of Tomcat may say. */
export interface ConnectorOptions {
  /** The TCP port. @default - from the instance's port plan: AJP 8009, HTTP 8080 for the first instance of a node */
  readonly port?: number;
  /** The address it binds. @default - AJP: the address of the instance on its network; HTTP: 127.0.0.1 */
  readonly address?: string;
  /** The most requests that are processed at once. @default 200 */
  readonly maxThreads?: number;
  /** The most parameters of one request. @default - Tomcat's own, 1000 */
  readonly maxParameterCount?: number;
}

/** What an AJP connector may say. */
export interface AjpConnectorOptions extends ConnectorOptions {
  /** What a front end must know to be heard. @default - the `ajpSecret` of the instance */
  readonly secret?: Secret;
  /** Whether requests without the secret are refused. @default true */
  readonly secretRequired?: boolean;
  /** How long an idle connection is kept, in milliseconds, whole seconds; the front end's `connection_pool_timeout` follows it. @default 60000 */
  readonly keepAliveTimeoutMillis?: number;
}

/**
 * A port on which a Tomcat takes requests.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/ajp.html
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/http.html
 */
export class Connector {
  /** An AJP connector, which a front end with mod_jk or mod_proxy_ajp talks to. */
  public static ajp(options: AjpConnectorOptions = {}): Connector {
    return new Connector('AJP', options);
  }

  /** An HTTP connector. */
  public static http(options: ConnectorOptions = {}): Connector {
    return new Connector('HTTP', options);
  }

  private constructor(
    /** @internal */ public readonly _protocol: 'AJP' | 'HTTP',
    /** @internal */ public readonly _options: AjpConnectorOptions,
  ) {
    checkKeepAlive(_options.keepAliveTimeoutMillis);
    if (_options.port !== undefined) checkPort(_options.port, `${_protocol} connector port`);
  }

  /** @internal */
  public _element(plan: { port: number; address: string; secret?: Secret }): XmlElement {
    const { maxThreads, maxParameterCount } = this._options;
    // bindOnInit: the port refuses until Tomcat serves, instead of letting requests wait for a Tomcat that starts.
    const common = { address: plan.address, port: plan.port, bindOnInit: false, throwOnFailure: true, maxThreads, maxParameterCount };
    if (this._protocol === 'HTTP') return { name: 'Connector', attributes: { protocol: 'HTTP/1.1', ...common } };
    const keepAliveTimeout = this._keepAliveTimeoutMillis;
    return {
      name: 'Connector',
      attributes: {
        protocol: 'AJP/1.3',
        ...common,
        secret: plan.secret?._text,
        secretRequired: this._secretRequired,
        connectionTimeout: keepAliveTimeout,
        keepAliveTimeout,
      },
    };
  }

  /** @internal */
  public get _secretRequired(): boolean {
    return this._options.secretRequired ?? true;
  }

  /** @internal */
  public get _keepAliveTimeoutMillis(): number {
    return this._options.keepAliveTimeoutMillis ?? 60_000;
  }
}

/** mod_jk keeps its end of a connection as long, and counts in seconds. */
function checkKeepAlive(millis: number | undefined): void {
  if (millis === undefined || (millis > 0 && millis % 1000 === 0)) return;
  throw new ConfigError({
    code: 'KEEP_ALIVE',
    path: '',
    got: `keepAliveTimeoutMillis ${millis}`,
    why: 'mod_jk drops its end of an idle connection at the same time, in whole seconds',
    fix: 'use a multiple of 1000',
  });
}
