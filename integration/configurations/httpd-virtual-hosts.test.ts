import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  ApacheFrontend, ApacheFrontendProps, ApacheJkFrontend, ApacheProxyFrontend, Checks, DockerHosts, ExternalTomcats, FrameAncestors, HttpdLogs, Route,
  Secret,
  TlsCertificate, TlsProtocol, VirtualHostOptions,
} from 'cdktf-tomcat-cluster';
import { HTTPD_USER, httpdComplaints, HttpdOnMachine } from './httpd-on-machine';
import { directivesOf, KNOWN_MODULES, placeOf } from '../../src/apache/virtual-host/directive-modules';
import { checkedProgram, IMAGES, withSecrets } from './support';
import { AjpServer } from '../support/ajp-server';
import { madeCertificate } from '../support/certificates';
import { docker, shell } from '../support/containers';
import { ask, askHttp2, handshake } from '../support/tls-client';
import { until } from '../support/until';

const SHOP = 'shop.example.com';
const NEWS = 'news.example.com';
const [shop, news] = [madeCertificate(SHOP, 'www.example.com', '*.shop.example.com'), madeCertificate(NEWS)];
const SECRETS = { shop_crt: shop.certificate, shop_key: shop.key, news_pem: `${news.key}${news.certificate}` };

/** How the engine's machine comes to a container. */
const ENGINE = '172.16.0.0/12';

type Mechanism = typeof ApacheJkFrontend | typeof ApacheProxyFrontend;

/** A front end before Tomcats that are not there: what it answers is its own. */
class Program {
  public readonly route: Route;

  public constructor(private readonly stack: TerraformStack, private readonly mechanism: Mechanism = ApacheJkFrontend) {
    this.route = Route.all(new ExternalTomcats(stack, 'nobody', { members: [{ jvmRoute: 'n1', host: '127.0.0.1', port: 9 }] }));
  }

  public frontend(props: Omit<ApacheFrontendProps, 'host'> = {}): ApacheFrontend {
    const hosts = new DockerHosts(this.stack, 'hosts', { subnet: '172.31.44.0/24' });
    return new this.mechanism(this.stack, 'web', { ...props, host: hosts.add('web-01') });
  }

  public secret(name: keyof typeof SECRETS): Secret {
    return Secret.fromVariable(new TerraformVariable(this.stack, name, { type: 'string', sensitive: true }));
  }

  public get certificate(): TlsCertificate {
    return TlsCertificate.pemSecrets(this.secret('shop_crt'), this.secret('shop_key'));
  }
}

/** How long it may take a front end to find out by itself that no Tomcat can be reached. */
const KNOWN_S = 10;

/** What does not happen cannot be awaited: httpd would have read its files again by then, for which it looks once a second at least. */
const TAKEN_MS = 2500;

let httpd: HttpdOnMachine;

beforeAll(async () => {
  httpd = await HttpdOnMachine.of(`${IMAGES}-virtual-hosts`, [80, 443]);
});

afterAll(() => httpd?.remove());

type Declare = (program: Program) => ApacheFrontend;

/** Has httpd run a program's front end during `work`, which must not complain of it. */
async function serving(declare: Declare, work: () => Promise<void>, mechanism?: Mechanism): Promise<void> {
  const frontend = await checkedProgram((stack) => declare(new Program(stack, mechanism)));
  await httpd.prepare(withSecrets(frontend.files, SECRETS));
  expect(await httpd.configurationTest()).toBe('Syntax OK');
  expect(httpdComplaints(await httpd.started(work))).toEqual([]);
}

/** A program of one site. */
function site(options: (program: Program) => Omit<VirtualHostOptions, 'routes'>, props: Omit<ApacheFrontendProps, 'host'> = {}): Declare {
  return (program) => {
    const frontend = program.frontend(props);
    frontend.addVirtualHost(SHOP, { routes: [program.route], ...options(program) });
    return frontend;
  };
}

const twoSites: Declare = (program) => {
  const frontend = program.frontend();
  frontend.addVirtualHost(SHOP, { routes: [program.route], serverAliases: ['www.example.com', '*.shop.example.com'], tls: { certificate: program.certificate } });
  frontend.addVirtualHost(NEWS, {
    routes: [program.route],
    tls: { certificate: TlsCertificate.pemBundle(program.secret('news_pem')), protocols: [TlsProtocol.V1_3], http2: false, redirectHttp: false },
  });
  frontend.addVirtualHost('plain.example.com', { routes: [program.route] });
  return frontend;
};

