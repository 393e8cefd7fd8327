import { ApacheJkFrontend, ApacheProxyFrontend, ExternalTomcats, IRouteTarget, JkLogLevel, Route, StaticFiles, WebApplication } from 'cdktf-tomcat-cluster';
import { problemOf, Tier } from '../support/program';

const CONF = '/srv/httpd/conf';

type Mechanism = typeof ApacheJkFrontend | typeof ApacheProxyFrontend;
type Routes = (one: ExternalTomcats, other: ExternalTomcats) => Route[];

/** A front end with one site. */
function frontendOf(
  routes: Routes, staticFiles: StaticFiles[] = [], mechanism: Mechanism = ApacheJkFrontend, props: object = {},
): ApacheJkFrontend | ApacheProxyFrontend {
  const tier = new Tier();
  const [one, other] = ['one', 'other'].map((name, index) => new ExternalTomcats(tier.stack, name, { members: [{ jvmRoute: name, host: `10.0.0.${index}` }] }));
  const frontend = new mechanism(tier.stack, 'web', { host: tier.host('web-01'), ...props });
  frontend.addVirtualHost('shop.example.com', { routes: routes(one, other), staticFiles });
  return frontend;
}

/** What of its mounts a site says. */
function mounts(frontend: ApacheJkFrontend | ApacheProxyFrontend): string[] {
  return frontend.files[`${CONF}/sites/shop.example.com.conf`].split('\n').map((line) => line.trim()).filter((line) => /^(Jk|Proxy)/.test(line));
}

const EVERYTHING: Routes = (one, other) => [
  Route.all(one, { except: ['/static', '*.css', '/pages/*.txt', '/'] }), Route.path('/a.b', other, { only: ['/', '*.jsp', '/api'] }),
];

test('mod_jk unmounts what is not passed', () => {
  expect(mounts(frontendOf(EVERYTHING))).toEqual([
    'JkMount /* one-lb', 'JkUnMount /static|/* one-lb', 'JkUnMount /*.css one-lb', 'JkUnMount /pages/*.txt one-lb', 'JkUnMount / one-lb', 'JkUnMount /a.b|/* one-lb',
    'JkMount /a.b|/ other-lb', 'JkMount /a.b/*.jsp other-lb', 'JkMount /a.b/api|/* other-lb',
  ]);
});

test('mod_proxy leaves the same to httpd, whatever parameters a path has', () => {
  const lines = mounts(frontendOf(EVERYTHING, [], ApacheProxyFrontend)).map((line) => line.replaceAll('(?:;[^/]*)?', ''));
  expect(lines).toEqual([
    'ProxyPassMatch "^/a[.]b/?$" balancer://other-lb', 'ProxyPassMatch "^/a[.]b/.*[.]jsp$" balancer://other-lb', 'ProxyPassMatch "^/a[.]b/api(?:/|$)" balancer://other-lb',
    'ProxyPassMatch "^/a[.]b(?:/|$)" !',
    'ProxyPassMatch "^/static(?:/|$)" !', 'ProxyPassMatch "^/.*[.]css$" !', 'ProxyPassMatch "^/pages/.*[.]txt$" !', 'ProxyPassMatch "^/$" !', 'ProxyPassMatch "^/a[.]b(?:/|$)" !',
    'ProxyPass / balancer://one-lb/',
  ]);
});

test('a folder with files is an exception of the route around it, and of no other', () => {
  const files = [{ path: '/shop/images', folder: '/srv/images/' }, { path: '/shop', folder: '/srv/shop' }];
  expect(mounts(frontendOf((one, other) => [Route.all(one), Route.path('/shop', other, { only: ['*.jsp'] })], files))).toEqual([
    'JkMount /* one-lb', 'JkUnMount /shop|/* one-lb', 'JkMount /shop/*.jsp other-lb', 'JkUnMount /shop/images|/* other-lb',
  ]);
});

test('a site of whole routes says what it said before there were parts', () => {
  const [, ...jk] = frontendOf((one, other) => [Route.all(one), Route.path('/shop', other)]).files[`${CONF}/sites/shop.example.com.conf`].split('DocumentRoot');
  expect(jk.join('')).not.toMatch(/UnMount|AliasMatch|<If/);
});

test('with a file of mounts they are there, and nothing is mounted by directives', () => {
  const frontend = frontendOf(EVERYTHING, [], ApacheJkFrontend, { jk: { mountFile: {} } });
  expect(mounts(frontend)).toEqual([`JkMountFile ${CONF}/mounts/shop.example.com.properties`, 'JkMountFileReload 10']);
  expect(frontend.files[`${CONF}/mounts/shop.example.com.properties`].split('\n').slice(0, 3)).toEqual(['/*=one-lb', '!/static|/*=one-lb', '!/*.css=one-lb']);
});

