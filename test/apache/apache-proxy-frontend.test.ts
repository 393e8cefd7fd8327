import {
  Activation, ApacheDistribution, ApacheJkFrontend, ApacheProxyFrontend, ApacheProxyFrontendProps, Connector, ExternalTomcats, Failover, IRouteTarget,
  ProxyBalancerOptions, ProxyLbMethod, ProxyProtocol, RemoteIpOptions, Route, SessionClusterProps, SessionManager, WebApplication,
} from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { httpdArguments } from '../support/httpd-reader';
import { MachineHost } from '../support/machine-host';
import { containersOf, problemOf, Tier } from '../support/program';

const CONF = '/srv/httpd/conf';

function proxy(tier: Tier, targets: IRouteTarget[], props: Partial<ApacheProxyFrontendProps> = {}): ApacheProxyFrontend {
  const frontend = new ApacheProxyFrontend(tier.stack, 'web', { host: props.host ?? tier.host('web-host'), ...props });
  targets.forEach((target) => frontend.addVirtualHost(`${target.node.id}.example.com`, { routes: [Route.all(target)] }));
  return frontend;
}

/** The directives of a file, as httpd splits them. */
function directives(frontend: ApacheProxyFrontend, file = 'proxy.conf'): string[][] {
  return frontend.files[`${CONF}/${file}`].split('\n').filter((line) => /^\s*[A-Za-z]/.test(line)).map((line) => httpdArguments(line));
}

function valuesOf(frontend: ApacheProxyFrontend, name: string): string[][] {
  return directives(frontend).filter(([each]) => each === name).map(([, ...values]) => values);
}

/** The parameters of the only member. */
function memberWith(balancer: ProxyBalancerOptions, props: Partial<ApacheProxyFrontendProps> = {}): string[] {
  const tier = new Tier();
  return valuesOf(proxy(tier, [tier.tomcat('a')], { ...props, balancer }), 'BalancerMember')[0];
}

function setWith(balancer: ProxyBalancerOptions): string[] {
  const tier = new Tier();
  return valuesOf(proxy(tier, [tier.tomcat('a')], { balancer }), 'ProxySet')[0];
}

/** What a member says that no failed request takes out. */
const FORGIVEN = ['status=+I', 'hcmethod=TCP', 'hcinterval=2', 'hcpasses=1', 'hcfails=2'];

test('one line is another mechanism: the same program is right with both', () => {
  for (const Frontend of [ApacheJkFrontend, ApacheProxyFrontend]) {
    const tier = new Tier();
    const web = new Frontend(tier.stack, 'web', { host: tier.host('web-01'), maxRequestWorkers: 150, members: { a: { lbfactor: 3 } } });
    web.addVirtualHost('shop.example.com', { routes: [Route.all(tier.tomcat('a'))] });
    expect(tier.problems).toEqual([]);
    expect(web._flows.map(({ purpose, ports }) => [purpose, ports.first])).toEqual([['ajp', 8009]]);
    expect(web._service.readiness().request).toEqual({ hostName: 'shop.example.com', path: '/-/health' });
  }
});

test('a member says what its Tomcat says', () => {
  const tier = new Tier();
  const tomcat = tier.tomcat('a', { host: tier.host('was-01'), connectors: [Connector.ajp({ port: 9009, keepAliveTimeoutMillis: 20_000 })] });
  expect(valuesOf(proxy(tier, [tomcat]), 'BalancerMember')[0]).toEqual([
    `ajp://${tomcat._address}:9009`, 'route=a', 'secret={{ajp_secret}}', 'connectiontimeout=700ms', 'ping=1000ms', 'timeout=90', 'retry=5', 'ttl=20', 'keepalive=On',
  ]);
});

test('sessions stay on their Tomcat, and go to another when it is gone', () => {
  expect(setWith({})).toEqual([
    'lbmethod=byrequests', 'stickysession=JSESSIONID|JSESSIONID', 'scolonpathdelim=On', 'nofailover=Off', 'maxattempts=2', 'failontimeout=Off', 'forcerecovery=On',
  ]);
});