describe.each([['mod_jk', ApacheJkFrontend], ['mod_proxy', ApacheProxyFrontend]] as [string, Mechanism][])('with %s', (_, mechanism) => {
  test('each name shows its certificate, in the versions of TLS that it has, and unknown names are refused', () => serving(twoSites, async () => {
    const port = httpd.port(443);
    expect(await handshake(port, SHOP)).toMatchObject({ names: expect.stringContaining(`DNS:${SHOP}`), protocol: 'TLSv1.3', alpn: 'h2' });
    expect(await handshake(port, 'www.example.com')).toMatchObject({ names: expect.stringContaining(`DNS:${SHOP}`) });
    expect(await handshake(port, NEWS)).toMatchObject({ names: `DNS:${NEWS}`, alpn: 'http/1.1' });
    expect(await handshake(port, SHOP, { max: 'TLSv1.2' })).toMatchObject({ protocol: 'TLSv1.2', cipher: expect.stringMatching(/^TLS_ECDHE_ECDSA_WITH_.*(GCM|POLY1305)/) });
    await expect(handshake(port, SHOP, { max: 'TLSv1.1' })).rejects.toThrow(/alert protocol version/);
    await expect(handshake(port, NEWS, { max: 'TLSv1.2' })).rejects.toThrow(/alert protocol version/);
    expect(await handshake(port, undefined)).toMatchObject({ names: expect.stringContaining(`DNS:${SHOP}`) });
    expect((await ask({ port, site: SHOP, headers: { Host: 'unknown.example.net' }, trusts: shop.certificate })).status).toBe(403);
    expect((await ask({ port, site: NEWS, trusts: news.certificate })).status).toBe(503); // of the balancer: there is no Tomcat
    expect(await askHttp2(port, SHOP, '/', shop.certificate)).toMatchObject({ status: 503 });
  }, mechanism));

  test('HTTP is redirected to HTTPS by the same name and for the same path, and Strict-Transport-Security is said over HTTPS alone', () => serving(twoSites, async () => {
    const http = { port: httpd.port(80), site: SHOP };
    const location = async (question: object) => {
      const { status, headers } = await ask({ ...http, ...question });
      return `${status} ${headers.location}`;
    };
    expect(await location({})).toBe(`308 https://${SHOP}/`);
    expect(await location({ path: '/a%20b/%2e%3f;v=1?q=a%26b&r=%3f', method: 'POST', body: 'x' })).toBe(`308 https://${SHOP}/a%20b/%2e%3f;v=1?q=a%26b&r=%3f`);
    expect(await location({ site: 'eu.shop.example.com:80', path: '/x?y' })).toBe('308 https://eu.shop.example.com/x?y');
    expect(await location({ path: 'http://www.example.com/x', site: 'www.example.com' })).toBe('308 https://www.example.com/x');
    expect((await ask(http)).headers).not.toHaveProperty('strict-transport-security');
    expect((await ask({ port: httpd.port(443), site: SHOP, trusts: shop.certificate })).headers['strict-transport-security']).toBe('max-age=31536000');
    expect((await ask({ port: httpd.port(443), site: NEWS, trusts: news.certificate })).headers).not.toHaveProperty('strict-transport-security');
    for (const name of [NEWS, 'plain.example.com']) expect((await ask({ ...http, site: name })).status).toBe(503);
    // The host itself asks whether a site serves.
    const local = "exec 3<>/dev/tcp/127.0.0.1/80 && printf 'GET / HTTP/1.0\\r\\nHost: shop.example.com\\r\\n\\r\\n' >&3 && head -1 <&3";
    expect(await docker('exec', httpd.container, 'bash', '-c', local)).toContain('503');
  }, mechanism));

  test('an error of httpd has the page of the program, and nobody reads the page by itself', () => serving(site(() => ({
    errorPages: { 503: '<h1>Bäck söon</h1> "${HOME}" %{HTTP_HOST}\n', 413: 'too much' }, requestLimits: [{ limitRequestBodyBytes: 10 }],
  })), async () => {
    const http = { port: httpd.port(80), site: SHOP };
    const page = [503, 'text/html; charset=utf-8', '<h1>Bäck söon</h1> "${HOME}" %{HTTP_HOST}\n'];
    const reply = async (method: string) => {
      const { status, headers, text } = await ask({ ...http, path: '/any?q', method });
      return [status, headers['content-type'], text];
    };
    expect(await reply('POST')).toEqual(page);
    // Before mod_proxy knows that nobody is there, it asks twice, and says so in its own words.
    await until(KNOWN_S, async () => `${await reply('GET')}` === `${page}` ? '' : 'the page');
    expect(await reply('GET')).toEqual(page);
    expect((await ask({ ...http, path: '/.page/503.html' })).text).not.toContain('Bäck');
  }, mechanism));

  test('a site is closed while a file exists, but to the host itself', () => serving(site(() => ({ maintenance: { page: '<p>Closed</p>', retryAfterSeconds: 120 } })), async () => {
    const http = { port: httpd.port(80), site: SHOP };
    const file = `/srv/httpd/run/maintenance-${SHOP}`;
    const open = await ask(http);
    expect([open.status, open.headers['retry-after']]).toEqual([503, undefined]);
    await shell(httpd.container, `touch ${file}`);
    for (const method of ['GET', 'POST']) {
      const closed = await ask({ ...http, path: '/any?q', method });
      expect([closed.status, closed.headers['retry-after'], closed.text]).toEqual([503, '120', '<p>Closed</p>']);
    }
    await shell(httpd.container, `rm ${file}`);
    expect((await ask(http)).headers['retry-after']).toBeUndefined();
  }, mechanism));

  test('a closed site says so over HTTP too, by the page of the program, where it is redirected otherwise', () => serving(site((program) => ({
    tls: { certificate: program.certificate }, maintenance: { page: '<p>Closed</p>' },
  })), async () => {
    const file = `/srv/httpd/run/maintenance-${SHOP}`;
    const [http, https] = [{ port: httpd.port(80), site: SHOP }, { port: httpd.port(443), site: SHOP, trusts: shop.certificate }];
    await shell(httpd.container, `touch ${file}`);
    for (const question of [http, https]) {
      const { status, headers, text } = await ask({ ...question, path: '/any?q' });
      expect([status, headers.location, headers['retry-after'], text]).toEqual([503, undefined, '300', '<p>Closed</p>']);
    }
    await shell(httpd.container, `rm ${file}`);
    expect((await ask(http)).status).toBe(308);
  }, mechanism));

  test('a wildcard of one site takes no requests of another', () => serving((program) => {
    const frontend = program.frontend();
    const calledIn = (header: string) => ({ routes: [program.route], extraDirectives: [{ name: 'Header', arguments: ['always', 'set', 'X-Site', header] }] });
    frontend.addVirtualHost('www.example.com', { ...calledIn('www'), serverAliases: ['*.example.com'] });
    frontend.addVirtualHost('shop.example.com', calledIn('shop'));
    frontend.addVirtualHost('eu.example.com', { ...calledIn('eu'), serverAliases: ['*.eu.example.com'] });
    return frontend;
  }, async () => {
    const answering = async (name: string) => (await ask({ port: httpd.port(80), site: name })).headers['x-site'];
    const names = ['www.example.com', 'any.example.com', 'shop.example.com', 'eu.example.com', 'news.eu.example.com'];
    expect(await Promise.all(names.map(answering))).toEqual(['www', 'www', 'shop', 'eu', 'eu']);
  }, mechanism));

  test('the host takes Tomcats out and back, whatever names a site has', () => serving(site(() => ({ serverAliases: ['127.0.0.1', '*.invalid'] })), async () => {
    const member = (said: string) => shell(httpd.container, `bash /srv/httpd/bin/member ${said}`, HTTPD_USER);
    expect(await member('list')).toBe('n1 active 0');
    expect(await member('stop n1')).toBe('n1 is stopped');
    expect(await member('list')).toBe('n1 stopped 0');
    expect(await member('activate n1')).toBe('n1 is active');
  }, mechanism));

  test('what a section says is so before a Tomcat is asked, and has the modules that it needs', () => serving(site(() => ({
    extraDirectives: [
      { name: 'AddType', arguments: ['image/avif', '.avif'] },
      { name: 'Location', arguments: ['/admin'], children: [
        { name: 'AuthType', arguments: ['Basic'] },
        { name: 'AuthName', arguments: ['the shop'] },
        { name: 'AuthUserFile', arguments: ['/tmp/users'] },
        { name: 'Require', arguments: ['valid-user'] },
      ] },
      { name: 'Location', arguments: ['/'], children: [{ name: 'Redirect', arguments: ['301', '/old', 'https://example.net/new'] }] },
      { name: 'Location', arguments: ['/text'], children: [{ name: 'SetOutputFilter', arguments: ['INFLATE;SUBSTITUTE;DEFLATE'] }] },
    ],
  }), { logs: HttpdLogs.output({ logLevel: 'warn ssl:debug' }) }), async () => {
    await shell(httpd.container, `echo 'visitor:{SHA}${createHash('sha1').update('a password').digest('base64')}' > /tmp/users`);
    const question = { port: httpd.port(80), site: SHOP };
    const authorization = `Basic ${Buffer.from('visitor:a password').toString('base64')}`;
    expect((await ask({ ...question, path: '/admin' })).status).toBe(401);
    expect((await ask({ ...question, path: '/admin', headers: { Authorization: authorization } })).status).toBe(503); // there is no Tomcat
    expect(await ask({ ...question, path: '/old/page' })).toMatchObject({ status: 301, headers: { location: 'https://example.net/new/page' } });
    expect((await ask({ ...question, path: '/text' })).status).toBe(503);
  }, mechanism));
});

