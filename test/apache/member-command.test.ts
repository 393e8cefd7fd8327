import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer, RequestListener } from 'node:http';
import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';
import { promisify } from 'node:util';
import { Failover } from '../../src/apache/failover';
import { memberCommand } from '../../src/apache/member-command';

const run = promisify(execFile);

/** Programs are run that look once a second, on a machine that may be busy. */
jest.setTimeout(30_000);

/** Answers as the balancer-manager of mod_proxy does, of one Tomcat that is stopped. */
let httpd: Server;
let tomcat: Server;
/** The requests that httpd counts. */
let counted: number;

/** Of this machine, and of no other test. */
const ADDRESS = '127.9.8.7';
const AJP_PORT = 8009;

async function listening(server: Server, address: string, port = 0): Promise<Server> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, address, resolve));
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

const manager: RequestListener = ({ headers }, response) => {
  // Any other name may be that of a site, and balancer-manager changes nothing where a page of another name led to it.
  const known = headers.host === 'unknown.invalid' && headers.referer === 'http://unknown.invalid/-/members';
  if (headers['x-member-command'] !== 'yes' || !known) response.statusCode = 403;
  const worker = `ajp://${ADDRESS}${portOf(tomcat) === AJP_PORT ? '' : `:${portOf(tomcat)}`}`; // as httpd writes it
  response.end(`<tr>\n<td><a href="/-/members?b=shop-lb&amp;w=${worker}&amp;nonce=0d">${worker}</a></td><td>shop-was-01</td><td></td>`
    + `<td>1.00</td><td>0</td><td>Init Drn Stop Ok </td><td>2</td><td>${counted}</td><td>0</td><td>388 </td><td>  0 </td></tr>\n`);
};

function member(...said: string[]): Promise<{ stdout: string }> {
  return run('bash', ['-c', memberCommand('mod_proxy', portOf(httpd), ['shop-lb'], Failover.standard()._times).text.known!, 'member', ...said]);
}

async function closed(server: Server): Promise<void> {
  await new Promise((resolve) => server.close(resolve));
}

beforeAll(async () => { httpd = await listening(createHttpServer(manager), '127.0.0.1'); });

afterAll(() => closed(httpd));

describe.each([['port 8009', AJP_PORT], ['another port', 0]])('wait for a Tomcat at %s', (_, port) => {
  let connection: Socket;
  let accepted: Socket;

  beforeEach(async () => {
    tomcat = await listening(createServer({ allowHalfOpen: true }), ADDRESS, port);
    connection = connect({ port: portOf(tomcat), host: ADDRESS, allowHalfOpen: true });
    [accepted] = await Promise.all([
      new Promise<Socket>((resolve) => tomcat.once('connection', resolve)),
      new Promise((resolve) => connection.once('connect', resolve)),
    ]);
  });

  afterEach(async () => {
    [connection, accepted].forEach((socket) => socket.destroy());
    await closed(tomcat);
  });

  test('goes on while a connection may have the request that httpd counts', async () => {
    counted = 1;
    await expect(member('wait', 'shop-was-01', '1')).rejects.toThrow('shop-was-01 still works at 1 requests');
  });

  test('ends once the Tomcat has closed its idle connections, whatever httpd counts', async () => {
    counted = 1;
    const ended = new Promise((resolve) => connection.resume().once('end', resolve));
    accepted.end();
    await ended;
    expect(await member('wait', 'shop-was-01', '0')).toMatchObject({ stdout: 'shop-was-01 works at no request\n' });
  });

  test('ends at once where httpd counts none', async () => {
    counted = 0;
    expect(await member('wait', 'shop-was-01', '0')).toMatchObject({ stdout: 'shop-was-01 works at no request\n' });
  });
});

describe('the watch of what mod_jk has taken out', () => {
  const failover = Failover.standard({ connectTimeoutMillis: 100, pingTimeoutMillis: 400, recoverTimeSeconds: 5 })._times;
  const CPONG = Buffer.from([0x41, 0x42, 0, 1, 9]);
  let alive: Server;
  let hangs: Server;

  /** As the status worker of mod_jk lists a balancer. */
  function balancer(name: string, good: number, ...rows: string[]): string {
    return [`worker.list=${name}`, `worker.${name}.recover_time=65`, `worker.${name}.good=${good}`, ...rows].map((line) => `${line}\r\n`).join('');
  }

  /** As it lists a member. */
  function row(name: string, port: number, state: string, secondsToRecover: number): string {
    const values = { host: 'elsewhere.invalid', port: 1, address: `127.0.0.1:${port}`, state, time_to_recover_min: secondsToRecover };
    return Object.entries(values).map(([key, value]) => `worker.${name}.${key}=${value}`).join('\r\n');
  }

  beforeEach(async () => {
    alive = await listening(createServer((socket) => socket.once('data', (ping) => socket.end(ping.equals(Buffer.from([0x12, 0x34, 0, 1, 10])) ? CPONG : ''))), '127.0.0.1');
    hangs = await listening(createServer((socket) => socket.resume().on('error', () => undefined)), '127.0.0.1');
  });

  afterEach(() => Promise.all([closed(alive), closed(hangs)]));

  test('has a Tomcat tried that answers again, and none that hangs, refuses, has just failed or is the last one, until httpd ends', async () => {
    const asked: string[] = [];
    const until = { twiceLooked: () => {} };
    const looked = new Promise<void>((resolve) => { until.twiceLooked = resolve; });
    const gone = await listening(createServer(), '127.0.0.1');
    const goneAt = portOf(gone);
    await closed(gone);
    const worker: RequestListener = ({ url = '', headers }, response) => {
      expect(headers).toMatchObject({ 'host': 'unknown.invalid', 'x-member-command': 'watch' });
      if (!url.includes('cmd=list')) {
        asked.push(url);
        response.end('worker.result.type=OK\r\n');
        return;
      }
      if (asked.length > 0) until.twiceLooked();
      const [aliveAt, hangsAt] = [portOf(alive), portOf(hangs)];
      response.end(balancer(
        'shop-lb', 1, row('again', aliveAt, asked.length > 0 ? 'OK' : 'ERR', 60), row('hangs', hangsAt, 'ERR', 3), row('gone', goneAt, 'ERR', 3),
        row('just-now', aliveAt, 'ERR', 61), row('serves', aliveAt, 'OK', 0), row('tried', aliveAt, 'ERR/REC', 0),
      ) + balancer('last-lb', 0, row('last', aliveAt, 'ERR', 3)));
    };
    const status = await listening(createHttpServer(worker), '127.0.0.1');
    const program = memberCommand('mod_jk', portOf(status), ['shop-lb'], failover).text.known!;
    const watch = spawn('bash', ['-c', program, 'member', 'watch'], { stdio: ['pipe', 'ignore', 'inherit'] });
    await looked;
    watch.stdin.end();
    const [code] = await once(watch, 'exit');
    await closed(status);
    expect({ code, asked }).toEqual({ code: 0, asked: ['/-/members?cmd=recover&mime=prop&w=shop-lb&sw=again'] });
  });
});
