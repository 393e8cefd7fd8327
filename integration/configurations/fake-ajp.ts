import { createServer, Server, Socket } from 'node:net';

const PING = 10;
const FORWARD_REQUEST = 2;

/** What stands for a Tomcat where its death in the middle of an answer must come at one certain byte. */
export class FakeAjp {
  /** How many requests have come. */
  public requests = 0;
  private readonly server: Server;

  /** @param dies how many answers break off after the headers, before the others are whole */
  public constructor(private readonly port: number, private dies: number) {
    this.server = createServer((socket) => this.talk(socket));
  }

  public listen(): Promise<void> {
    return new Promise((resolve) => this.server.listen(this.port, '0.0.0.0', resolve));
  }

  public close(): void {
    this.server.close();
  }

  private talk(socket: Socket): void {
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined).on('data', (piece) => {
      received = Buffer.concat([received, piece]);
      while (received.length >= 4 && received.length >= 4 + received.readUInt16BE(2)) {
        const packet = received.subarray(4, 4 + received.readUInt16BE(2));
        received = received.subarray(4 + packet.length);
        if (packet[0] === PING) socket.write(message(9));
        if (packet[0] === FORWARD_REQUEST) this.answer(socket);
      }
    });
  }

  private answer(socket: Socket): void {
    this.requests += 1;
    const headers = message(4, 0, 200, 0, 2, ...Buffer.from('OK'), 0, 0, 0);
    if (this.dies > 0) {
      this.dies -= 1;
      socket.end(headers);
    } else {
      socket.write(Buffer.concat([headers, message(3, 0, 5, ...Buffer.from('whole'), 0), message(5, 1)]));
    }
  }
}

/** A packet from the Tomcat. */
function message(...bytes: number[]): Buffer {
  return Buffer.from([0x41, 0x42, bytes.length >> 8, bytes.length & 255, ...bytes]);
}