describe('a page for 502', () => {
  const page = '<h1>It broke off</h1>';
  /** What a request is answered with whose Tomcat breaks off the first time, after the headers, and how often that was asked. */
  async function answered(method: string): Promise<unknown[]> {
    const tomcat: AjpServer = new AjpServer(() => {
      const dies = tomcat.requests.length === 1;
      return { headers: {}, body: dies ? [] : ['whole'], dies };
    });
    const machine = await httpd.gateway();
    const port = await tomcat.listen(machine);
    try {
      let reply: unknown[] = [];
      const frontend = await checkedProgram((stack) => {
        const tomcats = new ExternalTomcats(stack, 'tomcats', { members: [{ jvmRoute: 'f1', host: machine, port }] });
        const web = new ApacheJkFrontend(stack, 'web', { host: new DockerHosts(stack, 'hosts').add('web-01') });
        web.addVirtualHost(SHOP, { routes: [Route.all(tomcats)], errorPages: { 502: page } });
        return web;
      });
      await httpd.prepare(frontend.files);
      await httpd.started(async () => {
        const { status, text } = await ask({ port: httpd.port(80), site: SHOP, method });
        reply = [status, text, tomcat.requests.length];
      });
      return reply;
    } finally {
      tomcat.close();
    }
  }

  test('is for a POST', async () => {
    expect(await answered('POST')).toEqual([502, page, 1]);
  });

  test('does not keep a GET from being asked for again', async () => {
    expect(await answered('GET')).toEqual([200, 'whole', 2]);
  });
});