test('mod_jk logs what the program says', () => {
  const files = (jk: object) => frontendOf((one) => [Route.all(one)], [], ApacheJkFrontend, { jk }).files;
  const conf = (jk: object) => files(jk)[`${CONF}/mod_jk.conf`];
  expect(conf({})).toContain('JkLogLevel warn\n');
  expect(Object.values(files({})).join()).not.toMatch(/JkRequestLogFormat|JkOptions/);
  expect(conf({ logLevel: JkLogLevel.DEBUG, rejectUnsafeUri: true, forwardSslCertChain: true, forwardPhysicalAddress: false }))
    .toMatch(/JkLogLevel debug\n[^]*JkOptions "?\+RejectUnsafeURI"? "?\+ForwardSSLCertChain"?\n/);
  const logged = Object.entries(files({ requestLogFormat: '%w "%r"' })).filter(([, text]) => text.includes('JkRequestLogFormat "%w \\"%r\\""\n'));
  expect(logged.map(([path]) => path)).toEqual([`${CONF}/sites/shop.example.com.conf`]); // and not what is looked for by unknown names
  expect(problemOf(() => conf({ requestLogFormat: '%w %%' }))).toMatchObject({ code: 'HTTPD_LOG', got: "the requestLogFormat '%w %%'" });
  expect(problemOf(() => conf({ mountFile: { reloadSeconds: 0 } }))).toMatchObject({ code: 'OPTION_RANGE', got: 'reloadSeconds 0 of mountFile' });
});

test.each(['images', 'images/*', '*', '/images/', '/a b', '/../x*', '*.j?p', '', '/a/*', '*.css/x'])('"%s" is no part of a route', (said) => {
  for (const option of ['only', 'except']) {
    expect(problemOf(() => frontendOf((one) => [Route.path('/shop', one, { [option]: [said] })]))).toMatchObject({ code: 'ROUTE_PATTERN', got: `"${said}" of the route /shop` });
  }
});

describe('routes to the same Tomcats, one within the other,', () => {
  const REFUSED = { code: 'ROUTES', path: 'shop/web', got: expect.stringMatching(/^the route \/in of shop\.example\.com within \/, to the same Tomcats/) };

  test.each<[string, Routes, StaticFiles[]]>([
    ['an ending of the outer one', (one) => [Route.all(one, { except: ['*.css'] }), Route.path('/in', one)], []],
    ['the path of the inner one', (one) => [Route.all(one, { except: ['/in'] }), Route.path('/in', one)], []],
    ['a path within the inner one', (one) => [Route.all(one, { except: ['/in/x'] }), Route.path('/in', one)], []],
    ['less of the inner one', (one) => [Route.all(one), Route.path('/in', one, { only: ['*.jsp'] })], []],
    ['another ending of the inner one', (one) => [Route.all(one, { only: ['*.jsp', '*.do'] }), Route.path('/in', one, { only: ['*.jsp'] })], []],
    ['a part of the outer one by way of a third', (one, other) => [Route.all(one, { only: ['*.jsp'] }), Route.path('/in', one), Route.path('/in/x', other)], []],
  ])('may not differ: %s', (_, routes, files) => {
    expect(problemOf(() => frontendOf(routes, files))).toMatchObject(REFUSED);
  });

  test('may not have a folder with files between them', () => {
    const routes: Routes = (one) => [Route.all(one), Route.path('/in/app', one)];
    expect(problemOf(() => frontendOf(routes, [{ path: '/in', folder: '/srv/in' }]))).toMatchObject({ code: 'ROUTES', got: expect.stringMatching(/^the route \/in\/app of/) });
  });

  test.each<[string, Routes]>([
    ['the same ending', (one) => [Route.all(one, { except: ['*.css', '/x'] }), Route.path('/in', one, { except: ['*.css', '/y'] })]],
    ['more to leave out of the inner one', (one) => [Route.all(one), Route.path('/in', one, { except: ['*.css'] })]],
    ['the same to pass', (one) => [Route.all(one, { only: ['/', '*.jsp'] }), Route.path('/in', one, { only: ['/', '*.jsp', '/api'] })]],
    ['other Tomcats', (one, other) => [Route.all(one, { except: ['*.css'] }), Route.path('/in', other)]],
    ['paths of the same beginning', (one) => [Route.all(one, { except: ['/inn'] }), Route.path('/in', one)]],
  ])('may have %s', (_, routes) => {
    expect(() => frontendOf(routes)).not.toThrow();
  });
});

