import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeCertificate } from './support/certificates';
import { kill, leftovers, logs, shell, start, untilHealthy } from './support/containers';
import { Deployment } from './support/deployment';
import { copyOfExample } from './support/example-copy';
import { repository } from './support/repository';
import { ask, askHttp2, handshake, Reply } from './support/tls-client';
import { writeArchive } from '../test/support/archive';

const STACK = 'it-tls';
const DEPLOY_MS = 1_500_000;
const [PORT, TLS_PORT] = [18310, 18311];
const SHOP = 'shop.example.com';
const API = 'api.example.com';
const SECRETS = ['ajp_secret', 'shop_crt', 'shop_key', 'api_pem'];
const [shop, api] = [madeCertificate(SHOP, 'www.example.com'), madeCertificate(API)];
const [WAS_1, WAS_2, WEB] = ['was-01-was-01', 'was-02-was-02', 'web-01-httpd'].map((service) => `${STACK}-${service}`);
const workspace = mkdtempSync(join(tmpdir(), 'it-tls-'));
let deployment: Deployment | undefined;

const JSPS: Record<string, string> = {
  'index.jsp': '<%@ page session="false" %><p>hello</p>',
  'seen.jsp': '<%@ page session="false" contentType="text/plain" %><%= request.isSecure() %> <%= request.getScheme() %> <%= request.getServerName() %> '
    + '<%= request.getServerPort() %> <%= request.getRemoteAddr() %>',
  'away.jsp': '<%@ page session="false" %><% response.sendRedirect("/index.jsp"); %>',
  'own.jsp': '<%@ page session="false" %><% response.setHeader("X-Frame-Options", "DENY"); response.setHeader("Referrer-Policy", "no-referrer"); '
    + 'response.sendError(404, "the application says so"); %>',
  'upload/take.jsp': '<%@ page session="false" contentType="text/plain" %><% int read = 0, n; byte[] bytes = new byte[8192]; '
    + 'java.io.InputStream in = request.getInputStream(); while ((n = in.read(bytes)) > 0) read += n; %><%= read %>',
  // The JVM of the container that is named ends in the middle of its answer.
  'dies.jsp': '<%@ page session="false" contentType="text/plain" %><% if (java.net.InetAddress.getLocalHost().getHostName().equals(request.getParameter("host"))) { '
    + 'Runtime.getRuntime().halt(1); } %>alive',
};

beforeAll(async () => {
  const probe = join(repository, 'data/session-probe');
  const war = writeArchive(join(workspace, 'shop.war'), {
    ...JSPS,
    'take.jsp': JSPS['upload/take.jsp'],
    'session.jsp': readFileSync(join(probe, 'session.jsp')),
    'long.txt': 'all work and no play '.repeat(500),
  });
  const app = copyOfExample('tls-front-end', STACK, [{ file: 'main.ts', from: "'tls-front-end'", to: `'${STACK}'` }]);
  deployment = new Deployment({
    stack: STACK,
    app,
    secrets: SECRETS,
    env: { SUBNET: '172.31.48.0/24', LOAD_BALANCERS: '172.31.48.1/32', WEB_PORT: String(PORT), TLS_PORT: String(TLS_PORT), WAR: war },
  });
  mkdirSync(deployment.directory, { recursive: true, mode: 0o700 });
  Object.entries({ shop_crt: shop.certificate, shop_key: shop.key, api_pem: api.key + api.certificate })
    .forEach(([name, value]) => writeFileSync(join(deployment!.directory, name), value, { mode: 0o600 }));
  await deployment.deploy();
  await untilHealthy([WAS_1, WAS_2, WEB], 180);
}, DEPLOY_MS);

afterAll(async () => {
  if (deployment?.exists) await deployment.destroy();
  rmSync(workspace, { recursive: true });
  expect(await leftovers(STACK)).toEqual([]);
}, DEPLOY_MS);

/** GET of the shop over TLS. */
function get(path: string, more: Partial<Parameters<typeof ask>[0]> = {}): Promise<Reply> {
  return ask({ port: TLS_PORT, site: SHOP, path, trusts: shop.certificate, ...more });
}

test('each name shows its own certificate, over HTTP/2 and TLS 1.3, and nothing older than TLS 1.2', async () => {
  expect(await handshake(TLS_PORT, SHOP)).toMatchObject({ names: `DNS:${SHOP}, DNS:www.example.com`, protocol: 'TLSv1.3', alpn: 'h2' });
  expect(await handshake(TLS_PORT, API)).toMatchObject({ names: `DNS:${API}`, protocol: 'TLSv1.3', alpn: 'h2' });
  await expect(handshake(TLS_PORT, SHOP, { max: 'TLSv1.1' })).rejects.toThrow(/alert protocol version/);
  expect(await askHttp2(TLS_PORT, SHOP, '/', shop.certificate)).toEqual({ status: 200, text: '<p>hello</p>' });
});

