import { createConnection } from 'node:net';
import { ApacheJkFrontend, ApacheProxyFrontend, DockerHosts, ExternalTomcats, JkLogLevel, Route, VirtualHostOptions } from 'cdktf-tomcat-cluster';
import { HttpdOnMachine } from './httpd-on-machine';
import { checkedProgram, IMAGES } from './support';
import { AjpServer } from '../support/ajp-server';
import { shell } from '../support/containers';
import { until } from '../support/until';

const SITE = 'a.example.com';
const SOURCE = 'source of a page';

type Mechanism = typeof ApacheJkFrontend | typeof ApacheProxyFrontend;
const MECHANISMS: [string, Mechanism][] = [['mod_jk', ApacheJkFrontend], ['mod_proxy', ApacheProxyFrontend]];

const servers = ['one', 'other'].map((name) => new AjpServer(({ path }) => ({ headers: { 'Content-Type': 'text/plain' }, body: [`${name} ${path}`], dies: false })));
let httpd: HttpdOnMachine;
let machine: string;
let ports: number[];

interface Reply {
  readonly status: number;
  readonly type?: string;
  readonly text: string;
}

/** Asks for a path as it is written, which the clients of Node.js would put right. */
function ask(path: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let reply = '';
    const socket = createConnection(httpd.port(), '127.0.0.1', () => socket.write(`GET ${path} HTTP/1.0\r\nHost: ${SITE}\r\n\r\n`));
    socket.on('data', (piece) => { reply += piece.toString(); }).on('error', reject).on('end', () => {
      const [head, ...body] = reply.split('\r\n\r\n');
      resolve({ status: Number(/^HTTP\/1\.\d (\d+)/.exec(head)?.[1]), type: /^content-type: (.*)$/mi.exec(head)?.[1], text: body.join('\r\n\r\n').trim() });
    });
  });
}

/** Who answers a path, and with what: a Tomcat with the path that it was asked for, or httpd with a file or a status. */
async function answer(path: string): Promise<string> {
  const { status, text } = await ask(path);
  return status === 200 ? text : String(status);
}

async function answers(paths: string[]): Promise<{ [path: string]: string }> {
  const all: { [path: string]: string } = {};
  for (const path of paths) all[path] = await answer(path);
  return all;
}

type Options = Omit<VirtualHostOptions, 'routes'> & { readonly routes: (one: ExternalTomcats, other: ExternalTomcats) => Route[] };

/** Has httpd serve a site during `work`. */
async function serving(
  mechanism: Mechanism, { routes, ...options }: Options, work: () => Promise<void>, props: object = {}, change = (text: string) => text,
): Promise<void> {
  const files = await checkedProgram((stack) => {
    const hosts = new DockerHosts(stack, 'hosts', { subnet: '172.31.43.0/24' });
    const frontend = new mechanism(stack, 'web', { host: hosts.add('web-01'), ...props });
    const [one, other] = ports.map((port, index) => new ExternalTomcats(stack, `t${index}`, { members: [{ jvmRoute: `t${index}`, host: machine, port }] }));
    frontend.addVirtualHost(SITE, { ...options, routes: routes(one, other) });
    return frontend.files;
  });
  await httpd.prepare(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, change(text)])));
  expect(await httpd.configurationTest()).toBe('Syntax OK');
  await httpd.started(work);
}

beforeAll(async () => {
  httpd = await HttpdOnMachine.of(`${IMAGES}-static-files`);
  machine = await httpd.gateway();
  ports = await Promise.all(servers.map((server) => server.listen(machine)));
  const folder = '/srv/files/shop';
  const page = (path: string, text: string) => `mkdir -p "$(dirname '${folder}/${path}')"; echo '${text}' > '${folder}/${path}'`;
  const sources = ['x.jsp', 'X.JSP', 'x.jsp~', 'x.jsp.bak', 'x.jspx', 'x.jspf', 'WEB-INF/web.xml', 'sub/web-inf/web.xml', 'META-INF/context.xml', '.git/config', '.htpasswd', 'shop.war',
    'sub/x.jsp', '#x.jsp#', 'x.jsp_old', 'x.jsp-20240101', 'x.jsp,v', 'x.jsp1', 'x.jspold', 'x.tag_old', 'shop.war.1', 'WEB-INF.bak/web.xml', 'WEB-INF_old/web.xml', 'META-INF2/context.xml'];
  await shell(httpd.container, [
    ...sources.map((path) => page(path, SOURCE)),
    page('jquery.tagsinput.js', 'a script'), page('web-info.txt', 'web info'), page('a.warning.txt', 'a warning'),
    page('index.html', 'start page'), page('style.css', 'a style'), page('sub/a.txt', 'a text'), page('pages/a.txt', 'a page'), page('.well-known/security.txt', 'contact'),
    'mkdir -p /srv/files/other', `echo ${SOURCE} > /srv/files/secret.txt`, 'echo other > /srv/files/other/a.txt',
    `ln -s /srv/files/secret.txt ${folder}/link.txt`, `ln -s /etc ${folder}/etc`, `mkdir ${folder}/empty`, 'chmod -R a+rX /srv/files',
  ].join('\n'));
});