/** Has httpd serve a site of one Tomcat during `work`. */
async function servingOne(
  Mechanism: Mechanism, tomcat: AjpServer, options: Omit<VirtualHostOptions, 'routes'>, work: () => Promise<void>, props: Omit<ApacheFrontendProps, 'host'> = {},
): Promise<void> {
  const machine = await httpd.gateway();
  try {
    const port = await tomcat.listen(machine);
    const frontend = await checkedProgram((stack) => {
      const web = new Mechanism(stack, 'web', { ...props, host: new DockerHosts(stack, 'hosts').add('web-01') });
      web.addVirtualHost(SHOP, { ...options, routes: [Route.all(new ExternalTomcats(stack, 'tomcats', { members: [{ jvmRoute: 'f1', host: machine, port }] }))] });
      return web;
    });
    await httpd.prepare(frontend.files);
    expect(await httpd.configurationTest()).toBe('Syntax OK');
    await httpd.started(work);
  } finally {
    tomcat.close();
  }
}

test.each<[string, Mechanism]>([['mod_jk', ApacheJkFrontend], ['mod_proxy', ApacheProxyFrontend]])('with %s who may not see a site is shown its page for that', async (_, Mechanism) => {
  const tomcat = new AjpServer(() => ({ headers: {}, body: ['whole'], dies: false }));
  const children = [{ name: 'Require', arguments: ['expr', "%{HTTP:X-Staff} == 'yes'"] }];
  await servingOne(Mechanism, tomcat, { errorPages: { 403: 'not so' }, extraDirectives: [{ name: 'Location', arguments: ['/'], children }] }, async () => {
    const asked = async (path: string) => {
      const { status, text } = await ask({ port: httpd.port(80), site: SHOP, path });
      return [status, text];
    };
    expect(await asked('/')).toEqual([403, 'not so']);
    expect(await asked('/.page/403.html')).toEqual([403, 'not so']);
    expect(tomcat.requests).toEqual([]);
  });
});

test.each<[string, Mechanism]>([['mod_jk', ApacheJkFrontend], ['mod_proxy', ApacheProxyFrontend]])('with %s a Tomcat knows the tag of its own answer again that httpd has compressed', async (_, Mechanism) => {
  const tomcat = new AjpServer(() => ({ headers: { 'Content-Type': 'text/css', 'ETag': 'W/"12-34"' }, body: ['body {} '.repeat(200)], dies: false }));
  await servingOne(Mechanism, tomcat, { compression: true }, async () => {
    const asked = (headers: Record<string, string>) => ask({ port: httpd.port(80), site: SHOP, path: '/a.css', headers: { 'Accept-Encoding': 'gzip', ...headers } });
    const { headers: { etag = '', 'content-encoding': encoding } } = await asked({});
    expect(encoding).toBe('gzip');
    await asked({ 'If-None-Match': etag });
    expect(tomcat.requests.at(-1)?.message).toContain('W/"12-34"\0');
  });
});

test.each<[string, Mechanism]>([['mod_jk', ApacheJkFrontend], ['mod_proxy', ApacheProxyFrontend]])('with %s no parameter of a path gets a request round what is said of it', async (_, Mechanism) => {
  const [tomcat, reports] = ['all', 'reports'].map((name) => new AjpServer(() => ({ headers: { 'Content-Type': 'text/plain' }, body: [name], dies: false })));
  const machine = await httpd.gateway();
  try {
    const ports = await Promise.all([tomcat, reports].map((server) => server.listen(machine)));
    const frontend = await checkedProgram((stack) => {
      const [all, own] = ['all', 'reports'].map((name, index) => new ExternalTomcats(stack, name, { members: [{ jvmRoute: name, host: machine, port: ports[index] }] }));
      const web = new Mechanism(stack, 'web', {
        host: new DockerHosts(stack, 'hosts').add('web-01'), logs: HttpdLogs.output({ accessFormat: '%v %h %l %u %t "%r" %>s %b %I %O' }),
      });
      web.addVirtualHost(SHOP, {
        routes: [Route.all(all), Route.path('/reports', own)],
        requestLimits: [{ path: '/api', methods: ['GET'] }],
        extraDirectives: [
          { name: 'LogLevel', arguments: ['info', 'ssl:debug'] },
          { name: 'Location', arguments: ['/admin'], children: [{ name: 'Require', arguments: ['ip', '192.0.2.1'] }] },
        ],
      });
      return web;
    });
    await httpd.prepare(frontend.files);
    expect(await httpd.configurationTest()).toBe('Syntax OK');
    await httpd.started(async () => {
      const answer = async (line: string) => {
        const [method, path] = line.split(' ');
        const { status, text } = await ask({ port: httpd.port(80), site: SHOP, method, path });
        return [line, status, status === 200 ? text : ''];
      };
      const refused = [
        'GET /admin', 'GET /admin/users', 'GET /admin;x', 'GET /admin;x/users', 'GET /;x/admin', 'GET /x/..;/admin', 'GET /x/..;y/admin',
        'GET /admin;jsessionid=1.all', 'POST /api', 'POST /api;x', 'POST /api;x/orders', 'POST /x/..;/api', 'POST /;/api', 'POST /.;/api', 'POST /x/..;y/api/orders',
      ];
      expect(await Promise.all(refused.map(answer))).toEqual(refused.map((line) => [line, 403, '']));
      const served = ['GET /', 'GET /page;jsessionid=1.all', 'GET /administrators', 'GET /api;jsessionid=1.all', 'GET /api/orders;jsessionid=1.all'];
      expect(await answer('GET /a/.;/../admin')).toEqual(['GET /a/.;/../admin', 200, 'all']);
      expect(tomcat.requests.map(({ path }) => path)).toEqual(['/a/admin']); // as httpd reads it
      expect(await Promise.all(served.map(answer))).toEqual(served.map((line) => [line, 200, 'all']));
      const others = ['GET /reports', 'GET /reports;jsessionid=1.reports', 'GET /reports/1;jsessionid=1.reports'];
      expect(await Promise.all(others.map(answer))).toEqual(others.map((line) => [line, 200, 'reports']));
    });
  } finally {
    for (const server of [tomcat, reports]) server.close();
  }
});

