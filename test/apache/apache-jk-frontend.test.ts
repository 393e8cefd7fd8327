import { TerraformVariable } from 'cdktf';
import {
  Activation, ApacheDistribution, Connector, ExternalTomcats, Failover, JkMethod, JkWorkerOptions, Route, SessionManager,
  WebApplication,
} from 'cdktf-tomcat-cluster';
import { jkProperties } from '../support/jk-reader';
import { containersOf, problemOf, Tier } from '../support/program';

const CONF = '/srv/httpd/conf';

function workersOf(frontend: { files: { [path: string]: string } }): { [key: string]: string } {
  return jkProperties(frontend.files[`${CONF}/workers.properties`]);
}

test('a worker says what its Tomcat says', () => {
  const tier = new Tier();
  const tomcat = tier.tomcat('a', { host: tier.host('was-01'), connectors: [Connector.ajp({ port: 9009 })] });
  expect(workersOf(tier.frontend('web', [tomcat]))).toMatchObject({
    'worker.list': 'a-lb,health-lb,jk-status,jk-members',
    'worker.a-lb.balance_workers': 'a',
    'worker.a.host': tomcat._address,
    'worker.a.port': '9009',
    'worker.a.secret': '{{ajp_secret}}',
  });
});

test('a cluster is one balancer over its members, in whichever order they joined', () => {
  const tier = new Tier();
  const cluster = tier.cluster('x');
  const frontend = tier.frontend('web', [cluster]);
  ['was-02', 'was-01'].forEach((name) => tier.tomcat(name, { cluster, host: tier.host(name) }));
  expect(workersOf(frontend)).toMatchObject({
    'worker.list': 'x-lb,health-lb,jk-status,jk-members', 'worker.x-lb.type': 'lb', 'worker.x-lb.balance_workers': 'x-was-01,x-was-02', 'worker.x-lb.sticky_session': 'true',
  });
});

test('what mod_jk watches can be set', () => {
  const tier = new Tier();
  const frontend = tier.frontend('web', [tier.tomcat('a')], {
    failover: Failover.standard({
      connectTimeoutMillis: 111, pingTimeoutMillis: 222, reusePingTimeoutMillis: 101, replyTimeoutMillis: 333, recoverTimeSeconds: 44,
    }),
    workers: { recoveryOptions: 19, maxReplyTimeouts: 5, connectionPoolTimeoutSeconds: 7 },
  });
  expect(workersOf(frontend)).toMatchObject({
    'worker.template.tomcat.socket_connect_timeout': '111',
    'worker.template.tomcat.ping_timeout': '222',
    'worker.template.tomcat.connect_timeout': '148',
    'worker.template.tomcat.prepost_timeout': '101',
    'worker.template.tomcat.reply_timeout': '333',
    'worker.template.tomcat.recovery_options': '19',
    'worker.template.tomcat.connection_pool_timeout': '7',
    'worker.template.tomcat.connection_acquire_timeout': '5000',
    'worker.a-lb.method': 'Session',
    'worker.a-lb.recover_time': '74', // nobody but the watch tries it before
    'worker.a-lb.max_reply_timeouts': '5',
  });
});

test.each([[undefined, '3', '667'], [[503], '2', '1000']])('a connection is tried three times, a Tomcat that is to fail with the statuses %p twice', (failOnStatus, retries, millis) => {
  const tier = new Tier();
  expect(workersOf(tier.frontend('web', [tier.tomcat('a')], { workers: { failOnStatus } }))).toMatchObject({
    'worker.template.tomcat.retries': retries, 'worker.template.tomcat.connect_timeout': millis,
  });
});

test.each([
  ['standard', Failover.standard(), 1500],
  ['fast', Failover.fast(), 1000],
  ['patient', Failover.patient(), undefined],
  ['less than silentGetMillis', Failover.standard({ replyTimeoutMillis: 1000 }), undefined],
  ['endless', Failover.standard({ replyTimeoutMillis: 0 }), 1500],
])('with %s patience a GET is asked for again, where it says when also for silence', (_, failover, silentMillis) => {
  const tier = new Tier();
  const conf = tier.frontend('web', [tier.tomcat('a')], { failover }).files[`${CONF}/mod_jk.conf`];
  expect(conf).toContain('ErrorDocument 502');
  expect(/JK_REPLY_TIMEOUT=(\d+)/.exec(conf)?.[1]).toBe(silentMillis?.toString());
});

test('httpd asks for nothing again where it must not', () => {
  const tier = new Tier();
  const conf = tier.frontend('web', [tier.tomcat('a')], { failover: Failover.standard({ repeatGet: false }) }).files[`${CONF}/mod_jk.conf`];
  expect(conf).not.toMatch(/ErrorDocument|JK_REPLY_TIMEOUT/);
});