test('visitors who come over HTTP are sent to the published port for TLS, and then to nothing else', async () => {
  const sent = await ask({ port: PORT, site: SHOP, path: '/away.jsp?a=%3f' });
  expect([sent.status, sent.headers.location]).toEqual([308, `https://${SHOP}:${TLS_PORT}/away.jsp?a=%3f`]);
  expect((await get('/')).headers['strict-transport-security']).toBeUndefined(); // by these ports, which browsers would keep
  expect((await get('/', { site: API, trusts: api.certificate })).headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
});

test('the Tomcat sees HTTPS, the name and port that the visitor sees, and his address behind a load balancer', async () => {
  const host = `${SHOP}:${TLS_PORT}`;
  const seen = await get('/seen.jsp', { headers: { 'Host': host, 'X-Forwarded-For': '198.51.100.7' } });
  expect(seen.text.trim()).toBe(`true https ${SHOP} ${TLS_PORT} 198.51.100.7`);
  expect((await get('/away.jsp', { headers: { Host: host } })).headers.location).toMatch(new RegExp(`^(https://${host})?/index\\.jsp$`));
  expect(await logs(WEB)).toMatch(new RegExp(`^${SHOP} 198\\.51\\.100\\.7 - - .* "GET /seen\\.jsp HTTP/1\\.1" 200 `, 'm'));
});

test('a session goes on over TLS', async () => {
  const first = await get('/session.jsp');
  const [cookie] = first.headers['set-cookie']![0].split(';');
  expect(first.headers['set-cookie']![0]).toMatch(/;\s*Secure/i);
  expect(JSON.parse((await get('/session.jsp', { headers: { Cookie: cookie } })).text)).toMatchObject({ count: 2 });
});

test('the front end says what an application does not say itself, also in its errors, whose pages pass', async () => {
  expect((await get('/')).headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'content-security-policy': "frame-ancestors 'self'",
    'referrer-policy': 'strict-origin-when-cross-origin',
  });
  const own = await get('/own.jsp');
  expect(own.headers).toMatchObject({ 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' });
  expect([own.status, own.text]).toEqual([404, expect.stringContaining('HTTP Status 404')]);
});

test('texts are compressed for who takes them so', async () => {
  const zipped = await get('/long.txt', { headers: { 'Accept-Encoding': 'gzip' } });
  expect([zipped.headers['content-encoding'], zipped.headers.vary]).toEqual(['gzip', expect.stringContaining('Accept-Encoding')]);
  expect(zipped.text.length).toBeLessThan(1000);
  expect((await get('/long.txt')).headers['content-encoding']).toBeUndefined();
});

test('a request may bring as much as its path lets it, whether it says how much or not', async () => {
  const sent = (path: string, bytes: number, headers = {}) => get(path, { method: 'POST', body: Buffer.alloc(bytes, 'x'), headers });
  expect(await sent('/take.jsp', 9_000)).toMatchObject({ status: 200, text: '9000' });
  expect(await sent('/take.jsp', 20_000)).toMatchObject({ status: 413, text: '<h1>That is too much</h1>' });
  const answered = await sent('/take.jsp', 200_000, { 'Transfer-Encoding': 'chunked' }).then(({ status }) => String(status), (error: Error) => error.message);
  expect(answered).toMatch(/^413$|socket hang up|aborted|ECONNRESET/); // mod_jk has none of it answered
  expect(await sent('/upload/take.jsp', 200_000)).toMatchObject({ status: 200, text: '200000' });
  expect(await sent('/upload/take.jsp', 200_000, { 'Transfer-Encoding': 'chunked' })).toMatchObject({ status: 200, text: '200000' });
});

test('methods that a site does not have are refused before they reach a Tomcat', async () => {
  const status = async (method: string) => (await get('/seen.jsp', { site: API, trusts: api.certificate, method })).status;
  expect([await status('GET'), await status('POST'), await status('PATCH'), await status('OPTIONS')]).toEqual([200, 200, 403, 403]);
});

test('a site is closed while a file exists, and the front end stays healthy; the other site goes on', async () => {
  const file = `/srv/httpd/run/maintenance-${SHOP}`;
  await shell(WEB, `touch ${file}`, '33');
  const closed = await get('/session.jsp');
  expect([closed.status, closed.headers['retry-after'], closed.text]).toEqual([503, '300', '<h1>Closed for maintenance</h1>']);
  expect(await askHttp2(TLS_PORT, SHOP, '/', shop.certificate)).toEqual({ status: 503, text: '<h1>Closed for maintenance</h1>' });
  expect((await get('/', { site: API, trusts: api.certificate })).status).toBe(200);
  expect((await ask({ port: PORT, site: 'probe.example.net', path: '/-/health' })).status).toBe(200);
  await untilHealthy([WEB], 10);
  await shell(WEB, `rm ${file}`, '33');
  expect((await get('/')).status).toBe(200);
});

test.each([['POST', 502, '<h1>It broke off</h1>'], ['GET', 200, 'alive']])(
  'a %s whose Tomcat dies in the middle of its answer is answered with %i: %s', async (method, status, text) => {
    const first = await get('/session.jsp');
    const [cookie] = first.headers['set-cookie']![0].split(';');
    const host = cookie.endsWith('.shop-was-01') ? WAS_1 : WAS_2;
    const reply = await get(`/dies.jsp?host=${host}`, { method, headers: { Cookie: cookie } });
    expect([reply.status, reply.text.trim()]).toEqual([status, text]);
    await untilHealthy([WAS_1, WAS_2], 180);
  });

test('when no Tomcat is left, visitors see the page of the program', async () => {
  await Promise.all([WAS_1, WAS_2].map(kill));
  expect(await get('/')).toMatchObject({ status: 503, text: '<h1>Back soon</h1>' });
  expect((await get('/', { site: API, trusts: api.certificate })).text).not.toContain('Back soon');
  await Promise.all([WAS_1, WAS_2].map(start));
  await untilHealthy([WAS_1, WAS_2, WEB], 180);
});