test('the balancer looks for the cookie that the applications use', () => {
  const tier = new Tier();
  const tomcat = tier.tomcat('a', { applications: [WebApplication.sessionProbe({ sessionCookieName: 'SHOP' })] });
  const [ofHealth, ...ofTarget] = valuesOf(proxy(tier, [tomcat]), 'ProxySet').map(([, sticky]) => sticky).reverse();
  expect(ofHealth).toBe('stickysession=JSESSIONID|JSESSIONID');
  expect(new Set(ofTarget)).toEqual(new Set(['stickysession=SHOP|SHOP']));
  expect(tier.problems).toEqual([]);
  const other = new Tier();
  const elsewhere = new ExternalTomcats(other.stack, 'old', { members: [{ jvmRoute: 'o', host: '10.0.0.9' }] });
  expect(new Set(valuesOf(proxy(other, [elsewhere]), 'ProxySet').map(([, sticky]) => sticky))).toEqual(new Set(['stickysession=JSESSIONID|jsessionid']));
});

test('what httpd watches can be set', () => {
  const failover = Failover.standard({ connectTimeoutMillis: 111, pingTimeoutMillis: 222, replyTimeoutMillis: 3333, recoverTimeSeconds: 44 });
  expect(memberWith({}, { failover })).toEqual(expect.arrayContaining(['connectiontimeout=222ms', 'ping=222ms', 'timeout=4', 'retry=44']));
  expect(memberWith({}, { failover: Failover.standard({ replyTimeoutMillis: 0 }) })).toContain('timeout=86400');
  expect(memberWith({ healthCheck: { intervalSeconds: 3, passes: 4, fails: 5 } })).toEqual(
    expect.arrayContaining(['hcmethod=TCP', 'hcinterval=3', 'hcpasses=4', 'hcfails=5']));
  expect(setWith({
    lbMethod: ProxyLbMethod.BY_BUSYNESS, noFailover: true, maxAttempts: 7, failOnTimeout: true, forceRecovery: false, failOnStatus: [500, 503],
  })).toEqual([
    'lbmethod=bybusyness', 'stickysession=JSESSIONID|JSESSIONID', 'scolonpathdelim=On', 'nofailover=On', 'maxattempts=7', 'failontimeout=On', 'forcerecovery=Off', 'failonstatus=500,503',
  ]);
});

test.each<[string, ProxyBalancerOptions]>([
  ['maxAttempts 0', { maxAttempts: 0 }],
  ['failOnStatus 99', { failOnStatus: [503, 99, 500] }],
  ['intervalSeconds 0', { healthCheck: { intervalSeconds: 0 } }],
])('%s is refused: it is no number that httpd takes, or of another unit', (got, balancer) => {
  const tier = new Tier();
  expect(problemOf(() => proxy(tier, [], { balancer }))).toMatchObject({ code: 'OPTION_RANGE', path: 'shop/web', got: expect.stringContaining(got) });
});

test('the most specific path is said first, since httpd takes the first that matches', () => {
  const tier = new Tier();
  const [a, b] = ['a', 'b'].map((id) => tier.tomcat(id));
  const frontend = proxy(tier, []);
  frontend.addVirtualHost('shop.example.com', { routes: [Route.all(a), Route.path('/api', b), Route.path('/api/v1', a)] });
  expect(directives(frontend, 'sites/shop.example.com.conf').filter(([name]) => name.startsWith('ProxyPass'))).toEqual([
    ['ProxyPassMatch', '^/api(?:;[^/]*)?/v1(?:;[^/]*)?(?:/|$)', 'balancer://a-lb'],
    ['ProxyPassMatch', '^/api(?:;[^/]*)?(?:/|$)', 'balancer://b-lb'],
    ['ProxyPass', '/', 'balancer://a-lb/'],
  ]);
  expect(frontend.files[`${CONF}/sites/unknown-names.conf`]).toContain('ProxyPassMatch "^/-/health$" balancer://health-lb\n');
});

