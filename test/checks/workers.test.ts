import { TerraformVariable } from 'cdktf';
import { ApacheJkFrontend, ApacheProxyFrontend, Connector, ExternalTomcat, ExternalTomcats, IRouteTarget, ProxyProtocol, Route } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { MachineHost } from '../support/machine-host';
import { problemOf, synth, Tier } from '../support/program';

function external(tier: Tier, id: string, ...members: ExternalTomcat[]) {
  return new ExternalTomcats(tier.stack, id, { members, ajpSecret: tier.secret });
}

function web(tier: Tier): MachineHost {
  return new MachineHost(tier.stack, 'web-01', '10.0.0.9');
}

describe('WORKER_WITHOUT_CONNECTOR', () => {
  test('a route to a Tomcat whose AJP connector is bound to its own machine is refused', () => {
    const tier = new Tier();
    const host = new MachineHost(tier.stack, 'was-01', '10.0.0.4');
    tier.frontend('web', [tier.tomcat('a', { host, connectors: [Connector.ajp({ address: '127.0.0.1' })] })]);
    expectErrors(tier.problems, {
      code: 'WORKER_WITHOUT_CONNECTOR',
      path: 'shop/web',
      got: 'worker a at 10.0.0.4:8009',
      why: 'the AJP connector of shop/a is bound to 127.0.0.1',
      fix: 'leave the address of Connector.ajp() out',
    });
  });

  test.each([undefined, '0.0.0.0', '10.0.0.4'])('a route to a Tomcat whose AJP connector is bound to %s is accepted', (address) => {
    const tier = new Tier();
    const host = new MachineHost(tier.stack, 'was-01', '10.0.0.4');
    tier.frontend('web', [tier.tomcat('a', { host, connectors: [Connector.ajp({ address })] })]);
    expect(tier.problems).toEqual([]);
  });

  test('an AJP connector whose address only Terraform knows is left alone', () => {
    const tier = new Tier();
    const address = new TerraformVariable(tier.stack, 'address', { type: 'string' }).stringValue;
    tier.frontend('web', [tier.tomcat('a', { connectors: [Connector.ajp({ address })] })]);
    expect(tier.problems).toEqual([]);
  });

  test('an address that is repeated with the wrong port is refused', () => {
    const tier = new Tier();
    tier.tomcat('a', { host: new MachineHost(tier.stack, 'was-01', '10.0.0.4') });
    tier.frontend('web', [external(tier, 'old', { jvmRoute: 'a', host: '10.0.0.4', port: 8010 })], { host: web(tier) });
    expectErrors(tier.problems, {
      code: 'WORKER_WITHOUT_CONNECTOR',
      path: 'shop/web',
      got: 'worker a at 10.0.0.4:8010',
      why: 'shop/a is there, with its AJP connector on 8009',
      fix: 'pass the TomcatInstance or its SessionCluster to Route instead of repeating its address',
    });
  });

  test('an address that is repeated of a Tomcat without an AJP connector is refused', () => {
    const tier = new Tier();
    tier.tomcat('a', { host: new MachineHost(tier.stack, 'was-01', '10.0.0.4'), connectors: [Connector.http()] });
    tier.frontend('web', [external(tier, 'old', { jvmRoute: 'a', host: '10.0.0.4' })], { host: web(tier) });
    expectErrors(tier.problems, {
      code: 'WORKER_WITHOUT_CONNECTOR', path: 'shop/web', got: 'worker a at 10.0.0.4:8009', why: 'shop/a is there, with no AJP connector', fix: 'pass the TomcatInstance',
    });
  });

  test('the port of any Tomcat of a machine may be repeated', () => {
    const tier = new Tier();
    const host = new MachineHost(tier.stack, 'was-01', '10.0.0.4');
    tier.tomcat('a', { host });
    tier.tomcat('b', { host, portIndex: 1 });
    tier.frontend('web', [external(tier, 'old', { jvmRoute: 'a', host: '10.0.0.4' }, { jvmRoute: 'b', host: '10.0.0.4', port: 8019 })], { host: web(tier) });
    expect(tier.problems).toEqual([]);
  });

  test('Tomcats elsewhere are taken as they are said to be', () => {
    const tier = new Tier();
    const token = new TerraformVariable(tier.stack, 'host', { type: 'string' }).stringValue;
    tier.frontend('web', [external(tier, 'old', { jvmRoute: 'a', host: '192.0.2.9', port: 9009 }, { jvmRoute: 'b', host: token })]);
    expect(tier.problems).toEqual([]);
    expect(synth(tier.app).error).toBeUndefined();
  });
});

