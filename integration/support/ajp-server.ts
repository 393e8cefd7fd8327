import { createServer, Server, Socket } from 'node:net';
import { CPING, CPONG, END_RESPONSE, endOfText, FORWARD_REQUEST, FROM_SERVER, METHODS, number, packet, SEND_BODY, SEND_HEADERS, text, unpacked } from './ajp-messages';

export interface AjpRequest {
  readonly method: string;
  readonly path: string;
  /** The port that it says its visitor has asked for. */
  readonly port: number;
  /** Whether it says that he came by HTTPS. */
  readonly encrypted: boolean;
  /** The whole of it, in which the query is to be found. */
  readonly message: string;
}

/** What a Tomcat sends of an answer. */
export interface AjpAnswer {
  /** @default 200 */
  readonly status?: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string[];
  /** What it waits for before, in silence. @default - nothing */
  readonly after?: Promise<unknown>;
  /** Whether it dies then, with the answer unfinished. */
  readonly dies: boolean;
}

/** The AJP side of a Tomcat that can die at any byte of an answer, which a real one does too seldom to be tested. */
export class AjpServer {
  /** What was asked, oldest first. */
  public readonly requests: AjpRequest[] = [];
  /** Whether it takes connections and answers nothing, as a frozen process does. */
  public frozen = false;
  /** How many pings it leaves without an answer, as where packets are lost. */
  public deafTo = 0;
  /** Whether nobody can connect to it any more when it has died, until it listens again. */
  public staysDead = false;
  private readonly server: Server;

  public constructor(private readonly answer: (request: AjpRequest) => AjpAnswer) {
    this.server = createServer((socket) => this.serve(socket));
  }

  public get listens(): boolean {
    return this.server.listening;
  }

  /** Returns the port. */
  public async listen(address: string, port = 0): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(port, address, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    const bound = this.server.address();
    if (!bound || typeof bound === 'string') throw new Error('it listens on no port');
    return bound.port;
  }

  public close(): void {
    this.server.close();
  }

  private serve(socket: Socket): void {
    let received: Buffer = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (piece) => {
      const { messages, rest } = unpacked(Buffer.concat([received, piece]));
      received = rest;
      for (const message of messages) this.take(socket, message);
    });
  }

  private take(socket: Socket, message: Buffer): void {
    if (message[0] === CPING) this.pong(socket);
    if (message[0] !== FORWARD_REQUEST) return; // the rest are bodies of requests
    const protocolEnd = endOfText(message, 2);
    const pathEnd = endOfText(message, protocolEnd);
    const nameEnd = ['client', 'host of the client', 'name of the server'].reduce((end) => endOfText(message, end), pathEnd);
    const request = {
      method: METHODS[message[1]], path: message.toString('utf8', protocolEnd + 2, pathEnd - 1),
      port: message.readUInt16BE(nameEnd), encrypted: message[nameEnd + 2] === 1, message: message.toString(),
    };
    this.requests.push(request);
    const answer = this.answer(request);
    if (!this.frozen) void this.send(socket, answer);
  }

  private pong(socket: Socket): void {
    if (this.deafTo > 0) this.deafTo--;
    else if (!this.frozen) socket.write(packet(FROM_SERVER, Buffer.from([CPONG])));
  }

  private async send(socket: Socket, { status = 200, headers, body, dies, after }: AjpAnswer): Promise<void> {
    await after;
    socket.write(packet(FROM_SERVER, headersOf(status, headers)));
    for (const piece of body) socket.write(packet(FROM_SERVER, Buffer.concat([Buffer.from([SEND_BODY]), text(piece)])));
    if (dies && this.staysDead) this.close();
    if (dies) socket.end();
    else socket.write(packet(FROM_SERVER, Buffer.from([END_RESPONSE, 1])));
  }
}

function headersOf(status: number, headers: AjpAnswer['headers']): Buffer {
  const pairs = Object.entries(headers);
  return Buffer.concat([Buffer.from([SEND_HEADERS]), number(status), text(String(status)), number(pairs.length), ...pairs.flat().map(text)]);
}
