import { once } from 'node:events';
import { createConnection, Socket } from 'node:net';
import { END_RESPONSE, FORWARD_REQUEST, FROM_FRONT_END, METHODS, number, packet, SEND_BODY, SEND_HEADERS, text, unpacked } from './ajp-messages';

const PATIENCE_MS = 30_000;
const HOST_HEADER = 0xa00b;
const [SECRET, NO_MORE_ATTRIBUTES] = [0x0c, 0xff];
const CODED_HEADERS = ['Content-Type', 'Content-Language', 'Content-Length', 'Date', 'Last-Modified', 'Location', 'Set-Cookie'];

/** What came of an answer. */
export interface AjpAnswered {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  /** Whether Tomcat takes another request on the connection. */
  readonly reuse: boolean;
}

/** A connection to the AJP connector of a Tomcat, as a front end has it, over which a request can be sent in parts. */
export class AjpConnection {
  public static async to(address: string, port = 8009): Promise<AjpConnection> {
    const socket = createConnection(port, address);
    await once(socket, 'connect');
    return new AjpConnection(socket);
  }

  private messages: Buffer[] = [];
  private rest: Buffer = Buffer.alloc(0);
  private readonly ended: Promise<unknown>;

  private constructor(private readonly socket: Socket) {
    socket.on('error', () => socket.destroy());
    this.ended = new Promise((resolve) => socket.once('close', resolve));
    socket.on('data', (piece: Buffer) => {
      const { messages, rest } = unpacked(Buffer.concat([this.rest, piece]));
      this.messages.push(...messages);
      this.rest = rest;
      if (messages.length > 0) socket.emit('message');
    });
  }

  public send(part: Buffer): void {
    this.socket.write(part);
  }

  /** Waits for the whole answer to what was sent. */
  public async answer(): Promise<AjpAnswered> {
    while (!this.messages.some(([code]) => code === END_RESPONSE)) {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const more = await Promise.race([once(this.socket, 'message', { signal }).then(() => true), this.ended.then(() => false)]);
      if (!more) throw new Error('the Tomcat closed the connection before its answer was whole');
    }
    const end = this.messages.findIndex(([code]) => code === END_RESPONSE);
    const answer = this.messages.splice(0, end + 1);
    const headers = answer.find(([code]) => code === SEND_HEADERS);
    if (!headers) throw new Error('the answer has no headers');
    const body = answer.filter(([code]) => code === SEND_BODY).map((message) => message.toString('utf8', 3, 3 + message.readUInt16BE(1))).join('');
    return { status: headers.readUInt16BE(1), headers: headersOf(headers), body, reuse: answer[end][1] === 1 };
  }

  /** Waits until the Tomcat has closed it. */
  public async closed(): Promise<void> {
    await this.ended;
  }

  public close(): void {
    this.socket.destroy();
  }
}

/** A GET of a path, as a whole message. */
export function getRequest(path: string, host: string, secret: string): Buffer {
  return packet(FROM_FRONT_END, Buffer.concat([
    Buffer.from([FORWARD_REQUEST, METHODS.indexOf('GET')]),
    text('HTTP/1.1'), text(path), text('192.0.2.1'), text('visitor'), text(host), number(80), Buffer.from([0]),
    number(1), number(HOST_HEADER), text(host),
    Buffer.from([SECRET]), text(secret), Buffer.from([NO_MORE_ATTRIBUTES]),
  ]));
}

function headersOf(message: Buffer): Record<string, string> {
  let at = 3;
  const string = () => {
    const from = at + 2;
    at = from + message.readUInt16BE(at) + 1;
    return message.toString('utf8', from, at - 1);
  };
  const name = () => {
    if (message[at] !== 0xa0) return string();
    at += 2;
    return CODED_HEADERS[message[at - 1] - 1] ?? String(message[at - 1]);
  };
  string(); // what the status is called
  const count = message.readUInt16BE(at);
  at += 2;
  return Object.fromEntries(Array.from({ length: count }, () => [name(), string()]));
}