test.each<[string, Mechanism]>([['mod_jk', ApacheJkFrontend], ['mod_proxy', ApacheProxyFrontend]])('with %s a long request keeps nobody waiting when httpd reads its files again', async (_, Mechanism) => {
  let end = () => {};
  const ended = new Promise<void>((resolve) => { end = resolve; });
  const tomcat = new AjpServer(({ path }) => ({ headers: {}, body: ['whole'], dies: false, after: path === '/long' ? ended : undefined }));
  const machine = await httpd.gateway();
  try {
    const port = await tomcat.listen(machine);
    const frontend = await checkedProgram((stack) => {
      const web = new Mechanism(stack, 'web', { host: new DockerHosts(stack, 'hosts').add('web-01') });
      web.addVirtualHost(SHOP, { routes: [Route.all(new ExternalTomcats(stack, 'tomcats', { members: [{ jvmRoute: 'f1', host: machine, port }] }))] });
      return web;
    });
    await httpd.prepare(frontend.files);
    await httpd.started(async () => {
      const asked = (path: string, method = 'GET') => ask({ port: httpd.port(80), site: SHOP, path, method });
      const before = asked('/long', 'POST');
      await until(5, async () => tomcat.requests.length > 0 ? '' : 'the long request');
      for (const times of [2, 3]) {
        await shell(httpd.container, 'kill -USR1 $(cat /tmp/pid)', HTTPD_USER);
        await until(5, async () => (await httpd.log()).split('resuming normal operations').length > times ? '' : 'httpd to have read its files');
        const quickly = await Promise.race([asked('/'), pause(2000)]);
        expect(quickly).toMatchObject({ status: 200 });
      }
      expect(await Promise.race([before, Promise.resolve('unfinished')])).toBe('unfinished');
      end();
      expect(await before).toMatchObject({ status: 200, text: 'whole' });
    });
  } finally {
    tomcat.close();
  }
});

test('with mod_proxy no parameter gets a request round the end of an expression, a name with wildcards, or what a route does not pass', async () => {
  const [tomcat, pages] = ['all', 'pages'].map((name) => new AjpServer(() => ({ headers: { 'Content-Type': 'text/plain' }, body: [name], dies: false })));
  const machine = await httpd.gateway();
  try {
    const ports = await Promise.all([tomcat, pages].map((server) => server.listen(machine)));
    const frontend = await checkedProgram((stack) => {
      const [all, own] = ['all', 'pages'].map((name, index) => new ExternalTomcats(stack, name, { members: [{ jvmRoute: name, host: machine, port: ports[index] }] }));
      const web = new ApacheProxyFrontend(stack, 'web', { host: new DockerHosts(stack, 'hosts').add('web-01') });
      const children = [{ name: 'Require', arguments: ['ip', '192.0.2.1'] }];
      web.addVirtualHost(SHOP, {
        routes: [Route.all(all), Route.path('/pages', own, { only: ['/api'] })],
        extraDirectives: [
          { name: 'LocationMatch', arguments: ['^/admin(/|$)'], children },
          { name: 'Location', arguments: ['~', '[.]pdf$'], children },
          { name: 'Location', arguments: ['/*/secret'], children },
          { name: 'Location', arguments: ['/a+b c'], children },
        ],
      });
      return web;
    });
    await httpd.prepare(frontend.files);
    expect(await httpd.configurationTest()).toBe('Syntax OK');
    await httpd.started(async () => {
      const answer = async (path: string) => {
        const { status, text } = await ask({ port: httpd.port(80), site: SHOP, method: 'GET', path });
        return [path, status, status === 200 ? text : ''];
      };
      const refused = [
        '/admin', '/admin/users', '/admin;x', '/admin;x/users', '/a.pdf', '/a.pdf;jsessionid=1.all', '/shop/secret', '/shop/secret;x', '/a+b%20c', '/a+b%20c;x', '/a+b%20c/d',
      ];
      expect(await Promise.all(refused.map(answer))).toEqual(refused.map((path) => [path, 403, '']));
      const kept = ['/pages', '/pages/x', '/pages;x', '/pages/x;jsessionid=1.all'];
      expect((await Promise.all(kept.map(answer))).filter(([, status]) => status === 200)).toEqual([]);
      expect([...tomcat.requests, ...pages.requests]).toEqual([]);
      const served = ['/administrators', '/admin2;x', '/secret', '/shop/secrets;jsessionid=1.all', '/a.pdfs'];
      expect(await Promise.all(served.map(answer))).toEqual(served.map((path) => [path, 200, 'all']));
      expect(await answer('/pages/api;jsessionid=1.pages')).toEqual(['/pages/api;jsessionid=1.pages', 200, 'pages']);
    });
  } finally {
    for (const server of [tomcat, pages]) server.close();
  }
});

