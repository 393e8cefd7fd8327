import { ajpAttributes, AjpConnectorOptions, checkKeepAlive, checkPacketSize } from './ajp-connector-options';
import { commonAttributes, commonNumbers, ConnectorOptions } from './connector-options';
import { checkExtras, withExtras } from './extra-element';
import { MOMENT_MILLIS } from './graceful-stop';
import { httpAttributes, HttpConnectorOptions, httpNumbers, HttpsConnectorOptions, tlsElements } from './http-connector-options';
import { ConfigError } from '../checks/config-error';
import { checkNumbers } from '../checks/options/check-numbers';
import { checkPattern } from '../checks/options/check-pattern';
import { checkPort } from '../network/port';
import { Secret } from '../text/secret';
import { XmlElement, XmlValue } from '../text/xml';
import { checkCertificate } from '../tls/tls-certificate';

/** Tomcat's own is for ever: a front end that is gone would keep its connections. */
const AJP_CONNECTION_TIMEOUT_MILLIS = 60_000;

/** What a connector is told by its instance. */
interface ConnectorPlan {
  readonly port: number;
  readonly address: string;
  readonly secret?: Secret;
  readonly keepAliveTimeoutMillis: number;
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
    checkKeepAlive(options.keepAliveTimeoutMillis);
    checkPacketSize(options.packetSizeBytes);
    checkNumbers('Connector.ajp()', { connectionTimeoutMillis: [options.connectionTimeoutMillis, -1] });
    checkPattern('the allowedRequestAttributesPattern of Connector.ajp()', options.allowedRequestAttributesPattern);
    return new Connector('AJP', options, { scheme: options.scheme, secure: options.secure, ...ajpAttributes(options) }, []);
  }

  /** An HTTP connector. */
  public static http(options: HttpConnectorOptions = {}): Connector {
    checkNumbers('Connector.http()', httpNumbers(options));
    return new Connector('HTTP', options, { scheme: options.scheme, secure: options.secure, ...httpAttributes(options) }, []);
  }

  /** An HTTPS connector, which clients talk to directly. */
  public static https(options: HttpsConnectorOptions): Connector {
    checkCertificate(options.certificate, 'an HTTPS connector');
    checkNumbers('Connector.https()', httpNumbers(options));
    return new Connector('HTTPS', options, { SSLEnabled: true, scheme: 'https', secure: true, ...httpAttributes(options) }, tlsElements(options));
  }

  private constructor(
    /** @internal */ public readonly _protocol: 'AJP' | 'HTTP' | 'HTTPS',
    /** @internal */ public readonly _options: AjpConnectorOptions & HttpConnectorOptions,
    private readonly attributes: { [name: string]: XmlValue },
    private readonly children: XmlElement[],
  ) {
    checkNumbers(`the ${_protocol} connector`, commonNumbers(_options));
    checkThreads(_options);
    checkExtras(_options);
    if (_options.port !== undefined) checkPort(_options.port, `${_protocol} connector port`);
  }

  /** @internal */
  public _element(plan: ConnectorPlan): XmlElement {
    // bindOnInit: the port refuses until Tomcat serves, instead of letting requests wait for a Tomcat that starts.
    const common = { address: plan.address, port: plan.port, bindOnInit: false, throwOnFailure: true, ...commonAttributes(this._options) };
    const attributes = this._protocol === 'AJP'
      ? { protocol: 'AJP/1.3', ...common, ...this.plannedAttributes(plan), ...this.attributes }
      : { protocol: 'HTTP/1.1', ...common, ...this.attributes };
    return withExtras({ name: 'Connector', attributes, children: this.children, comment: this.commentOn(plan) }, this._options);
  }

  /** @internal */
  public get _http2(): boolean {
    return [...this.children, ...this._options.extraElements ?? []].some(({ name }) => name === 'UpgradeProtocol');
  }

  /** @internal The most requests that it processes at once; undefined where its executor has no such limit. */
  public get _maxThreads(): number | undefined {
    const { executor, maxThreads = 200 } = this._options;
    return executor ? executor._maxThreads : maxThreads;
  }

  /** @internal The most connections at once; undefined where there is no limit. */
  public get _maxConnections(): number | undefined {
    const { maxConnections = 8192 } = this._options;
    return maxConnections < 0 ? undefined : maxConnections;
  }

  /** @internal */
  public get _secretRequired(): boolean {
    return this._options.secretRequired ?? true;
  }

  /** @internal How long it says that it keeps an idle connection. */
  public get _keepAliveTimeoutMillis(): number | undefined {
    const { keepAliveTimeoutMillis, connectionTimeoutMillis } = this._options;
    return keepAliveTimeoutMillis ?? (this._protocol === 'AJP' ? undefined : connectionTimeoutMillis); // which HTTP takes instead
  }

  private commentOn({ keepAliveTimeoutMillis }: ConnectorPlan): string | undefined {
    return this._protocol === 'AJP' && keepAliveTimeoutMillis === MOMENT_MILLIS
      ? 'Idle connections end within a second, so that a stop soon has none left. Front ends must ping before each request.'
      : undefined;
  }

  private plannedAttributes({ secret, keepAliveTimeoutMillis }: ConnectorPlan): { [name: string]: XmlValue } {
    return {
      secret: secret?._text,
      secretRequired: this._secretRequired,
      connectionTimeout: this._options.connectionTimeoutMillis ?? AJP_CONNECTION_TIMEOUT_MILLIS,
      keepAliveTimeout: keepAliveTimeoutMillis,
    };
  }
}

/** Tomcat ignores a connector's own numbers of threads where it has an executor. */
function checkThreads({ executor, maxThreads, minSpareThreads }: ConnectorOptions): void {
  if (!executor || (maxThreads === undefined && minSpareThreads === undefined)) return;
  throw new ConfigError({
    code: 'EXECUTOR_AND_THREADS',
    path: '',
    got: `the executor ${executor.name} and ${maxThreads === undefined ? 'minSpareThreads' : 'maxThreads'} on one connector`,
    why: 'Tomcat ignores the number: the executor has its own',
    fix: 'say it to the executor, as in Executor.platform(name, { maxThreads: 400 }), or leave the executor out',
  });
}