afterAll(async () => {
  await httpd?.remove();
  servers.forEach((server) => server.close());
});

/** Paths by which people try to get at the source of a page, or at what is not for visitors. */
const ATTEMPTS = [
  '/x.jsp/', '/x.jsp%20', '/x.jsp%00', '/x.jsp.', '/X.JSP', '/x.JSP', '/x.jsp~', '/x.jsp.bak', '/x.js%70', '/x%2ejsp', '/x.jsp%2f', '/x.jsp::$DATA', '/x.jspx', '/x.jspf',
  '/./x.jsp', '//x.jsp', '/sub/../x.jsp', '/sub/%2e%2e/x.jsp', '/sub/..;/x.jsp', '/sub/..%3b/x.jsp', '/sub/x.jsp/a', '/x.jsp;a=b', '/x.jsp;/a.txt', '/;/x.jsp', '/.;/x.jsp',
  '/WEB-INF/web.xml', '/web-inf/web.xml', '/WEB-INF;/web.xml', '/WEB-INF%2fweb.xml', '/%57EB-INF/web.xml', '/WEB-INF./web.xml', '//WEB-INF//web.xml', '/sub/web-inf/web.xml',
  '/META-INF/context.xml', '/.git/config', '/.htpasswd', '/shop.war', '/link.txt', '/etc/passwd', '/../secret.txt', '/..;/secret.txt', '/%2e%2e/secret.txt', '/sub/..;/..;/secret.txt',
  '/..%2fsecret.txt', '/%2e%2e%2fsecret.txt', '/..%5csecret.txt',
  '/%23x.jsp%23', '/x.jsp_old', '/x.jsp-20240101', '/x.jsp,v', '/x.jsp1', '/x.jspold', '/x.tag_old', '/shop.war.1', '/WEB-INF.bak/web.xml', '/web-inf_old/web.xml', '/META-INF2/context.xml',
];