test.each([
  [undefined, ['WORKER_WITHOUT_CONNECTOR: nothing says at which port a speaks HTTP']], [8081, []],
])('over HTTP, Tomcats elsewhere are asked at the port %s', (port, problems) => {
  const tier = new Tier();
  const frontend = new ApacheProxyFrontend(tier.stack, 'web', { host: tier.host('web-01'), balancer: { protocol: ProxyProtocol.HTTP } });
  frontend.addVirtualHost('a.example.com', { routes: [Route.all(external(tier, 'old', { jvmRoute: 'a', host: '192.0.2.9', port }))] });
  expect(tier.problems.map(({ code, why }) => `${code}: ${why}`)).toEqual(problems);
  expect(frontend.files['/srv/httpd/conf/proxy.conf'].includes('http://192.0.2.9:8081 ')).toBe(port === 8081);
});

test.each([
  '10.0.0.1:8009', '10.0.0.256', '10.0.0', 'fe80::1', '[fe80::1]', 'my host', 'a..b', '-a.org', 'http://a.org', '',
])('Tomcats elsewhere at "%s" are refused', (host) => {
  expect(problemOf(() => external(new Tier(), 'old', { jvmRoute: 'a', host }))).toMatchObject({ code: 'ADDRESS_MALFORMED', path: 'shop/old', got: `the host "${host}"` });
});

test.each(['10.0.0.1', 'localhost', 'was-01.Example.com', 'shop_tomcat_1', '3com.example.com', 'xn--bcher-kva.example'])('Tomcats elsewhere may be at "%s"', (host) => {
  expect(() => external(new Tier(), 'old', { jvmRoute: 'a', host })).not.toThrow();
});

describe('JVM_ROUTE', () => {
  test.each(['a.was-01', 'a was', 'ä', 'a/1', ''])('the jvmRoute "%s" is refused', (jvmRoute) => {
    const tier = new Tier();
    tier.tomcat('a', { jvmRoute });
    expectErrors(tier.problems, {
      code: 'JVM_ROUTE', path: 'shop/a', got: `jvmRoute "${jvmRoute}"`, why: 'letters, digits, _ and -', fix: 'give another jvmRoute, or leave it out',
    });
  });

  test('two members of one cluster with one jvmRoute are refused', () => {
    const tier = new Tier();
    const cluster = tier.cluster('x');
    tier.tomcat('a', { cluster, jvmRoute: 'same' });
    tier.tomcat('b', { cluster, jvmRoute: 'same', uniqueId: Array(16).fill(7) });
    expectErrors(tier.problems, {
      code: 'JVM_ROUTE', path: 'shop/b', got: 'jvmRoute "same"', why: 'shop/a has the same', fix: 'give each a jvmRoute of its own',
    });
  });

  test('members of different clusters may have one jvmRoute', () => {
    const tier = new Tier();
    tier.tomcat('a', { cluster: tier.cluster('x'), jvmRoute: 'same' });
    tier.tomcat('b', { cluster: tier.cluster('y'), jvmRoute: 'same' });
    expect(tier.problems).toEqual([]);
  });
});