test('what mod_jk has beside can be set', () => {
  const tier = new Tier();
  const workers: JkWorkerOptions = {
    method: JkMethod.BUSYNESS, pessimisticLock: true, stickySessionForce: true, retries: 3, errorEscalationTimeSeconds: 4,
    failOnStatus: [503, -404], busyLimit: 5,
    connectionAcquireTimeoutMillis: 6, connectionPoolSize: 7, connectionPoolMinsize: 8, maxReplyTimeouts: 10,
  };
  expect(workersOf(tier.frontend('web', [tier.tomcat('a')], { workers }))).toMatchObject({
    'worker.a-lb.method': 'Busyness',
    'worker.a-lb.lock': 'P',
    'worker.a-lb.sticky_session_force': 'true',
    'worker.a-lb.retries': '3',
    'worker.a-lb.error_escalation_time': '4',
    'worker.a-lb.max_reply_timeouts': '10',
    'worker.template.tomcat.fail_on_status': '503,-404',
    'worker.template.tomcat.busy_limit': '5',
    'worker.template.tomcat.connection_acquire_timeout': '6',
    'worker.template.tomcat.connection_pool_size': '7',
    'worker.template.tomcat.connection_pool_minsize': '8',
  });
});

test.each<[string, JkWorkerOptions]>([
  ['recoveryOptions 32', { recoveryOptions: 32 }],
  ['retries 0', { retries: 0 }],
  ['busyLimit 0.5', { busyLimit: 0.5 }],
  ['failOnStatus 99', { failOnStatus: [503, 99, -404] }],
])('%s is refused: it is no number that mod_jk takes, or of another unit', (got, workers) => {
  expect(problemOf(() => new Tier().frontend('web', [], { workers }))).toMatchObject({ code: 'OPTION_RANGE', path: 'shop/web', got: `${got} of workers` });
});

test('a worker can weigh more, be further away, wait for the others to fail, or get no requests', () => {
  const tier = new Tier();
  const members = ['a', 'b', 'c', 'd', 'e'].map((jvmRoute) => ({ jvmRoute, host: `${jvmRoute}.example.com` }));
  const workers = workersOf(tier.frontend('web', [new ExternalTomcats(tier.stack, 'old', { members })], {
    members: {
      a: { lbfactor: 3, redirect: 'b', domain: 'left' }, b: { distance: 2 }, c: { hotStandby: true },
      d: { activation: Activation.DISABLED }, e: { activation: Activation.STOPPED },
    },
  }));
  expect(workers).toMatchObject({
    'worker.a.lbfactor': '3', 'worker.a.redirect': 'b', 'worker.a.domain': 'left', 'worker.b.distance': '2', 'worker.c.distance': '99',
    'worker.d.activation': 'D', 'worker.e.activation': 'S', 'worker.old-lb.method': 'Next',
  });
  expect(tier.problems).toEqual([]);
});

test.each([{ lbfactor: 0 }, { lbfactor: 1.5 }, { distance: 99 }])('a member with %j is refused', (options) => {
  expect(problemOf(() => new Tier().frontend('web', [], { members: { a: options } }))).toMatchObject({ code: 'OPTION_RANGE', path: 'shop/web' });
});

test('a route has a reply time-out of its own', () => {
  const tier = new Tier();
  const [frontend, tomcat] = [tier.frontend('web', []), tier.tomcat('a')];
  frontend.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat), Route.path('/reports', tomcat, { replyTimeoutMillis: 300_000 })] });
  expect(frontend.files[`${CONF}/sites/shop.example.com.conf`].match(/SetEnvIf .*/g)).toEqual([
    'SetEnvIf Request_URI "^/reports(?:;[^/]*)?(?:/|$)" JK_REPLY_TIMEOUT=300000 !asked-shortly',
  ]);
  expect(problemOf(() => Route.path('/reports', tomcat, { replyTimeoutMillis: 5 }))).toMatchObject({ code: 'OPTION_RANGE' });
});