test('a route with a reply time-out of its own has a balancer of its own', () => {
  const tier = new Tier();
  const tomcat = tier.tomcat('a');
  const frontend = proxy(tier, []);
  frontend.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat), Route.path('/reports', tomcat, { replyTimeoutMillis: 300_000 })] });
  expect(directives(frontend, 'sites/shop.example.com.conf')).toContainEqual(
    ['ProxyPassMatch', '^/reports(?:;[^/]*)?(?:/|$)', 'balancer://a-lb-300000ms']);
  expect(valuesOf(frontend, 'BalancerMember').map((values) => values.find((value) => value.startsWith('timeout')))).toEqual(
    ['timeout=90', 'timeout=1', 'timeout=90', 'timeout=90', 'timeout=300', 'timeout=90']);
  expect(frontend.files[`${CONF}/proxy.conf`]).not.toContain('a-lb-300000ms-');
});

describe('patience', () => {
  /** The names of the balancers, each with how long its first member may be silent. */
  function balancersOf(props: Partial<ApacheProxyFrontendProps>): string[] {
    const tier = new Tier();
    const all = directives(proxy(tier, [tier.tomcat('a')], props)).filter(([name]) => name === 'BalancerMember');
    return all.map((values) => values.find((value) => value.startsWith('timeout='))!);
  }

  test('what is asked for first is waited for less than what is asked for again, of which each request has a connection of its own', () => {
    const tier = new Tier();
    const conf = proxy(tier, [tier.tomcat('a')], { failover: Failover.standard({ silentGetMillis: 1900 }) }).files[`${CONF}/proxy.conf`];
    expect(conf).toMatch(/<Proxy balancer:\/\/a-lb-first>\n.* timeout=1 .* ttl=1 /);
    expect(conf).toMatch(/<Proxy balancer:\/\/a-lb-again>\n.* timeout=90 .* disablereuse=On /);
    expect(conf.match(/RewriteRule .*/g)).toEqual([
      'RewriteRule "^proxy:balancer://a-lb/(.*)$" "balancer://a-lb-first/$1" "[P,NC]"', 'RewriteRule "^proxy:balancer://a-lb/(.*)$" "balancer://a-lb-again/$1" "[P,NC]"',
    ]);
  });

  describe('a request that fails on its Tomcat when it is asked for first', () => {
    test('is asked for again, and takes nobody away from the Tomcat, which httpd itself looks after', () => {
      const tier = new Tier();
      const frontend = proxy(tier, [tier.tomcat('a')], {
        failover: Failover.standard({ connectTimeoutMillis: 444, pingTimeoutMillis: 999, reusePingTimeoutMillis: 333 }),
      });
      const [whole, first, ...asked] = valuesOf(frontend, 'BalancerMember');
      expect(first).toEqual(expect.arrayContaining(['connectiontimeout=444ms', 'ping=333ms', ...FORGIVEN]));
      expect(whole).toEqual(expect.arrayContaining(['connectiontimeout=888ms', 'ping=999ms']));
      const [address] = whole;
      // Twice, for half as long, and the last one is also that of the health path.
      expect(asked.map(([url]) => url)).toEqual([address.replace('//', '//first@'), address, address]);
      for (const each of asked.slice(0, 2)) expect(each).toEqual(expect.arrayContaining(['connectiontimeout=444ms', 'ping=500ms', 'retry=5']));
      for (const each of [whole, ...asked]) expect(each.filter((value) => FORGIVEN.includes(value))).toEqual([]);
      expect(directives(frontend, 'proxy.conf').flat().filter((value) => value.startsWith('maxattempts='))).toEqual(
        ['maxattempts=2', 'maxattempts=2', 'maxattempts=5', 'maxattempts=2']);
      expect(valuesOf(frontend, 'ErrorDocument')).toContainEqual(['503', '/%{escape:%{REQUEST_URI}}']);
      expect(valuesOf(frontend, 'ProxyErrorOverride')).toEqual([['On', '503']]);
      expect(valuesOf(frontend, 'LoadModule').map(([name]) => name)).toEqual(expect.arrayContaining(['watchdog_module', 'proxy_hcheck_module']));
    });

    test('is left for another one before a first try of the Tomcat begins anew', () => {
      const tier = new Tier();
      const failover = Failover.standard({ connectTimeoutMillis: 500, pingTimeoutMillis: 2000, recoverTimeSeconds: 2 });
      expect(valuesOf(proxy(tier, [tier.tomcat('a')], { failover }), 'BalancerMember').map((values) => values.find((value) => value.startsWith('retry=')))).toEqual(
        ['retry=2', 'retry=2', 'retry=6', 'retry=6', 'retry=2']);
    });

    test('is looked after as the program says', () => {
      const tier = new Tier();
      const frontend = proxy(tier, [tier.tomcat('a')], { balancer: { healthCheck: { intervalSeconds: 7 } } });
      for (const values of valuesOf(frontend, 'BalancerMember')) expect(values).toContain('hcinterval=7');
    });

    test.each<[string, ProxyBalancerOptions]>([
      ['a time-out', { failOnTimeout: true }],
      ['a status', { failOnStatus: [503] }],
    ])('takes the Tomcat out where %s shall', (_, balancer) => {
      const tier = new Tier();
      const frontend = proxy(tier, [tier.tomcat('a')], { balancer });
      for (const values of valuesOf(frontend, 'BalancerMember')) expect(values.filter((value) => FORGIVEN.includes(value))).toEqual([]);
      expect(valuesOf(frontend, 'ErrorDocument').map(([status]) => status)).not.toContain('503');
    });
  });

  test('where httpd knows that no Tomcat can be reached, the page of the site comes at once', () => {
    const shown = (props: Partial<ApacheProxyFrontendProps>, errorPages: { [status: string]: string }) => {
      const tier = new Tier();
      const frontend = proxy(tier, [], props);
      frontend.addVirtualHost('shop.example.com', { routes: [Route.all(tier.tomcat('a'))], errorPages });
      return directives(frontend, 'sites/shop.example.com.conf').filter(([name]) => name === 'RewriteRule');
    };
    expect(shown({}, { 503: 'back soon' })).toEqual([['RewriteRule', '^', '/.page/503.html', '[PT,E=no-proxy:1]']]);
    expect(shown({}, { 502: 'it broke off' })).toEqual([]);
    expect(shown({ failover: Failover.patient() }, { 503: 'back soon' })).toEqual([]);
  });

  test.each<[string, Partial<SessionClusterProps>, number]>([
    ['a BackupManager', { manager: SessionManager.backup() }, 7],
    ['a BackupManager that does not wait for others, and asks for sessions behind what it sends', { manager: SessionManager.backup({ mapSendOptions: 8 }) }, 16],
    ['synchronous messages', { channelSendOptions: 6 }, 7],
    ['asynchronous messages', {}, 1],
  ])('with %s it is waited for as long as its Tomcat may wait for another one that died', (_, props, seconds) => {
    const tier = new Tier();
    const cluster = tier.cluster('x', props);
    tier.tomcat('a', { cluster });
    expect(proxy(tier, [cluster]).files[`${CONF}/proxy.conf`]).toMatch(new RegExp(`<Proxy balancer://x-lb-first>\\n.* timeout=${seconds} `));
  });

  test('it is waited for no less than the program says, where its Tomcat may wait for another one that died', () => {
    const tier = new Tier();
    const cluster = tier.cluster('x', { manager: SessionManager.backup() });
    tier.tomcat('a', { cluster });
    const { files } = proxy(tier, [cluster], { failover: Failover.standard({ silentGetMillis: 20_000 }) });
    expect(files[`${CONF}/proxy.conf`]).toMatch(/<Proxy balancer:\/\/x-lb-first>\n.* timeout=20 /);
  });

  test('one balancer is enough where a GET is not asked for again, or waited for from the beginning', () => {
    const all = [Failover.standard({ repeatGet: false }), Failover.standard({ silentGetMillis: 0 }), Failover.standard({ silentGetMillis: 90_000 })];
    for (const failover of all) expect(balancersOf({ failover })).toEqual(['timeout=90', 'timeout=90']);
    expect(balancersOf({ balancer: { protocol: ProxyProtocol.HTTP } })).toEqual(['timeout=90', 'timeout=90']);
  });
});