describe('WORKER_NAME', () => {
  test('a route to a cluster without members is refused', () => {
    const tier = new Tier();
    tier.frontend('web', [tier.cluster('x')]);
    expectErrors(tier.problems, {
      code: 'WORKER_NAME', path: 'shop/web', got: 'the balancer x-lb without members', why: 'nothing could answer its requests', fix: 'let a TomcatInstance join the cluster',
    });
  });

  test('a cluster whose name mod_jk cannot read is refused where it is routed to', () => {
    const tier = new Tier();
    const cluster = tier.cluster('x', { clusterName: 'shop.eu' });
    tier.tomcat('a', { cluster, jvmRoute: 'a' });
    tier.frontend('web', [cluster]);
    expectErrors(tier.problems, {
      code: 'WORKER_NAME', path: 'shop/web', got: 'the worker name "shop.eu-lb"', why: 'letters, digits, _ and -', fix: 'give the SessionCluster a clusterName',
    });
  });

  test('two clusters of one name behind one front end are refused', () => {
    const tier = new Tier();
    const [x, y] = ['x', 'y'].map((id) => tier.cluster(id, { clusterName: 'same' }));
    tier.tomcat('a', { cluster: x });
    tier.tomcat('b', { cluster: y });
    tier.frontend('web', [x, y]);
    expectErrors(tier.problems, {
      code: 'WORKER_NAME', path: 'shop/web', got: 'two workers named "same-lb"', why: 'the settings of the second', fix: 'give one SessionCluster another clusterName',
    });
  });

  test('two clusters of one name behind different front ends are accepted', () => {
    const tier = new Tier();
    const [x, y] = ['x', 'y'].map((id) => tier.cluster(id, { clusterName: 'same' }));
    tier.tomcat('a', { cluster: x });
    tier.tomcat('b', { cluster: y });
    tier.frontend('web-01', [x]);
    tier.frontend('web-02', [y]);
    expect(tier.problems).toEqual([]);
  });

  test.each<[string, (tier: Tier) => IRouteTarget]>([
    ['Tomcat', (tier) => tier.tomcat('a', { jvmRoute: 'health-lb' })],
    ['site', (tier) => {
      const cluster = tier.cluster('health');
      tier.tomcat('a', { cluster });
      return cluster;
    }],
  ])('a %s with the name of the balancer that answers for the front end is refused', (_, target) => {
    const tier = new Tier();
    tier.frontend('web', [target(tier)]);
    expectErrors(tier.problems, {
      code: 'WORKER_NAME', path: 'shop/web', got: 'a worker named "health-lb"', why: 'answers for the front end as a whole', fix: 'give the SessionCluster another clusterName',
    });
  });

  test('a site with nearly the name of that balancer is accepted', () => {
    const tier = new Tier();
    const cluster = tier.cluster('healthy');
    tier.tomcat('a', { cluster, jvmRoute: 'health' });
    tier.frontend('web', [cluster]);
    expect(tier.problems).toEqual([]);
  });

  test.each([ApacheJkFrontend, ApacheProxyFrontend])('a Tomcat may be called as the settings of all are (%p)', (Frontend) => {
    const tier = new Tier();
    const web = new Frontend(tier.stack, 'web', { host: tier.host('web-01') });
    ['tomcat', 'every'].forEach((id) => web.addVirtualHost(`${id}.example.com`, { routes: [Route.all(tier.tomcat(id))] }));
    expect(tier.problems).toEqual([]);
  });

  test('a member of a cluster that has a site of its own is one worker', () => {
    const tier = new Tier();
    const cluster = tier.cluster('x');
    const [a] = ['a', 'b'].map((jvmRoute) => tier.tomcat(jvmRoute, { cluster, jvmRoute }));
    const workers = tier.frontend('web', [cluster, a]).files['/srv/httpd/conf/workers.properties'];
    expect(tier.problems).toEqual([]);
    expect(workers.match(/^worker\.(a\.host|.*balance_workers)=.*/gm)).toEqual([
      `worker.a.host=${a._address}`, 'worker.x-lb.balance_workers=a,b', 'worker.a-lb.balance_workers=a', 'worker.health-lb.balance_workers=a,b',
    ]);
  });

  test.each<[string, ExternalTomcat[], ExternalTomcat[], boolean]>([
    ['the same Tomcat in two groups', [{ jvmRoute: 'a', host: '192.0.2.8' }], [{ jvmRoute: 'a', host: '192.0.2.8', port: 8009 }], false],
    ['another Tomcat in each of two groups', [{ jvmRoute: 'a', host: '192.0.2.8' }], [{ jvmRoute: 'a', host: '192.0.2.9' }], true],
    ['a Tomcat twice in a group', [{ jvmRoute: 'a', host: '192.0.2.8' }, { jvmRoute: 'a', host: '192.0.2.8' }], [{ jvmRoute: 'b', host: '192.0.2.9' }], true],
    ['a Tomcat and a balancer', [{ jvmRoute: 'new-lb', host: '192.0.2.8' }], [{ jvmRoute: 'b', host: '192.0.2.9' }], true],
  ])('one name for %s', (_, one, other, refused) => {
    const tier = new Tier();
    tier.frontend('web', [external(tier, 'old', ...one), external(tier, 'new', ...other)]);
    expect(tier.problems.map(({ code, got }) => `${code}: ${got}`)).toEqual(refused ? [`WORKER_NAME: two workers named "${one[0].jvmRoute}"`] : []);
  });

  test.each<[typeof ApacheJkFrontend | typeof ApacheProxyFrontend, string[]]>([
    [ApacheJkFrontend, []], [ApacheProxyFrontend, ['WORKER_NAME: the balancers Shop-lb and shop-lb']],
  ])('names that differ in capital letters only are one for mod_proxy (%p)', (Frontend, problems) => {
    const tier = new Tier();
    const web = new Frontend(tier.stack, 'web', { host: tier.host('web-01') });
    ['Shop', 'shop'].forEach((jvmRoute, index) => web.addVirtualHost(`${index}.example.com`, { routes: [Route.all(tier.tomcat(`t${index}`, { jvmRoute }))] }));
    expect(tier.problems.map(({ code, got }) => `${code}: ${got}`)).toEqual(problems);
  });

  test('a Tomcat that is reached by two routes is one worker', () => {
    const tier = new Tier();
    const cluster = tier.cluster('x');
    tier.tomcat('a', { cluster });
    const web = tier.frontend('web', [cluster]);
    web.addVirtualHost('www.example.com', { routes: web._virtualHosts[0].routes });
    expect(tier.problems).toEqual([]);
  });
});
