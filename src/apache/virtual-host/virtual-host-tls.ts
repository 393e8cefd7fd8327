import { SERVER_ROOT } from '../httpd-conf';
import { ConfigError } from '../../checks/config-error';
import { configFile, HostFile } from '../../host/host-file';
import { directive, HttpdDirective } from '../../text/httpd-directive';
import { PEM_BUNDLE, PEM_CERTIFICATE, PEM_KEY } from '../../tls/pem';
import { checkCertificate, TlsCertificate } from '../../tls/tls-certificate';
import { TlsProtocol } from '../../tls/tls-protocol';

/**
 * How a virtual host speaks TLS.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/mod_ssl.html
 */
export interface VirtualHostTls {
  /** What it proves its names with. */
  readonly certificate: TlsCertificate;
  /** The versions of TLS that clients may speak. @default - TLS 1.2 and 1.3 */
  readonly protocols?: TlsProtocol[];
  /** The ciphers of TLS 1.2, in OpenSSL's syntax. @default - those with forward secrecy and authenticated encryption, as Mozilla's intermediate */
  readonly ciphers?: string;
  /** Whether the server's order of ciphers wins over the client's. @default false */
  readonly honorCipherOrder?: boolean;
  /** Whether clients may use HTTP/2. @default true */
  readonly http2?: boolean;
  /**
   * Whether who asks over HTTP is sent to HTTPS with 308, whatever the method. The host itself is not, so that it can ask whether the
   * site serves. Without it the site answers over both.
   *
   * @default true
   */
  readonly redirectHttp?: boolean;
  /**
   * How long browsers keep to HTTPS after a visit (Strict-Transport-Security), in seconds; 0 has them forget it. It is sent over
   * HTTPS, also where a load balancer has ended that (`protocolHeader`), while HTTP is redirected.
   *
   * @default 31536000, a year, where visitors reach the front end at 80 and 443; nothing where HTTP is not redirected, or the ports are others, which
   *   browsers keep: they would speak TLS to the port of HTTP
   */
  readonly hstsMaxAgeSeconds?: number;
  /** Whether that is so for all names below this one as well; then it is said at whatever ports visitors come by. @default false */
  readonly hstsIncludeSubDomains?: boolean;
}