test('a member can weigh more, be further away, wait for the others to fail, or get no requests', () => {
  const tier = new Tier();
  const members = ['a', 'b', 'c', 'd', 'e'].map((jvmRoute) => ({ jvmRoute, host: `${jvmRoute}.example.com` }));
  const frontend = proxy(tier, [new ExternalTomcats(tier.stack, 'old', { members })], {
    members: {
      a: { lbfactor: 3, redirect: 'b' }, b: { distance: 2 }, c: { hotStandby: true }, d: { activation: Activation.DISABLED }, e: { activation: Activation.STOPPED },
    },
  });
  const said = [['loadfactor=3', 'redirect=b'], ['lbset=2'], ['lbset=99', 'status=+H'], ['status=+N'], ['status=+D']];
  const ofFirst = said.map((each) => [...each, ...FORGIVEN]);
  // Who is tried twice is left for another after that.
  const ofAgain = said.flatMap((each) => [each.filter((value) => !value.startsWith('redirect=')), each]);
  expect(valuesOf(frontend, 'BalancerMember').map((values) => values.slice(values.indexOf('keepalive=On') + 1))).toEqual([...said, ...ofFirst, ...ofAgain]);
  expect(tier.problems).toEqual([]);
});

test('two members at one place, which httpd takes for one, are refused', () => {
  const tier = new Tier();
  proxy(tier, [new ExternalTomcats(tier.stack, 'old', { members: ['a', 'b'].map((jvmRoute) => ({ jvmRoute, host: 'was.example.com' })) })]);
  expectErrors(tier.problems, {
    code: 'WORKER_NAME', path: 'shop/web', got: 'two members of old-lb at was.example.com:8009', why: 'ignores what is said of the second', fix: 'its own address and port',
  });
});