test('with mod_proxy who may see the status page can change nothing by it', () => serving(site(() => ({}), { status: { from: [ENGINE] } }), async () => {
  const page = { port: httpd.port(80), site: 'unknown.example.net', path: '/-/status' };
  const members = () => shell(httpd.container, 'bash /srv/httpd/bin/member list', HTTPD_USER);
  const before = await members();
  expect(before).toMatch(/^n1 active /);
  const { status, text } = await ask(page);
  expect(status).toBe(200);
  const change = /href="([^"]*[?&;]b=[^"]*&amp;w=[^"]*&amp;nonce=[^"]*)"/.exec(text)?.[1].replace(/&amp;/g, '&') ?? '';
  const [, form] = change.split('?');
  expect(form).toContain('ajp://127.0.0.1:9&');
  // httpd itself refuses changes from links of other pages.
  const headers = { 'Referer': `http://${page.site}/-/status`, 'Content-Type': 'application/x-www-form-urlencoded' };
  const asked = [
    { path: change }, { path: `${change}&w_status_D=1` }, { path: `${change}&w_status_D=1`, method: 'POST' },
    { method: 'POST', body: `${form}&w_status_D=1` },
  ];
  for (const question of asked) {
    const reply = await ask({ ...page, headers, ...question });
    expect({ question, status: reply.status }).toEqual({ question, status: 403 });
  }
  expect(await members()).toBe(before);
}, ApacheProxyFrontend));

test('a log says how bytes and TLS were, where no site has TLS', () => serving(site(() => ({
  extraDirectives: [{ name: 'LogFormat', arguments: ['%h %I %{SSL_CIPHER}x', 'own'] }],
}), { logs: HttpdLogs.output({ accessFormat: '%h - - %t "%r" %>s %b %I %O %{SSL_PROTOCOL}x %{version}c' }) }), async () => {
  expect(await ask({ port: httpd.port(80), site: SHOP })).toMatchObject({ status: 503 });
}));

test.each<[string, Mechanism]>([['mod_jk', ApacheJkFrontend], ['mod_proxy', ApacheProxyFrontend]])('with %s methods that a path does not have are refused, whatever else is said of it', (_, mechanism) => serving(site(() => ({
  requestLimits: [{ methods: ['GET', 'POST'] }, { path: '/api', methods: ['GET', 'DELETE'] }, { path: '/inside', methods: ['POST'] }],
  errorPages: { 403: 'not so', 503: 'back soon' },
  extraDirectives: [
    { name: 'Location', arguments: ['/'], children: [{ name: 'Require', arguments: ['all', 'granted'] }] },
    { name: 'Location', arguments: ['/api'], children: [{ name: 'Require', arguments: ['ip', ENGINE] }] },
    { name: 'Location', arguments: ['/inside'], children: [{ name: 'Require', arguments: ['ip', '192.0.2.1'] }] },
  ],
})), async () => {
  const status = async (line: string) => {
    const [method, path] = line.split(' ');
    return `${line} ${(await ask({ port: httpd.port(80), site: SHOP, method, path })).status}`;
  };
  const passed = ['GET /', 'HEAD /', 'POST /', 'DELETE /api/1', 'GET /api', 'HEAD /api', 'POST /apis'];
  const refused = ['PUT /', 'DELETE /', 'TRACE /', 'PROPFIND /', 'POST /api', 'POST /%61pi', 'POST //api', 'POST /x/../api/1', 'PUT /api;x', 'DELETE /inside', 'POST /inside'];
  expect(await Promise.all(passed.map(status))).toEqual(passed.map((line) => `${line} 503`)); // there is no Tomcat
  expect(await Promise.all(refused.map(status))).toEqual(refused.map((line) => `${line} 403`));
  expect(await ask({ port: httpd.port(80), site: SHOP, method: 'PUT' })).toMatchObject({ status: 403, text: 'not so' });
}, mechanism));

test.each<[string, Mechanism]>([['mod_jk', ApacheJkFrontend], ['mod_proxy', ApacheProxyFrontend]])('with %s methods of a whole site open nothing that httpd keeps to itself', (_, mechanism) => serving(site(() => ({
  requestLimits: [{ methods: ['GET', 'POST'] }], errorPages: { 503: 'back soon' },
})), async () => {
  const reply = (path: string) => ask({ port: httpd.port(80), site: SHOP, path });
  expect((await reply('/.page/503.html')).text).not.toContain('back soon');
  if (mechanism === ApacheJkFrontend) expect((await reply('/.begun/any')).status).toBe(403);
}, mechanism));