test.each<[StaticFiles[], string]>([
  [[{ path: 'images', folder: '/srv/images' }], 'ROUTE_PATH'],
  [[{ path: '/images/', folder: '/srv/images' }], 'ROUTE_PATH'],
  [[{ folder: '/srv/a' }, { path: '/', folder: '/srv/b' }], 'ROUTES'],
  [[{ folder: '/srv' }], 'SERVED_FOLDER'],
  [[{ folder: '/srv/httpd/conf' }], 'SERVED_FOLDER'],
  [[{ folder: 'images' }], 'SERVED_FOLDER'],
  [[{ folder: '/srv/a/../httpd' }], 'SERVED_FOLDER'],
])('files in %j are refused: %s', (staticFiles, code) => {
  expect(problemOf(() => frontendOf((one) => [Route.all(one)], staticFiles))).toMatchObject({ code });
});

describe('a front end is ready when a Tomcat answers', () => {
  const requestBy = (applications: WebApplication[], routeTo: (tomcat: IRouteTarget) => Route) => {
    const tier = new Tier();
    const frontend = new ApacheJkFrontend(tier.stack, 'web', { host: tier.host('web-01') });
    frontend.addVirtualHost('shop.example.com', { routes: [routeTo(tier.tomcat('a', { applications }))] });
    return frontend._service.readiness().request;
  };
  const requestOf = (options: object) => requestBy([WebApplication.sessionProbe()], (tomcat) => Route.all(tomcat, options));

  test('by a page that the route passes on', () => {
    expect(requestOf({})).toEqual({ hostName: 'shop.example.com', path: '/' });
    expect(requestOf({ only: ['/', '*.jsp'] })).toEqual({ hostName: 'shop.example.com', path: '/' });
  });

  test('by the health path where the route does not', () => {
    expect(requestOf({ only: ['*.jsp'] })).toEqual({ hostName: 'unknown.invalid', path: '/-/health' });
    expect(requestOf({ except: ['/'] })).toEqual({ hostName: 'unknown.invalid', path: '/-/health' });
  });

  test('by a page below the path of its route', () => {
    const page = (contextPath: string, readinessPath?: string) => requestBy([WebApplication.sessionProbe({ contextPath, readinessPath })], (tomcat) => Route.path('/shop', tomcat));
    expect(page('/shop')).toEqual({ hostName: 'shop.example.com', path: '/shop/' });
    expect(page('/shop', '/?alive')).toEqual({ hostName: 'shop.example.com', path: '/shop/?alive' });
    expect(page('/shopping')).toEqual({ hostName: 'shop.example.com', path: '/shop/' });
  });

  test('by the health path of a Tomcat without applications, which has no page', () => {
    expect(requestBy([], (tomcat) => Route.all(tomcat))).toEqual({ hostName: 'shop.example.com', path: '/-/health' });
    expect(requestBy([], (tomcat) => Route.path('/shop', tomcat))).toEqual({ hostName: 'unknown.invalid', path: '/-/health' });
  });

  test('by a connection where no Tomcat is known that answers the health path', () => {
    const known = frontendOf((one) => [Route.all(one, { only: ['*.jsp'] })])._service.readiness();
    expect(known).toEqual({ address: '127.0.0.1', port: 80 });
  });
});

describe('SERVED_FOLDER_PRIVATE', () => {
  test.each<[string, string, RegExp | undefined]>([
    ['/data/visitors', '/data/visitors/sessions', /^\/data\/visitors\/sessions is a part of it, which holds what b writes/],
    ['/data/sessions/images', '/data/sessions', /^\/data\/sessions is where it is/],
    ['/data/images', '/data/sessions', undefined],
    ['/data/sessions-images', '/data/sessions', undefined],
  ])('files in %s beside what a neighbour writes in %s', (folder, directory, why) => {
    const tier = new Tier();
    const host = tier.host('web-01');
    host._add({ ...tier.tomcat('a', { host: tier.host('was-01') }).host._services[0], name: 'b', owner: tier.stack, stateDirectories: () => [directory] });
    const frontend = new ApacheJkFrontend(tier.stack, 'web', { host });
    frontend.addVirtualHost('shop.example.com', { routes: [Route.all(new ExternalTomcats(tier.stack, 'e', { members: [{ jvmRoute: 'e', host: '10.0.0.1' }] }))], staticFiles: [{ folder }] });
    const found = tier.problems.filter(({ code }) => code === 'SERVED_FOLDER_PRIVATE');
    expect(found).toEqual(why === undefined ? [] : [expect.objectContaining({ path: 'shop/web', got: `files for visitors in ${folder}`, why: expect.stringMatching(why) })]);
  });
});