describe('over HTTP', () => {
  const balancer = { protocol: ProxyProtocol.HTTP };

  test('a member is the HTTP connector, and Tomcat is told how the visitor came', () => {
    const tier = new Tier();
    const connectors = [Connector.ajp(), Connector.http(), Connector.http({ address: '0.0.0.0', port: 8081 }), Connector.http({ address: '0.0.0.0', port: 8082 })];
    const tomcat = tier.tomcat('a', { connectors, remoteIp: {} });
    const frontend = proxy(tier, [tomcat], { balancer });
    expect(valuesOf(frontend, 'BalancerMember')[0]).toEqual([
      `http://${tomcat._address}:8081`, 'route=a', 'connectiontimeout=700ms', 'timeout=90', 'retry=5', 'ttl=60', 'keepalive=On', 'upgrade=websocket',
    ]);
    expect(directives(frontend)).toEqual(expect.arrayContaining([
      ['ProxyPreserveHost', 'On'], ['RequestHeader', 'set', 'X-Forwarded-Proto', 'expr=%{REQUEST_SCHEME}'],
    ]));
    expect(frontend._flows.map(({ purpose, ports }) => [purpose, ports.first])).toEqual([['http-backend', 8081]]);
    expect(tier.problems).toEqual([]);
  });

  test('Tomcat is told what a load balancer says of TLS, which AJP could not', () => {
    const remoteIp = { internalProxies: ['10.0.0.0/24'], protocolHeader: 'X-Proto' };
    const tier = new Tier();
    const frontend = proxy(tier, [tier.tomcat('a', { connectors: [Connector.http({ address: '0.0.0.0' })], remoteIp: {} })], { balancer, remoteIp });
    expect(valuesOf(frontend, 'RequestHeader')).toEqual([
      ['edit*', 'Connection', '(?i)x-forwarded-[a-z]+', ''],
      ['unset', 'X-Forwarded-For'], ['set', 'X-Forwarded-Proto', 'expr=%{REQUEST_SCHEME}'], ['set', 'X-Forwarded-Proto', 'https', "expr=%{reqenv:HTTPS} == 'on'"],
      ['unset', 'X-Forwarded-Port'], ['set', 'X-Forwarded-Port', 'expr=%{SERVER_PORT}', 'expr=%{HTTP_HOST} =~ /:[0-9]+$/'],
    ]);
    expect(problemOf(() => proxy(new Tier(), [], { remoteIp }))).toMatchObject({
      code: 'REMOTE_IP_HEADER', path: 'shop/web', got: 'protocolHeader X-Proto with AJP over mod_proxy', fix: expect.stringContaining('ApacheJkFrontend'),
    });
    expect(() => proxy(new Tier(), [], { remoteIp: { internalProxies: ['10.0.0.0/24'] } })).not.toThrow();
  });

  test.each<[string, RemoteIpOptions, string]>([
    ['a header of the client', { remoteIpHeader: 'X-Client' }, 'remoteIpHeader X-Client of remoteIp'],
    ['a header of the scheme', { protocolHeader: 'X-Scheme' }, 'protocolHeader X-Scheme of remoteIp'],
    ['a header of the port', { portHeader: 'X-Port' }, 'portHeader X-Port of remoteIp'],
    ['a header of the name', { hostHeader: 'X-Forwarded-Host' }, 'hostHeader X-Forwarded-Host of remoteIp'],
    ['addresses', { internalProxies: String.raw`192\.0\.2\.\d{1,3}`, trustedProxies: '192' }, String.raw`internalProxies 192\.0\.2\.\d{1,3} of remoteIp`],
  ])('a Tomcat that believes %s that the front end has not is refused', (_, remoteIp, got) => {
    const withProtocol = (protocol: ProxyProtocol) => {
      const tier = new Tier();
      proxy(tier, [tier.tomcat('a', { connectors: [Connector.ajp(), Connector.http({ address: '0.0.0.0' })], remoteIp })], { balancer: { protocol } });
      return tier.problems;
    };
    expectErrors(withProtocol(ProxyProtocol.HTTP), {
      code: 'REMOTE_IP_DIFFERS', path: 'shop/a', got: `${got}, with requests of shop/web over HTTP`, why: 'the front end', fix: 'out',
    });
    expect(withProtocol(ProxyProtocol.AJP)).toMatchObject([{ code: 'REMOTE_IP_OVER_AJP', severity: 'warning', path: 'shop/a', got: 'remoteIp, with requests of shop/web over AJP' }]);
  });

  test.each<[RemoteIpOptions]>([
    [{ remoteIpHeader: 'x-forwarded-for', protocolHeader: 'X-FORWARDED-PROTO', portHeader: 'X-Forwarded-Port' }], [{ internalProxies: '(?i)10.*' }],
    [{ internalProxies: String.raw`172\.\d+\.\d+\.\d+|10\..*` }], [{ internalProxies: 'none', trustedProxies: '172.*' }],
  ])('one that believes the front end with %j is not', (remoteIp) => {
    const tier = new Tier();
    proxy(tier, [tier.tomcat('a', { connectors: [Connector.http({ address: '0.0.0.0' })], remoteIp })], { balancer });
    expect(tier.problems).toEqual([]);
  });

  test.each<[string, RemoteIpOptions, ProxyProtocol, string | undefined]>([
    ['the port that the front end names', {}, ProxyProtocol.HTTP, 'X-Forwarded-Port'],
    ['another one, if it says so', { portHeader: 'X-Port' }, ProxyProtocol.HTTP, 'X-Port'],
    ['none over AJP, which says it', {}, ProxyProtocol.AJP, undefined],
  ])('a Tomcat with remoteIp believes %s', (_, remoteIp, protocol, header) => {
    const tier = new Tier();
    const tomcat = tier.tomcat('a', { connectors: [Connector.ajp(), Connector.http({ address: '0.0.0.0' })], remoteIp });
    proxy(tier, [tomcat], { balancer: { protocol } });
    expect(/portHeader="(.*?)"/.exec(tomcat.files['/srv/tomcat/a/conf/server.xml'])?.[1]).toBe(header);
  });

  test('a connector that only its own machine reaches is refused', () => {
    const tier = new Tier();
    proxy(tier, [tier.tomcat('a', { host: new MachineHost(tier.stack, 'was-01', '10.0.0.4'), remoteIp: {} })], { balancer });
    expectErrors(tier.problems, {
      code: 'WORKER_WITHOUT_CONNECTOR', path: 'shop/web', got: 'worker a at 10.0.0.4:8080', why: 'the HTTP connector of shop/a is bound to 127.0.0.1', fix: "use Connector.http({ address: '0.0.0.0' })",
    });
  });
});