test('headers ask browsers to be careful', () => serving(site(() => ({
  securityHeaders: { noSniff: true, frameAncestors: FrameAncestors.origins('https://portal.example.com'), contentSecurityPolicy: "img-src 'self' data:%20", permissionsPolicy: 'camera=()' },
})), async () => {
  expect((await ask({ port: httpd.port(80), site: SHOP })).headers).toMatchObject({
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "img-src 'self' data:%20; frame-ancestors 'self' https://portal.example.com",
    'permissions-policy': 'camera=()',
  });
}));

test('limits for headers hold for every site', () => serving(site(() => ({}), { limitRequestFields: 10, limitRequestFieldSizeBytes: 500, limitRequestLineBytes: 300 }), async () => {
  const status = async (question: object) => (await ask({ port: httpd.port(80), site: SHOP, ...question })).status;
  const many = Object.fromEntries([...Array(11).keys()].map((index) => [`X-${index}`, 'x']));
  expect([await status({}), await status({ headers: many }), await status({ headers: { 'X-Long': 'x'.repeat(600) } }), await status({ path: `/${'x'.repeat(400)}` })])
    .toEqual([503, 400, 400, 414]);
}));

describe('behind a load balancer', () => {
  const question = () => ({ port: httpd.port(80), site: SHOP, headers: { 'X-Forwarded-For': '198.51.100.7', 'X-Forwarded-Proto': 'https' } });
  const lines = () => shell(httpd.container, `grep '^${SHOP} ' /tmp/log || true`);

  test('the log names the client, and who has come by HTTPS is not redirected', () => serving(site((program) => ({ tls: { certificate: program.certificate } }), {
    remoteIp: { internalProxies: [ENGINE], protocolHeader: 'X-Forwarded-Proto' },
  }), async () => {
    const { status, headers } = await ask(question());
    expect([status, headers['strict-transport-security'], headers.vary]).toEqual([503, 'max-age=31536000', undefined]);
    expect(await lines()).toMatch(/^shop\.example\.com 198\.51\.100\.7 - - /);
    const overHttp = await ask({ ...question(), headers: { 'X-Forwarded-Proto': 'http' } });
    expect([overHttp.status, overHttp.headers['strict-transport-security'], overHttp.headers.vary]).toEqual([308, undefined, undefined]);
  }));

  test('a Tomcat behind mod_jk hears of HTTPS, and of the port that the visitor has asked for', async () => {
    const tomcat = new AjpServer(() => ({ headers: {}, body: ['whole'], dies: false }));
    await servingOne(ApacheJkFrontend, tomcat, {}, async () => {
      const heard = async (headers: Record<string, string>) => {
        await ask({ ...question(), headers });
        const { encrypted, port } = tomcat.requests.at(-1)!;
        return [encrypted, port];
      };
      expect(await heard({ 'X-Forwarded-Proto': 'https' })).toEqual([true, 443]);
      expect(await heard({ 'X-Forwarded-Proto': 'https', 'Host': `${SHOP}:8443` })).toEqual([true, 8443]);
      expect(await heard({ 'X-Forwarded-Proto': 'http' })).toEqual([false, 80]);
    }, { remoteIp: { internalProxies: [ENGINE], protocolHeader: 'X-Forwarded-Proto' } });
  });

  test('others are not believed', () => serving(site((program) => ({ tls: { certificate: program.certificate } }), {
    remoteIp: { internalProxies: ['192.0.2.0/24'], protocolHeader: 'X-Forwarded-Proto' },
  }), async () => {
    expect((await ask(question())).status).toBe(308);
    expect(await lines()).not.toContain('198.51.100.7');
  }));
});

test('logs of a machine are files that are kept for some days', async () => {
  await shell(httpd.container, 'mkdir -p /var/log/shop && chown 33 /var/log/shop');
  const logs = HttpdLogs.daily('/var/log/shop', 3, { accessFormat: '%{c}a %>s %{User-Agent}i', logLevel: 'info jk:warn' });
  const frontend = await checkedProgram((stack) => {
    Checks.of(stack).accept('STATE_NOT_KEPT', 'the container of the test stands for a machine');
    return site(() => ({}), { logs })(new Program(stack));
  });
  await httpd.prepare(frontend.files);
  expect(await httpd.configurationTest()).toBe('Syntax OK');
  await httpd.started(async () => {
    await ask({ port: httpd.port(80), site: SHOP, headers: { 'User-Agent': 'the test' } });
    await until(10, async () => /^[\d.]+ 503 the test$/m.test(await shell(httpd.container, 'cat /var/log/shop/access-$(date +%F).log || true')) ? '' : 'the line of the request');
    const errors = () => shell(httpd.container, 'cat /var/log/shop/error-$(date +%F).log');
    expect(await errors()).toContain('resuming normal operations');
    await until(10, async () => (await errors()).includes('jk_lb_worker.c') ? '' : 'the line of mod_jk, which found no Tomcat');
  });
});

/** Has httpd serve a site during `work` that has its certificate from an authority which does not answer. Returns what the start says. */
async function servingAcme(work: () => Promise<void>): Promise<string> {
  await shell(httpd.container, 'mkdir -p /srv/httpd/acme && chown 33 /srv/httpd/acme');
  const certificate = TlsCertificate.acme('admin@example.com', { certificateAuthority: 'https://127.0.0.1:9/directory' });
  const frontend = await checkedProgram((stack) => {
    Checks.of(stack).accept('STATE_NOT_KEPT', 'the container of the test stands for a machine');
    return site(() => ({ serverAliases: ['www.example.com'], tls: { certificate } }))(new Program(stack));
  });
  await httpd.prepare(frontend.files);
  expect(await httpd.configurationTest()).toBe('Syntax OK');
  return httpd.started(work);
}

