import { execFile } from 'node:child_process';
import { createServer as createHttpServer, RequestListener } from 'node:http';
import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';
import { promisify } from 'node:util';
import { memberCommand } from '../../src/apache/member-command';

const run = promisify(execFile);

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
  if (headers['x-member-command'] !== 'yes') response.statusCode = 403;
  const worker = `ajp://${ADDRESS}${portOf(tomcat) === AJP_PORT ? '' : `:${portOf(tomcat)}`}`; // as httpd writes it
  response.end(`<tr>\n<td><a href="/-/members?b=shop-lb&amp;w=${worker}&amp;nonce=0d">${worker}</a></td><td>shop-was-01</td><td></td>`
    + `<td>1.00</td><td>0</td><td>Init Drn Stop Ok </td><td>2</td><td>${counted}</td><td>0</td><td>388 </td><td>  0 </td></tr>\n`);
};

function member(...said: string[]): Promise<{ stdout: string }> {
  return run('bash', ['-c', memberCommand('mod_proxy', portOf(httpd), ['shop-lb']).text.known!, 'member', ...said]);
}

beforeAll(async () => { httpd = await listening(createHttpServer(manager), '127.0.0.1'); });

afterAll(() => new Promise((resolve) => httpd.close(resolve)));

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
    await new Promise((resolve) => tomcat.close(resolve));
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