test('a secret that mod_proxy_ajp cannot hold is refused', () => {
  const tier = new Tier();
  proxy(tier, [tier.tomcat('a')]);
  expect(containersOf(tier.app).find(({ name }) => name.endsWith('httpd'))!.lifecycle!.precondition).toEqual([{
    condition: expect.stringContaining(Buffer.from('^[A-Za-z0-9_-]{16,63}$').toString('base64')),
    error_message: 'shop/web: ajp_secret: the AJP secret of an ApacheProxyFrontend must be 16 to 63 of A-Z, a-z, 0-9, _ and -.',
  }]);
});

test('who may look at the status page can change nothing there: balancer-manager takes no query, and only GET', () => {
  const tier = new Tier();
  const { files } = proxy(tier, [tier.tomcat('a')], { status: { from: ['10.0.0.0/8', '192.0.2.7/32'] } });
  expect(files[`${CONF}/sites/unknown-names.conf`]).toContain([
    '  <Location /-/status>',
    '    Require ip 10.0.0.0/8 192.0.2.7/32',
    '    SetHandler balancer-manager',
    '    <If "-n %{QUERY_STRING} || %{REQUEST_METHOD} != \'GET\'">',
    '      Require all denied',
    '    </If>',
    '  </Location>',
    '',
  ].join('\n'));
});