describe.each(MECHANISMS)('with %s', (_, mechanism) => {
  test('JSPs alone are passed on, and the rest are files', () => serving(mechanism, {
    routes: (one) => [Route.all(one, { only: ['*.jsp'] })], staticFiles: [{ folder: '/srv/files/shop' }], errorPages: { 404: 'nothing here' },
  }, async () => {
    expect(await answers(['/x.jsp', '/sub/deep/y.jsp?q=1', '/x.jsp;jsessionid=1.t0', '/a%20b.jsp', '/style.css', '/', '/sub/a.txt', '/.well-known/security.txt'])).toEqual({
      '/x.jsp': 'one /x.jsp', '/sub/deep/y.jsp?q=1': 'one /sub/deep/y.jsp', '/x.jsp;jsessionid=1.t0': expect.stringMatching(/^one \/x\.jsp/), '/a%20b.jsp': 'one /a%20b.jsp',
      '/style.css': 'a style', '/': 'start page', '/sub/a.txt': 'a text', '/.well-known/security.txt': 'contact',
    });
    expect(await answers(['/style.css;jsessionid=1.t0', '/sub/a.txt;jsessionid=1.t0', '/;jsessionid=1.t0'])).toEqual({
      '/style.css;jsessionid=1.t0': 'a style', '/sub/a.txt;jsessionid=1.t0': 'a text', '/;jsessionid=1.t0': 'start page',
    });
    expect(await answers(['/jquery.tagsinput.js', '/web-info.txt', '/a.warning.txt'])).toEqual({
      '/jquery.tagsinput.js': 'a script', '/web-info.txt': 'web info', '/a.warning.txt': 'a warning',
    });
    expect((await ask('/style.css')).type).toBe('text/css');
    expect(await answers(['/servlet', '/j_security_check', '/empty/', '/empty', '/sub'])).toEqual({
      '/servlet': '404', '/j_security_check': '404', '/empty/': '404', '/empty': '301', '/sub': '301',
    });
    expect((await ask('/servlet')).text).toBe('nothing here');
  }));

  test('no source of a page is sent, nor anything else that is not for visitors', () => serving(mechanism, {
    routes: (one) => [Route.all(one, { only: ['*.jsp'] })], staticFiles: [{ folder: '/srv/files/shop' }],
    requestLimits: [{ methods: ['GET'] }], // what is allowed by path does not allow these
    extraDirectives: [{ name: 'Location', arguments: ['/'], children: [{ name: 'Require', arguments: ['all', 'granted'] }] }],
  }, async () => {
    for (const path of ATTEMPTS) {
      const { status, text } = await ask(path);
      expect({ path, status, source: text.includes(SOURCE) || text.includes('root:') }).toEqual({ path, status, source: false });
      expect({ path, answer: status === 200 ? text.replace(/\/.*/, '').trim() : 'refused' }).toEqual({ path, answer: expect.stringMatching(/^(one|refused)$/) });
      // What httpd took for a page of a Tomcat is one for the Tomcat, too.
      if (status === 200) expect({ path, text }).toEqual({ path, text: expect.stringMatching(/\.jsp(;.*)?$/) });
    }
  }));

  test('without the refusal of sources some would be sent, so that the test above would notice', () => serving(mechanism, {
    routes: (one) => [Route.all(one, { only: ['*.jsp'] })], staticFiles: [{ folder: '/srv/files/shop' }],
  }, async () => {
    const leaks = [];
    for (const path of ATTEMPTS) if ((await ask(path)).text.includes(SOURCE)) leaks.push(path);
    expect(leaks).toEqual(expect.arrayContaining(['/X.JSP', '/x.jsp~', '/x.jspx', '/WEB-INF/web.xml', '/sub/web-inf/web.xml', '/.git/config', '/shop.war']));
  }, {}, (text) => text.replace(/ *<If "%\{REQUEST_FILENAME\}[^]*?<\/If>\n/, '')));

  test('exceptions are answered by httpd, and the most specific path wins', () => serving(mechanism, {
    routes: (one, other) => [
      Route.all(one, { except: ['/private', '*.css', '/pages/*.txt'] }), Route.path('/sub/app', other), Route.path('/jsp', other, { only: ['/', '*.jsp'] }),
    ],
    staticFiles: [{ path: '/sub', folder: '/srv/files/shop/sub' }, { path: '/files', folder: '/srv/files/other' }, { folder: '/srv/files/shop' }],
    extraDirectives: [
      { name: 'Alias', arguments: ['/private/more', '/srv/files/other'] },
      { name: 'Directory', arguments: ['/srv/files/shop/pages'], children: [{ name: 'Require', arguments: ['all', 'denied'] }] },
    ],
  }, async () => {
    const paths = ['/', '/x', '/private', '/privately', '/private/x', '/%70rivate/x', '/private;a=b/x', '/a/../private/x', '/a/..;/private/x', '/a/..%3b/private/x', '/;a/private/x',
      '/.;/private', '//private/x', '/deep/y.css', '/y.css;a=b', '/pages/a.txt', '/pages/a/b.txt', '/a.txt', '/sub/a.txt', '/sub/none', '/sub/app/x', '/sub/app', '/files/a.txt', '/private/more/a.txt',
      '/jsp', '/jsp/', '/jsp/x.jsp', '/jsp/x.txt', '/jsp/y.css', '/jspx'];
    expect(await answers(paths)).toEqual({
      '/': 'one /', '/x': 'one /x', '/private': '404', '/privately': 'one /privately', '/private/x': '404', '/%70rivate/x': '404', '/private;a=b/x': '404',
      '/a/../private/x': '404', '/a/..;/private/x': '403', '/a/..%3b/private/x': '403', '/;a/private/x': '403', '/.;/private': '403', '//private/x': '404',
      '/deep/y.css': '404', '/y.css;a=b': '404', '/pages/a.txt': '403', '/pages/a/b.txt': '403', '/a.txt': 'one /a.txt', '/sub/a.txt': 'a text', '/sub/none': '404',
      '/sub/app/x': 'other /sub/app/x', '/sub/app': 'other /sub/app', '/files/a.txt': 'other', '/private/more/a.txt': 'other', '/jsp': 'other /jsp', '/jsp/': 'other /jsp/', '/jsp/x.jsp': 'other /jsp/x.jsp',
      '/jsp/x.txt': '404', '/jsp/y.css': '404', '/jspx': 'one /jspx',
    });
  }));

  test('no way leads from a page of httpd to what a Tomcat answers', () => serving(mechanism, {
    routes: (one) => [Route.all(one, { except: ['*.css'] })], staticFiles: [{ folder: '/srv/files/shop' }], errorPages: { 503: 'back soon' }, maintenance: {},
  }, async () => {
    const paths = ['/.page/../sub/a.txt', '/.page/%2e%2e/sub/a.txt', '/.page/./../sub/a.txt', '//.page/../sub/a.txt', '/.page/x/../../sub/a.txt'];
    expect(await answers(paths)).toEqual(Object.fromEntries(paths.map((path) => [path, 'one /sub/a.txt'])));
    expect(await answers(['/.page/503.html', '/.page/..;/sub/a.txt', '/.page/../style.css'])).toEqual({
      '/.page/503.html': '403', '/.page/..;/sub/a.txt': expect.stringMatching(/^403$|^one /), '/.page/../style.css': 'a style',
    });
  }));

  test('an ending of a shorter path does not take what a longer one has', () => serving(mechanism, {
    routes: (one, other) => [Route.all(one, { only: ['*.jspx'] }), Route.path('/a', other)],
  }, async () => {
    expect(await answers(['/x.jspx', '/a/x.jspx', '/a/x', '/x'])).toEqual({ '/x.jspx': 'one /x.jspx', '/a/x.jspx': 'other /a/x.jspx', '/a/x': 'other /a/x', '/x': '403' });
  }));

  test('routes to the same Tomcats that say the same have an exception each', () => serving(mechanism, {
    routes: (one) => [Route.all(one, { except: ['*.css', '/x', '/'] }), Route.path('/reports', one, { replyTimeoutMillis: 300_000, except: ['*.css', '/old', '/'] })],
  }, async () => {
    expect(await answers(['/', '/reports', '/reports/', '/a', '/a.css', '/x', '/reports/a', '/reports/a.css', '/reports/x', '/reports/old/a', '/old'])).toEqual({
      '/': '403', '/reports': '403', '/reports/': '403', '/a': 'one /a', '/a.css': '403', '/x': '403', '/reports/a': 'one /reports/a', '/reports/a.css': '403', '/reports/x': 'one /reports/x', '/reports/old/a': '403', '/old': 'one /old',
    });
  }));
});

test('administrators change the mounts of mod_jk while it runs', () => serving(ApacheJkFrontend, {
  routes: (one, other) => [Route.all(one, { except: ['/static'] }), Route.path('/other', other, { only: ['/', '*.jsp'] })],
}, async () => {
  const file = `/srv/httpd/conf/mounts/${SITE}.properties`;
  expect(await answers(['/x', '/static/x', '/other', '/other/', '/other/x.jsp', '/other/x'])).toEqual({
    '/x': 'one /x', '/static/x': '403', '/other': 'other /other', '/other/': 'other /other/', '/other/x.jsp': 'other /other/x.jsp', '/other/x': '403',
  });
  const changed = `sed -i -e '/^!.static/d' -e '/^.other/d' -e '/^!.other/d' ${file}; echo '/other|/*=t1-lb' >> ${file}`;
  // mod_jk knows a change by the second in which it was made, and this may be the one in which the file was.
  await shell(httpd.container, `${changed}; touch -d '10 seconds' ${file}`);
  await until(20, async () => await answer('/static/x') === 'one /static/x' ? '' : 'mod_jk to read its mounts again');
  expect(await answers(['/x', '/other/x'])).toEqual({ '/x': 'one /x', '/other/x': 'other /other/x' });
}, { jk: { mountFile: { reloadSeconds: 1 } } }));

test('mod_jk writes a line for each request that it passes on, and what it begins where it shall', () => serving(ApacheJkFrontend, {
  routes: (one) => [Route.all(one, { except: ['/static'] })],
}, async () => {
  expect(await answers(['/counted?q=1', '/static/x'])).toEqual({ '/counted?q=1': 'one /counted', '/static/x': '403' });
  await until(20, async () => /^\[.*\] ?t0-lb t0 200 "GET \/counted\?q=1 HTTP\/1\.0"$/m.test(await httpd.log()) ? '' : `a line of mod_jk in:\n${await httpd.log()}`);
  const log = await httpd.log();
  expect(log).not.toMatch(/t0-lb.*static/);
  expect(log).toMatch(/\[info\].*mod_jk.*initialized/);
}, { jk: { logLevel: JkLogLevel.INFO, requestLogFormat: '%w %R %s "%r"' } }));
