import { execFile } from 'node:child_process';
import { createServer as createHttpServer, RequestListener, Server as HttpServer } from 'node:http';
import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';
import { promisify } from 'node:util';
import { memberCommand } from '../../src/apache/member-command';

const run = promisify(execFile);

/** A balancer-manager whose count of the requests of a stopped Tomcat stays at 1, and that Tomcat, with which somebody may be connected. */
let httpd: HttpServer;
let tomcat: Server;
let counted: number;

async function listening<T extends Server | HttpServer>(server: T): Promise<T> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function portOf(server: Server | HttpServer): number {
  return (server.address() as AddressInfo).port;
}

const manager: RequestListener = (_, response) => {
  const worker = `ajp://127.0.0.1:${portOf(tomcat)}`;
  response.end(`<tr>\n<td><a href="/-/members?b=shop-lb&amp;w=${worker}&amp;nonce=0d">${worker}</a></td><td>shop-was-01</td><td></td>`
    + `<td>1.00</td><td>0</td><td>Init Drn Stop Ok </td><td>2</td><td>${counted}</td><td>0</td><td>388 </td><td>  0 </td></tr>\n`);
};

function member(...said: string[]): Promise<{ stdout: string }> {
  return run('bash', ['-c', memberCommand('mod_proxy', portOf(httpd), ['shop-lb']).text.known!, 'member', ...said]);
}

beforeAll(async () => {
  tomcat = await listening(createServer({ allowHalfOpen: true }));
  httpd = await listening(createHttpServer(manager));
});

afterAll(() => [httpd, tomcat].forEach((server) => server.close()));

describe('wait, where httpd counts one request too many', () => {
  let connection: Socket;
  let accepted: Socket;

  beforeEach(async () => {
    counted = 1;
    connection = connect({ port: portOf(tomcat), host: '127.0.0.1', allowHalfOpen: true });
    [accepted] = await Promise.all([
      new Promise<Socket>((resolve) => tomcat.once('connection', resolve)),
      new Promise((resolve) => connection.once('connect', resolve)),
    ]);
  });

  afterEach(() => [connection, accepted].forEach((socket) => socket.destroy()));

  test('goes on while a connection to the Tomcat may have a request', async () => {
    await expect(member('wait', 'shop-was-01', '1')).rejects.toThrow('shop-was-01 still works at 1 requests');
  });

  test('ends once the Tomcat has closed its idle connections', async () => {
    const ended = new Promise((resolve) => connection.resume().once('end', resolve));
    accepted.end();
    await ended;
    expect(await member('wait', 'shop-was-01', '0')).toMatchObject({ stdout: 'shop-was-01 works at no request\n' });
  });
});

test('wait believes a count of none', async () => {
  counted = 0;
  expect(await member('wait', 'shop-was-01', '0')).toMatchObject({ stdout: 'shop-was-01 works at no request\n' });
});