describe('AJP packets of another size', () => {
  /** What httpd is told of the packets of two Tomcats, of which it reaches the HTTP connector too. */
  function packetSize(sizes: (number | undefined)[], balancer: ProxyBalancerOptions = {}): string[][] {
    const tier = new Tier();
    const tomcats = sizes.map((packetSizeBytes, index) => tier.tomcat(`t${index}`, {
      connectors: [Connector.ajp({ packetSizeBytes }), Connector.http({ address: '0.0.0.0' })], remoteIp: {},
    }));
    return valuesOf(proxy(tier, tomcats, { balancer }), 'ProxyIOBufferSize');
  }

  test('are written once for all Tomcats', () => {
    expect(packetSize([16_384, 16_384])).toEqual([['16384']]);
  });

  test('are no matter of HTTP, or of Tomcats that say nothing', () => {
    expect(packetSize([16_384, 16_384], { protocol: ProxyProtocol.HTTP })).toEqual([]);
    expect(packetSize([undefined, undefined])).toEqual([]);
  });
});

test.each([
  ['the packages of an operating system', ApacheDistribution.operatingSystemPackage(), '/usr/lib/apache2/modules', 'httpd-package'],
  ['the official image', ApacheDistribution.officialImage('httpd:2.4'), '/usr/local/apache2/modules', 'httpd:2.4'],
])('httpd of %s needs no mod_jk', (_, distribution, modules, software) => {
  const tier = new Tier();
  const frontend = proxy(tier, [tier.tomcat('a')], { distribution });
  expect(frontend.files[`${CONF}/proxy.conf`]).toContain(`LoadModule proxy_ajp_module ${modules}/mod_proxy_ajp.so`);
  expect(frontend._service.software).toMatchObject({ name: software });
  expect(Object.values(frontend.files).join('')).not.toMatch(/jk_module|^Jk/m);
});

test('on the RHEL family httpd is its own package, with its own paths', () => {
  const tier = new Tier();
  const { program, modules, software } = ApacheDistribution.operatingSystemPackage()._httpd('mod_proxy', 'rhel');
  expect([program, modules, software.machine?.packages.rhel]).toEqual(['/usr/sbin/httpd', '/usr/lib64/httpd/modules', ['httpd', 'mod_http2', 'mod_md', 'mod_ssl']]);
  expect(proxy(tier, [tier.tomcat('a')], { status: { from: ['10.0.0.0/8'] } }).files[`${CONF}/sites/unknown-names.conf`]).toContain('Require ip 10.0.0.0/8\n');
});