test('a GET is waited for longer where its Tomcat may wait for another one that died', () => {
  const tier = new Tier();
  const frontend = tier.frontend('web', []);
  const targets = [SessionManager.backup(), SessionManager.delta()].map((manager, index) => tier.cluster('xy'[index], { manager }));
  frontend.addVirtualHost('shop.example.com', { routes: [Route.all(targets[0]), Route.path('/news', targets[1])] });
  const conf = frontend.files[`${CONF}/sites/shop.example.com.conf`];
  expect(conf.match(/SetEnvIf(Expr)? .*/g)?.map((line) => line.replace(/"%\{REQUEST_METHOD.* && /, '… && '))).toEqual([
    'SetEnvIf Request_URI "^/" !JK_REPLY_TIMEOUT !asked-shortly', 'SetEnvIfExpr … && %{REQUEST_URI} =~ m#^/#" JK_REPLY_TIMEOUT=7000 asked-shortly',
    'SetEnvIf Request_URI "^/news(?:;[^/]*)?(?:/|$)" !JK_REPLY_TIMEOUT !asked-shortly', 'SetEnvIfExpr … && %{REQUEST_URI} =~ m#^/news(?:;[^/]*)?(?:/|$)#" JK_REPLY_TIMEOUT=1500 asked-shortly',
  ]);
});

test('a route below one with a reply time-out keeps that of all workers', () => {
  const tier = new Tier();
  const [frontend, tomcat] = [tier.frontend('web', []), tier.tomcat('a')];
  const routes = [Route.path('/shop/v1.2', tomcat, { replyTimeoutMillis: 1000 }), Route.path('/shop', tomcat), Route.all(tomcat, { replyTimeoutMillis: 90_000 })];
  frontend.addVirtualHost('shop.example.com', { routes });
  expect(frontend.files[`${CONF}/sites/shop.example.com.conf`].match(/SetEnvIf .*/g)).toEqual([
    'SetEnvIf Request_URI "^/" JK_REPLY_TIMEOUT=90000 !asked-shortly',
    'SetEnvIf Request_URI "^/shop(?:;[^/]*)?(?:/|$)" !JK_REPLY_TIMEOUT !asked-shortly',
    'SetEnvIf Request_URI "^/shop(?:;[^/]*)?/v1[.]2(?:;[^/]*)?(?:/|$)" JK_REPLY_TIMEOUT=1000 !asked-shortly',
  ]);
});

test('the host itself changes members, and those who are named see them', () => {
  const tier = new Tier();
  const unknown = tier.frontend('web', [tier.tomcat('a')], { status: { from: ['10.0.0.0/8', '192.0.2.7/32'] } }).files[`${CONF}/sites/unknown-names.conf`];
  expect(unknown).toContain('<Location /-/members>\n    Require expr "%{CONN_REMOTE_ADDR} == \'127.0.0.1\' && %{req_novary:X-Member-Command} -in {\'yes\', \'watch\'}"\n    SetEnvIfExpr "%{CONN_REMOTE_ADDR} == \'127.0.0.1\' && %{req_novary:X-Member-Command} -in {\'watch\'}" unlogged\n    JkMount jk-members\n  </Location>');
  expect(unknown).toContain('<Location /-/status>\n    Require ip 10.0.0.0/8 192.0.2.7/32\n    JkMount jk-status\n  </Location>');
  expect(workersOf(tier.frontend('web-2', [tier.tomcat('b')]))).toMatchObject({ 'worker.jk-status.read_only': 'true' });
  expect(problemOf(() => tier.frontend('web-3', [], { status: { from: ['everyone'] } }))).toMatchObject({ code: 'CIDR', path: 'shop/web-3' });
});

test('Tomcats elsewhere are workers with what is said of them', () => {
  const tier = new Tier();
  const old = new ExternalTomcats(tier.stack, 'old', {
    members: [{ jvmRoute: 'one', host: '192.0.2.8' }, { jvmRoute: 'two', host: 'was.example.com', port: 9009 }], ajpSecret: tier.secret,
  });
  const workers = workersOf(tier.frontend('web', [old]));
  expect(workers).toMatchObject({
    'worker.old-lb.balance_workers': 'one,two',
    'worker.one.host': '192.0.2.8',
    'worker.one.port': '8009',
    'worker.two.host': 'was.example.com',
    'worker.two.port': '9009',
    'worker.two.secret': '{{ajp_secret}}',
  });
});

test('a host and a port that only Terraform knows reach the worker, with a rule for the host', () => {
  const tier = new Tier();
  const host = new TerraformVariable(tier.stack, 'was_host', { type: 'string' }).stringValue;
  const port = new TerraformVariable(tier.stack, 'was_port', { type: 'number' }).numberValue;
  tier.frontend('web', [new ExternalTomcats(tier.stack, 'old', { members: [{ jvmRoute: 'one', host, port }] })]);
  const [container] = containersOf(tier.app);
  const workers = container.upload.find(({ file }) => file.endsWith('workers.properties'))!.content_base64;
  expect(workers).toContain(', var.was_host, ');
  expect(workers).toContain(', var.was_port, ');
  expect(container.lifecycle).toEqual({ precondition: expect.arrayContaining([{
    condition: expect.stringContaining('var.was_host'), error_message: expect.stringMatching(/^shop\/web: known after apply: workers\.properties has no escape/),
  }]) });
});

test('a secret has a rule that names the front end and the secret', () => {
  const tier = new Tier();
  tier.frontend('web', [tier.tomcat('a')]);
  expect(containersOf(tier.app).find(({ name }) => name.endsWith('httpd'))!.lifecycle!.precondition).toEqual([{
    condition: expect.stringMatching(/^\$\{can\(regex\(.*, var\.ajp_secret\)\)\}$/),
    error_message: 'shop/web: ajp_secret: an AJP secret must be at least 16 of A-Z, a-z, 0-9, _ and -.',
  }]);
});

test('virtual hosts route their names and paths to their Tomcats; other names are refused', () => {
  const tier = new Tier();
  const [a, b] = ['a', 'b'].map((id) => tier.tomcat(id));
  const frontend = tier.frontend('web', [], { port: 8000 });
  frontend.addVirtualHost('shop.example.com', { serverAliases: ['www.example.com', '*.shop.example.com'], routes: [Route.path('/api/v1', b), Route.all(a)] });
  const site = frontend.files[`${CONF}/sites/shop.example.com.conf`];
  expect(site.split('\n').map((line) => line.trim())).toEqual(expect.arrayContaining([
    '<VirtualHost *:8000>', 'ServerName shop.example.com', 'ServerAlias www.example.com *.shop.example.com', 'JkMount /api/v1|/* b-lb', 'JkMount /* a-lb',
  ]));
  const httpdConf = frontend.files[`${CONF}/httpd.conf`];
  expect(httpdConf).toContain('Listen 8000\n');
  expect(httpdConf.match(/Include \S+sites\/.*/g)).toEqual([`Include ${CONF}/sites/unknown-names.conf`, `Include ${CONF}/sites/shop.example.com.conf`]);
  expect(frontend.files[`${CONF}/sites/unknown-names.conf`]).toContain('Require all denied');
  expect(frontend.serverNames).toEqual(['shop.example.com']);
});

test('a front end is ready when its first site answers', () => {
  const tier = new Tier();
  const tomcat = tier.tomcat('a', { applications: [WebApplication.sessionProbe({ contextPath: '/shop', readinessPath: '/ready' })] });
  expect(tier.frontend('web', [tomcat])._service.readiness()).toMatchObject({ port: 80, request: { path: '/shop/ready', hostName: 'a.example.com' } });
});

test.each(['shop', '/shop/', '/', '', '/a b', '/a|b', '/*'])('the route "%s" is refused', (path) => {
  expect(problemOf(() => Route.path(path, new Tier().tomcat('a')))).toMatchObject({
    code: 'ROUTE_PATH', got: `the path "${path}"`, why: 'a path begins with a slash and ends without one', fix: 'write it as in /shop',
  });
});

test.each<[string, (tier: Tier) => unknown, string]>([
  ['a front end', (tier) => tier.frontend('web', [], { port: 0 }), 'shop/web'],
  ['Tomcats elsewhere', (tier) => new ExternalTomcats(tier.stack, 'old', { members: [{ jvmRoute: 'one', host: 'h', port: 70000 }] }), 'shop/old'],
])('a port of %s that is none is refused', (_, program, path) => {
  expect(problemOf(() => program(new Tier()))).toMatchObject({ code: 'PORT', path, why: 'a port is a whole number from 1 to 65535' });
});

test.each([
  ['the packages of an operating system', ApacheDistribution.operatingSystemPackage(), '/usr/sbin/apache2', '/usr/lib/apache2/modules'],
  ['the official image', ApacheDistribution.officialImage('httpd:2.4'), '/usr/local/apache2/bin/httpd', '/usr/local/apache2/modules'],
  ['an image', ApacheDistribution.image('mine', '/opt/httpd', '/opt/modules'), '/opt/httpd', '/opt/modules'],
])('httpd of %s is started and finds its modules', (_, distribution, program, modules) => {
  const tier = new Tier();
  const frontend = tier.frontend('web', [tier.tomcat('a')], { distribution });
  expect(frontend.files[`${CONF}/mod_jk.conf`]).toContain(`LoadModule jk_module ${modules}/mod_jk.so`);
  expect(frontend._service.command[0]).toBe(program);
});

describe('the release that the name of an image says', () => {
  const SOURCES: [string, (image: string) => ApacheDistribution][] = [
    ['officialImage', ApacheDistribution.officialImage], ['image', ApacheDistribution.image],
  ];

  describe.each(SOURCES)('of %s()', (_, of) => {
    test.each([
      ['httpd:2.4.46', 'front ends need httpd 2.4.47'],
      ['httpd:2.2.34', 'front ends need httpd 2.4.47'],
      ['registry.example.com:5000/library/httpd:2.4.6-alpine', 'front ends need httpd 2.4.47'],
      ['httpd:2.4.64', 'every RewriteCond'],
      ['httpd:2.4.64@sha256:0123456789abcdef', 'every RewriteCond'],
    ])('is refused: %s', (image, why) => {
      expect(problemOf(() => of(image))).toMatchObject({
        code: 'HTTPD_RELEASE', got: `the image ${image}`, why: expect.stringContaining(why), fix: expect.stringContaining("'httpd:2.4'"),
      });
    });

    test.each([
      'httpd:2.4.47', 'httpd:2.4.63', 'httpd:2.4.65-alpine', 'httpd:2.4.640', 'httpd:2.4', 'httpd', 'httpd:latest', 'own-httpd:2.4.6', 'httpd:2.4.6.1',
    ])('is accepted: %s', (image) => {
      expect(() => of(image)).not.toThrow();
    });
  });
});

test.each([[50, 1, 50], [100, 1, 100], [150, 3, 50], [200, 2, 100]])('%s requests at once are %s children of %s threads', (maxRequestWorkers, children, threads) => {
  const conf = new Tier().frontend('web', [], { maxRequestWorkers }).files[`${CONF}/httpd.conf`];
  expect(conf).toMatch(new RegExp(`StartServers ${children}\\n +ThreadLimit ${threads}\\n +ThreadsPerChild ${threads}\\n +MaxRequestWorkers ${maxRequestWorkers}\\n`));
});

test.each([50, 100, 150])('children that still serve requests of before leave room for those of %s requests that httpd starts when it reads its files again', (maxRequestWorkers) => {
  const conf = new Tier().frontend('web', [], { maxRequestWorkers }).files[`${CONF}/httpd.conf`];
  const [limit, children] = ['ServerLimit', 'StartServers'].map((name) => Number(new RegExp(`${name} (\\d+)`).exec(conf)?.[1]));
  expect(limit).toBeGreaterThanOrEqual(2 * children);
});

test.each([0, 20, 75, 50.5])('maxRequestWorkers %s is refused: httpd has children of 50 threads', (maxRequestWorkers) => {
  expect(problemOf(() => new Tier().frontend('web', [], { maxRequestWorkers }))).toMatchObject({
    code: 'MAX_REQUEST_WORKERS', path: 'shop/web', got: `maxRequestWorkers ${maxRequestWorkers}`, fix: 'use a multiple of 50',
  });
});

describe('a virtual host', () => {
  function refused(serverName: string, serverAliases: string[] = [], routes?: Route[]) {
    const tier = new Tier();
    const tomcat = tier.tomcat('a');
    const frontend = tier.frontend('web', [tomcat]); // a.example.com
    return problemOf(() => frontend.addVirtualHost(serverName, { serverAliases, routes: routes ?? [Route.all(tomcat)] }));
  }

  test.each(['', 'shop example.com', '../shop', 'shop.example.com/', '*.*.example.com'])('named "%s" is refused', (name) => {
    expect(refused(name)).toMatchObject({ code: 'SERVER_NAME', path: 'shop/web' });
    expect(refused('shop.example.com', [name])).toMatchObject({ code: 'SERVER_NAME' });
  });

  test.each([['A.example.com', []], ['shop.example.com', ['a.EXAMPLE.com']]])('whose name another one has is refused: %s %s', (name, aliases) => {
    expect(refused(name, aliases)).toMatchObject({ code: 'VIRTUAL_HOST_TAKEN', path: 'shop/web', fix: 'put all routes into one call' });
  });

  test.each([['unknown.invalid', []], ['shop.example.com', ['Unknown.Invalid']]])('named as that of unknown names is refused: %s %s', (name, aliases) => {
    expect(refused(name, aliases)).toMatchObject({ code: 'VIRTUAL_HOST_TAKEN', path: 'shop/web', fix: 'write the name that visitors use' });
  });

  test('without routes is refused', () => {
    expect(refused('shop.example.com', [], [])).toMatchObject({ code: 'ROUTES', got: 'the virtual host shop.example.com without routes' });
  });

  test('with two routes of one path is refused', () => {
    const tomcat = new Tier().tomcat('b');
    expect(refused('shop.example.com', [], [Route.path('/b', tomcat), Route.path('/b', tomcat)])).toMatchObject({
      code: 'ROUTES', got: 'two routes of /b for shop.example.com',
    });
  });
});
