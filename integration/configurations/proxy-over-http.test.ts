import { createServer, IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import { AddressInfo, connect } from 'node:net';
import { Duplex } from 'node:stream';
import { ApacheProxyFrontend, ApacheProxyFrontendProps, DockerHosts, ExternalTomcats, ProxyProtocol, Route } from 'cdktf-tomcat-cluster';
import { httpdComplaints, HttpdOnMachine } from './httpd-on-machine';
import { checkedProgram, IMAGES } from './support';
import { ask } from '../support/tls-client';
import { until as waited } from '../support/until';

const SHOP = 'shop.example.com';

/** How the engine's machine comes to a container. */
const GATEWAY = '172.16.0.0/12';

let httpd: HttpdOnMachine;
let tomcat: Server;
let heard: IncomingHttpHeaders[];

beforeAll(async () => {
  httpd = await HttpdOnMachine.of(`${IMAGES}-proxy-over-http`);
});

afterAll(() => httpd?.remove());

beforeEach(() => {
  heard = [];
  tomcat = createServer(({ headers }, response) => {
    heard.push(headers);
    response.end('served');
  });
});

afterEach(() => {
  tomcat.closeAllConnections();
  tomcat.close();
});

/** Has httpd ask the Tomcat during `work`. */
async function serving(props: Partial<ApacheProxyFrontendProps>, work: () => Promise<void>): Promise<void> {
  const machine = await httpd.gateway();
  await new Promise<void>((resolve) => { tomcat.listen(0, machine, resolve); });
  const { port } = tomcat.address() as AddressInfo;
  const frontend = await checkedProgram((stack) => {
    const web = new ApacheProxyFrontend(stack, 'web', { ...props, host: new DockerHosts(stack, 'hosts').add('web-01'), balancer: { protocol: ProxyProtocol.HTTP } });
    web.addVirtualHost(SHOP, { routes: [Route.all(new ExternalTomcats(stack, 'tomcats', { members: [{ jvmRoute: 'f1', host: machine, port }] }))] });
    return web;
  });
  await httpd.prepare(frontend.files);
  expect(await httpd.configurationTest()).toBe('Syntax OK');
  expect(httpdComplaints(await httpd.started(work))).toEqual([]);
}

/** What the Tomcat hears of a request. */
async function hearing(headers: Record<string, string>): Promise<IncomingHttpHeaders> {
  expect(await ask({ port: httpd.port(80), site: SHOP, headers })).toMatchObject({ status: 200, text: 'served' });
  return heard.at(-1)!;
}

test('a Tomcat hears the address that a request comes from, and nothing of what the visitor says of it', () => serving({}, async () => {
  const machine = await httpd.gateway();
  for (const said of ['198.51.100.7', '10.0.0.9, 198.51.100.7']) {
    expect(await hearing({ 'X-Forwarded-For': said, 'X-Forwarded-Proto': 'https' })).toMatchObject({ 'x-forwarded-for': machine, 'x-forwarded-proto': 'http' });
  }
}));

test('a visitor cannot take out what a Tomcat hears of him', () => serving({
  remoteIp: { internalProxies: [GATEWAY], protocolHeader: 'X-Forwarded-Proto' },
}, async () => {
  const said = { 'Connection': 'close, X-Forwarded-Proto, x-forwarded-port, X-Forwarded-For', 'Host': `${SHOP}:8443`, 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '198.51.100.7' };
  expect(await hearing(said)).toMatchObject({ 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https', 'x-forwarded-port': '8443' });
}));

test('a Tomcat hears the port that the visitor asked for, and none where it follows from the scheme', () => serving({
  remoteIp: { internalProxies: [GATEWAY], protocolHeader: 'X-Forwarded-Proto' },
}, async () => {
  const port = async (headers: Record<string, string>) => (await hearing({ 'X-Forwarded-Port': '1234', ...headers }))['x-forwarded-port'];
  expect(await port({ Host: `${SHOP}:8081` })).toBe('8081');
  expect(await port({ 'Host': `${SHOP}:8443`, 'X-Forwarded-Proto': 'https' })).toBe('8443');
  expect(await port({ 'Host': SHOP, 'X-Forwarded-Proto': 'https' })).toBeUndefined();
}));

test('a load balancer that is believed names the visitor, and what he has said before it is left out', () => serving({
  remoteIp: { internalProxies: [GATEWAY], protocolHeader: 'X-Forwarded-Proto' },
}, async () => {
  expect(await hearing({ 'X-Forwarded-For': '192.0.2.1, 198.51.100.7', 'X-Forwarded-Proto': 'https' }))
    .toMatchObject({ 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https' });
}));

test('a connection that becomes a WebSocket carries what both ends say, as they say it', () => serving({}, async () => {
  tomcat.on('upgrade', ({ headers }: IncomingMessage, socket: Duplex) => {
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: ${headers.upgrade}\r\nConnection: Upgrade\r\n\r\n`);
    socket.on('data', (piece) => socket.write(`heard ${piece}`));
    socket.on('end', () => socket.end());
  });
  const visitor = connect(httpd.port(80), '127.0.0.1');
  let received = '';
  visitor.setEncoding('utf8').on('data', (piece: string) => { received += piece; });
  const until = (text: string) => waited(10, async () => received.includes(text) ? '' : `"${text}" after "${received}"`);
  try {
    visitor.write(`GET /chat HTTP/1.1\r\nHost: ${SHOP}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==\r\nSec-WebSocket-Version: 13\r\n\r\n`);
    await until('101 Switching Protocols');
    for (const word of ['one', 'two']) {
      visitor.write(word);
      await until(`heard ${word}`);
    }
  } finally {
    visitor.destroy();
  }
}));
