import { execFile } from 'node:child_process';
import { connect } from 'node:net';

/** A TCP port of an address. */
export interface Socket {
  readonly address: string;
  readonly port: number;
}

/** What becomes of a connection: a refusal came from the host itself, so that nothing on the way stopped it. */
export type Fate = 'open' | 'refused' | 'dropped';

const PATIENCE_MS = 1500;

/** Tries sockets from within a container, all at once, and says what became of each. */
export async function tryFrom(container: string, sockets: Socket[]): Promise<Fate[]> {
  const program = `
import concurrent.futures, json, socket, sys
def fate(each):
    try:
        socket.create_connection((each['address'], each['port']), ${PATIENCE_MS / 1000}).close()
        return 'open'
    except ConnectionRefusedError:
        return 'refused'
    except OSError:
        return 'dropped'
with concurrent.futures.ThreadPoolExecutor(64) as pool:
    print(json.dumps(list(pool.map(fate, json.load(sys.stdin)))))`;
  return JSON.parse(await new Promise<string>((resolve, reject) => {
    const child = execFile('docker', ['exec', '-i', container, 'python3', '-c', program], { timeout: 120_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${container}: ${stderr || error.message}`));
      else resolve(stdout);
    });
    child.stdin?.end(JSON.stringify(sockets));
  })) as Fate[];
}

/** Tries a socket from an address of this machine. */
export async function tryFromHere({ address, port }: Socket, localAddress: string): Promise<Fate> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, localAddress, timeout: PATIENCE_MS });
    const end = (fate: Fate) => {
      socket.destroy();
      resolve(fate);
    };
    socket.on('connect', () => end('open')).on('timeout', () => end('dropped'));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => end(code === 'ECONNREFUSED' ? 'refused' : 'dropped'));
  });
}
