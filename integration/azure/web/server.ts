import { createServer as createHttp, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { Socket } from 'node:net';
import { Refusal } from '../arm/refusal';

export interface Call {
  readonly method: string;
  /** The host that the caller named, without its port. */
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** The address of the caller. */
  readonly from: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  /** Sent as it is when it is a buffer, else as JSON. */
  readonly body?: unknown;
}

export type Handler = (call: Call) => Promise<Answer>;

export interface ServerOptions {
  readonly address: string;
  readonly port: number;
  readonly tls?: { readonly key: Buffer; readonly cert: Buffer };
  readonly handler: Handler;
  /** Hears of each request, in one line without a secret. */
  readonly log: (line: string) => void;
}

export interface Listener {
  close(): Promise<void>;
}

/** Serves until it is closed. */
export async function serve(options: ServerOptions): Promise<Listener> {
  const sockets = new Set<Socket>();
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, options).then(({ status, headers, body }) => {
      const raw = body === undefined || Buffer.isBuffer(body) ? body as Buffer | undefined : Buffer.from(JSON.stringify(body));
      const type = body === undefined || Buffer.isBuffer(body) ? {} : { 'Content-Type': 'application/json; charset=utf-8' };
      response.writeHead(status, { ...type, ...headers, 'Content-Length': raw?.length ?? 0 }).end(raw);
    }).catch(() => request.destroy());
  };
  const server: Server = options.tls ? createHttps(options.tls, listener) : createHttp(listener);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.address, resolve);
  });
  return {
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      sockets.forEach((socket) => socket.destroy());
    }),
  };
}

async function answer(request: IncomingMessage, { handler, log }: ServerOptions): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'https://lab');
  const path = decodeURIComponent(url.pathname).replace(/^\/{2,}/, '/');
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  const method = request.method ?? 'GET';
  const host = (request.headers.host ?? '').split(':')[0].toLowerCase();
  let result: Answer;
  try {
    result = await handler({
      method, host, path, query: url.searchParams, headers: request.headers, body: Buffer.concat(pieces), from: request.socket.remoteAddress ?? '',
    });
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, 'InternalServerError', (error as Error).message);
    result = { status: refusal.status, body: { error: { code: refusal.code, message: refusal.message } } };
  }
  log(`${method} ${host}${path} ${result.status}`);
  return result;
}
