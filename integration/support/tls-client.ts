import { connect as connectHttp2 } from 'node:http2';
import { IncomingHttpHeaders, IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { connect, SecureVersion, TLSSocket } from 'node:tls';

const PATIENCE_MS = 30_000;

/** What is asked of a port of 127.0.0.1. */
export interface Question {
  readonly port: number;
  /** The name that the server is asked by. */
  readonly site: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  /** Over TLS, and then with this certificate as the only one that is trusted. */
  readonly trusts?: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** One request on a connection of its own. Over TLS the certificate must be trusted and of the site's name. */
export async function ask({ port, site, path = '/', method = 'GET', headers = {}, body, trusts }: Question): Promise<Reply> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const options = { host: '127.0.0.1', port, path, method, headers: { Host: site, Connection: 'close', ...headers }, signal };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = trusts === undefined
      ? requestHttp(options, resolve) : requestHttps({ ...options, servername: site, ca: trusts, agent: false }, resolve);
    request.on('error', reject).end(body);
  });
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece);
  return { status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(pieces).toString('utf8') };
}

/** What a handshake agrees on. */
export interface Handshake {
  /** The names of the certificate, and whether it was trusted. */
  readonly names: string;
  readonly protocol: string | null;
  readonly alpn: string | false | null;
  readonly cipher: string;
}

/** A handshake by a name, or by none; whom the certificate is of is not looked at. */
export function handshake(port: number, servername: string | undefined, { max }: { max?: SecureVersion } = {}): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect({
      host: '127.0.0.1', port, servername, rejectUnauthorized: false, ALPNProtocols: ['h2', 'http/1.1'], maxVersion: max,
      // OpenSSL itself would refuse to offer what is too old.
      ...(max === 'TLSv1.1' ? { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } : {}),
    }, () => {
      resolve({
        names: socket.getPeerCertificate().subjectaltname ?? '',
        protocol: socket.getProtocol(),
        alpn: socket.alpnProtocol,
        cipher: socket.getCipher().standardName,
      });
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

/** GET over HTTP/2. */
export function askHttp2(port: number, site: string, path: string, trusts: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const session = connectHttp2(`https://127.0.0.1:${port}`, { ca: trusts, servername: site });
    session.on('error', reject).setTimeout(PATIENCE_MS, () => session.destroy(new Error('no answer')));
    const stream = session.request({ ':path': path, ':authority': site });
    let status = 0;
    let text = '';
    stream.on('response', (headers) => { status = Number(headers[':status']); });
    stream.setEncoding('utf8').on('data', (piece: string) => { text += piece; });
    stream.on('end', () => {
      session.close();
      resolve({ status, text });
    }).on('error', reject);
    stream.end();
  });
}
