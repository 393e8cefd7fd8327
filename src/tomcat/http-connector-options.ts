import { certificateElement } from './certificate-element';
import { ConnectorOptions } from './connector-options';
import { Limited } from '../checks/options/check-numbers';
import { XmlElement, XmlValue } from '../text/xml';
import { TlsCertificate } from '../tls/tls-certificate';
import { TlsProtocol } from '../tls/tls-protocol';

/** What an HTTP connector may say. */
export interface HttpConnectorOptions extends ConnectorOptions {
  /** How long a client may take to begin its request, in milliseconds; -1 is for ever. @default - Tomcat's own, 60000 */
  readonly connectionTimeoutMillis?: number;
  /** How long an idle connection is kept, in milliseconds; -1 is for ever. @default - as connectionTimeoutMillis */
  readonly keepAliveTimeoutMillis?: number;
  /** The most requests of one connection; 1 is no keep-alive, -1 no limit. @default - Tomcat's own, 100 */
  readonly maxKeepAliveRequests?: number;
  /** Whether responses are compressed. @default - Tomcat's own, false */
  readonly compression?: boolean;
  /** From which size on, in bytes. @default - Tomcat's own, 2048 */
  readonly compressionMinSizeBytes?: number;
  /** The media types that are compressed, such as `text/html`. @default - Tomcat's own: HTML, XML, text, CSS, JavaScript, JSON */
  readonly compressibleMimeType?: string[];
  /** The most bytes of a request's or a response's headers. @default - Tomcat's own, 8192 */
  readonly maxHttpHeaderSizeBytes?: number;
  /** Characters that a path may hold although RFC 7230 does not let it, of `"<>[\]^`{|}`. @default - none */
  readonly relaxedPathChars?: string;
  /** Characters that a query may hold although RFC 7230 does not let it, of `"<>[\]^`{|}`. @default - none */
  readonly relaxedQueryChars?: string;
  /** The Server header of responses. @default - none */
  readonly server?: string;
}

/** What an HTTPS connector may say. */
export interface HttpsConnectorOptions extends HttpConnectorOptions {
  /** What the server proves its name with. */
  readonly certificate: TlsCertificate;
  /** The versions of TLS that clients may speak. @default - TLS 1.2 and 1.3 */
  readonly protocols?: TlsProtocol[];
  /** The ciphers of TLS 1.2, in OpenSSL's syntax. @default - Tomcat's own */
  readonly ciphers?: string;
  /** Whether the server's order of ciphers wins over the client's. @default - Tomcat's own, false */
  readonly honorCipherOrder?: boolean;
  /** Whether clients may use HTTP/2. @default false */
  readonly http2?: boolean;
}

/** The numbers that only HTTP has, and what Tomcat takes for them. */
export function httpNumbers(options: HttpConnectorOptions): { [option: string]: Limited } {
  return {
    connectionTimeoutMillis: [options.connectionTimeoutMillis, -1],
    keepAliveTimeoutMillis: [options.keepAliveTimeoutMillis, -1],
    maxKeepAliveRequests: [options.maxKeepAliveRequests, -1],
    compressionMinSizeBytes: [options.compressionMinSizeBytes, -1],
    maxHttpHeaderSizeBytes: [options.maxHttpHeaderSizeBytes, 1],
  };
}

export function httpAttributes(options: HttpConnectorOptions): { [name: string]: XmlValue } {
  return {
    connectionTimeout: options.connectionTimeoutMillis,
    keepAliveTimeout: options.keepAliveTimeoutMillis,
    maxKeepAliveRequests: options.maxKeepAliveRequests,
    compression: options.compression === undefined ? undefined : options.compression ? 'on' : 'off',
    compressionMinSize: options.compressionMinSizeBytes,
    compressibleMimeType: options.compressibleMimeType?.join(','),
    maxHttpHeaderSize: options.maxHttpHeaderSizeBytes,
    relaxedPathChars: options.relaxedPathChars,
    relaxedQueryChars: options.relaxedQueryChars,
    server: options.server,
  };
}

export function tlsElements({ certificate, protocols = [TlsProtocol.V1_2, TlsProtocol.V1_3], ...options }: HttpsConnectorOptions): XmlElement[] {
  return [
    ...(options.http2 ? [{ name: 'UpgradeProtocol', attributes: { className: 'org.apache.coyote.http2.Http2Protocol' } }] : []),
    {
      name: 'SSLHostConfig',
      attributes: { protocols: protocols.map(({ name }) => name).join('+'), ciphers: options.ciphers, honorCipherOrder: options.honorCipherOrder },
      children: [certificateElement(certificate)],
    },
  ];
}