test('until an authority has answered, a site with ACME shows a certificate that signs itself, and nothing of what is behind it', async () => {
  const log = await servingAcme(async () => {
    expect(await handshake(httpd.port(443), SHOP)).toMatchObject({ names: `DNS:${SHOP}, DNS:www.example.com`, alpn: 'h2' });
    const own = await shell(httpd.container, 'cat /srv/httpd/acme/domains/shop.example.com/fallback-*cert.pem');
    const reply = await ask({ port: httpd.port(443), site: SHOP, trusts: own });
    expect([reply.status, reply.headers.server]).toEqual([503, 'Apache']); // of mod_ssl
    expect((await ask({ port: httpd.port(80), site: SHOP })).status).toBe(308);
  });
  // There is no authority, which mod_md may have found out by now.
  const known = /AH10085: Init: \S+ will respond with '503 Service Unavailable' for now|\[md:(warn|error)\].*Unsuccessful in contacting ACME server/;
  expect(httpdComplaints(log).filter((line) => !known.test(line))).toEqual([]);
});

test('httpd reads its certificates again when one was renewed, and goes on as it is when that failed', () => servingAcme(async () => {
  const message = (what: string) => shell(httpd.container, `/bin/sh /srv/httpd/conf/acme-message.sh ${what} ${SHOP}`, HTTPD_USER);
  const starts = async () => (await httpd.log()).split('resuming normal operations').length - 1;
  await until(5, async () => await starts() === 1 ? '' : 'httpd to have started');
  await message('errored');
  await pause(TAKEN_MS);
  expect(await starts()).toBe(1);
  await message('renewed');
  await until(5, async () => await starts() > 1 ? '' : 'httpd to have read its files');
  expect(await starts()).toBe(2);
}));

test('directives of the program arrive as they are, with their modules', () => serving(site(() => ({
  compression: true,
  extraDirectives: [
    { name: 'ExpiresActive', arguments: ['On'] },
    { name: 'SetEnvIf', arguments: ['User-Agent', 'a "quoted" \\d+ name', 'known=yes'] },
    { name: 'Header', arguments: ['always', 'set', 'X-Said', 'it is "quoted" \\ here', 'env=known'] },
    { name: 'Location', arguments: ['/private area'], children: [{ name: 'Require', arguments: ['ip', '192.0.2.7'] }] },
    { name: 'Location', arguments: ['/slow'], children: [{ name: 'SetOutputFilter', arguments: ['RATE_LIMIT'] }, { name: 'SetEnv', arguments: ['rate-limit', '400'] }] },
    { name: 'Location', arguments: ['/buffered'], children: [{ name: 'BufferSize', arguments: ['8192'] }] },
    { name: 'RewriteEngine', arguments: ['On'] },
    { name: 'RewriteCond', arguments: ['%{QUERY_STRING}', '^to=(\\d+) ?\'x\'$'] },
    { name: 'RewriteRule', arguments: ['^/old\\.jsp$', '/new page?number=%1', '[R,QSD]'] },
  ],
})), async () => {
  const question = { port: httpd.port(80), site: SHOP };
  expect((await ask({ ...question, headers: { 'User-Agent': 'a "quoted" 42 name' } })).headers['x-said']).toBe('it is "quoted" \\ here');
  expect((await ask(question)).headers['x-said']).toBeUndefined();
  expect((await ask({ ...question, path: '/private%20area/x' })).status).toBe(403);
  expect((await ask({ ...question, path: "/old.jsp?to=42'x'" })).headers.location).toBe(`http://${SHOP}/new%20page?number=42`);
}));

test('the modules of directives and where they stand are those of the real httpd', async () => {
  const modules = KNOWN_MODULES.map((module) => `LoadModule ${module}_module /usr/lib/apache2/modules/mod_${module}.so`);
  const builtIn = modules.filter((line) => !/ (log_config)_module /.test(line));
  const others = ['mpm_event', 'socache_shmcb'].map((module) => `LoadModule ${module}_module /usr/lib/apache2/modules/mod_${module}.so`);
  const lines = ['ServerName x', 'ErrorLog /dev/null', ...others, ...builtIn].map((line) => `echo ${line}`).join('; ');
  const printed = await shell(httpd.container, `(${lines}) > /tmp/all.conf; /usr/sbin/apache2 -f /tmp/all.conf -L`);
  const real = new Map([...printed.matchAll(/^<?(\w+) \((?:mod_|http_)?(\w+)\.c\)\n((?:\t.*\n?)+)/gm)].map(([, name, module, said]) => [name.toLowerCase(), {
    module, place: /only inside/.test(said) ? 'inside' : /only outside/.test(said) ? 'outside' : 'anywhere',
  }]));
  const known = ['core', ...KNOWN_MODULES].flatMap((module) => directivesOf(module).map((name) => ({ name, module, place: placeOf(name) })));
  expect(known.length).toBeGreaterThan(150);
  expect(known).toEqual(known.map(({ name }) => ({ name, ...real.get(name.toLowerCase()) })));
});