/** Mozilla's intermediate ciphers, without those of DHE, which no client of today needs and which cost the server most. */
const CIPHERS = ['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'CHACHA20-POLY1305']
  .flatMap((cipher) => [`ECDHE-ECDSA-${cipher}`, `ECDHE-RSA-${cipher}`]).join(':');
const YEAR = 31_536_000;

/** Refuses what httpd would not start with, or browsers not heed. */
export function checkVirtualHostTls(tls: VirtualHostTls, serverName: string, path: string): void {
  const refuse = (got: string, why: string, fix: string) => { throw new ConfigError({ code: 'VIRTUAL_HOST_TLS', path, got: `${got} of ${serverName}`, why, fix }); };
  checkCertificate(tls.certificate, `TLS of ${serverName}`);
  const { _source: source } = tls.certificate;
  const { protocols, ciphers, redirectHttp = true, hstsMaxAgeSeconds, hstsIncludeSubDomains } = tls;
  if (source.kind === 'keystore') refuse('a keystore of Java', 'httpd reads PEM', 'use TlsCertificate.pem() or pemSecrets()');
  if (source.kind === 'pem' && source.certificateKeyPassword) {
    refuse('an encrypted key', 'httpd would ask for the password at each start', 'use a key that is not encrypted and that only root and the group of httpd can read');
  }
  if (source.kind === 'pem' && source.certificateChainFile) {
    refuse('a certificateChainFile', 'httpd reads the certificates between the server\'s and the root from certificateFile', 'append them to certificateFile');
  }
  if (protocols?.length === 0) refuse('no protocols', 'no client could connect', 'leave protocols out');
  if (ciphers !== undefined && !/^[\w:+!@=-]+$/.test(ciphers)) {
    refuse(`the ciphers "${ciphers}"`, "they are in OpenSSL's syntax", 'write them as in ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256');
  }
  if (hstsMaxAgeSeconds !== undefined && (!Number.isInteger(hstsMaxAgeSeconds) || hstsMaxAgeSeconds < 0)) {
    refuse(`hstsMaxAgeSeconds ${hstsMaxAgeSeconds}`, 'it is a number of seconds', 'use a whole number, 0 to have browsers forget it');
  }
  if (!redirectHttp && (hstsMaxAgeSeconds || hstsIncludeSubDomains)) {
    refuse('Strict-Transport-Security without a redirect of HTTP', 'who comes over HTTP first never hears of it', 'leave redirectHttp out, or hstsMaxAgeSeconds and hstsIncludeSubDomains');
  }
}

/**
 * What has browsers keep to HTTPS.
 *
 * @param usualPorts Whether visitors come by 80 and 443.
 * @param condition For which answers it is said. None is for all.
 */
export function strictTransportSecurity(tls: VirtualHostTls, usualPorts: boolean, ...condition: string[]): HttpdDirective[] {
  const { redirectHttp = true, hstsMaxAgeSeconds, hstsIncludeSubDomains = false } = tls;
  const seconds = hstsMaxAgeSeconds ?? (redirectHttp && (usualPorts || hstsIncludeSubDomains) ? YEAR : undefined);
  if (seconds === undefined) return [];
  return [directive('Header', 'always', 'set', 'Strict-Transport-Security', `max-age=${seconds}${hstsIncludeSubDomains ? '; includeSubDomains' : ''}`, ...condition)];
}

/** Whether clients of a virtual host may use HTTP/2. */
export function speaksHttp2({ tls }: { readonly tls?: VirtualHostTls }): boolean {
  return tls !== undefined && (tls.http2 ?? true);
}

/** What the handshake takes. */
export function connectionDirectives(tls: VirtualHostTls, serverName: string): HttpdDirective[] {
  const { protocols = [TlsProtocol.V1_2, TlsProtocol.V1_3], ciphers = CIPHERS, honorCipherOrder = false, http2 = true } = tls;
  return [
    directive('SSLEngine', 'on'),
    ...certificateDirectives(tls.certificate, serverName),
    directive('SSLProtocol', '-all', ...protocols.map(({ name }) => `+${name}`)),
    directive('SSLCipherSuite', ciphers),
    directive('SSLHonorCipherOrder', honorCipherOrder ? 'on' : 'off'),
    directive('Protocols', ...(http2 ? ['h2'] : []), 'http/1.1'),
  ];
}

function certificateDirectives({ _source: source }: TlsCertificate, serverName: string): HttpdDirective[] {
  if (source.kind === 'pem') return [directive('SSLCertificateFile', source.certificateFile), directive('SSLCertificateKeyFile', source.certificateKeyFile)];
  if (source.kind !== 'written') return []; // mod_md has them
  return [
    directive('SSLCertificateFile', certificatePath(serverName)),
    ...(source.certificateKey ? [directive('SSLCertificateKeyFile', keyPath(serverName))] : []),
  ];
}

/** The certificates that the library writes. */
export function tlsFiles({ certificate: { _source: source } }: VirtualHostTls, serverName: string): HostFile[] {
  if (source.kind !== 'written') return [];
  const { certificate, certificateKey } = source;
  if (!certificateKey) return [configFile(certificatePath(serverName), certificate._text.constrained(PEM_BUNDLE))];
  return [
    configFile(certificatePath(serverName), certificate._text.constrained(PEM_CERTIFICATE)),
    configFile(keyPath(serverName), certificateKey._text.constrained(PEM_KEY)),
  ];
}

function certificatePath(serverName: string): string {
  return `${SERVER_ROOT}/conf/tls/${serverName}.crt`;
}

function keyPath(serverName: string): string {
  return `${SERVER_ROOT}/conf/tls/${serverName}.key`;
}
