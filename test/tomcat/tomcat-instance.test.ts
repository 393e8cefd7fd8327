import { Connector, Secret, SessionManager, TomcatInstance, TomcatInstanceProps, TomcatRelease, WebApplication } from 'cdktf-tomcat-cluster';
import { containersOf, problemOf, Tier, variableSecret } from '../support/program';
import { readBySh, readByXmldom } from '../support/readers';

function element(file: string, name: string): string {
  return new RegExp(`<${name} [^>]*>`).exec(file)![0].replace(/([^/])>$/, '$1/>');
}

describe('a Tomcat without a cluster', () => {
  test('takes AJP on its own address and HTTP on its own machine', () => {
    const tier = new Tier();
    const tomcat = tier.tomcat('a', { host: tier.hosts.add('was-01', { addresses: { a: '172.30.0.9' } }) });
    const serverXml = tomcat.files['/srv/tomcat/a/conf/server.xml'];
    expect(serverXml.match(/<Connector .*/g)).toEqual([
      expect.stringMatching(/protocol="AJP\/1.3" address="172.30.0.9" port="8009" .*secret="\{\{ajp_secret\}\}" secretRequired="true"/),
      expect.stringMatching(/protocol="HTTP\/1.1" address="127.0.0.1" port="8080"/),
    ]);
    expect(serverXml).not.toMatch(/<Cluster|<Manager/);
    expect(serverXml).toContain('<Engine name="Catalina" defaultHost="localhost" jvmRoute="a">');
  });

  test('takes only HTTP when it has no secret', () => {
    const tomcat = new Tier().tomcat('a', { ajpSecret: undefined });
    expect(tomcat.files['/srv/tomcat/a/conf/server.xml'].match(/protocol="[^"]*"/g)).toEqual(['protocol="HTTP/1.1"']);
  });

  test('keeps its sessions to itself', () => {
    const tomcat = new Tier().tomcat('a', { applications: [WebApplication.sessionProbe()] });
    expect(tomcat.files['/srv/tomcat/a/conf/Catalina/localhost/ROOT.xml']).not.toContain('Manager');
  });
});

describe('the health check', () => {
  const http = [Connector.http()];
  test.each<[string, Partial<TomcatInstanceProps>, string | undefined]>([
    ['its first application', { applications: [WebApplication.sessionProbe({ contextPath: '/shop', readinessPath: '/ready' }), WebApplication.sessionProbe()] }, '/shop/ready'],
    ['the Tomcat itself, which has no page without applications', {}, '/-/health'],
    ['the same of a list of none', { applications: [] }, '/-/health'],
    ['no page where the release has no health check', { release: TomcatRelease.endOfLife('8.5.100') }, undefined],
    ['an application whatever the release', { release: TomcatRelease.endOfLife('8.5.100'), applications: [WebApplication.sessionProbe()] }, '/'],
  ])('asks for %s', (_, props, path) => {
    expect(new Tier().tomcat('a', { connectors: http, ...props })._service.readiness()).toEqual({
      address: '127.0.0.1', port: 8080, request: path === undefined ? undefined : { path, hostName: 'localhost' },
    });
  });

  test('of members that get their applications from a deployer asks the Tomcat, and so do their front ends', () => {
    const tier = new Tier();
    const cluster = tier.cluster('x');
    tier.tomcat('a', { cluster });
    expect(cluster._readinessPath).toBe('/-/health');
    expect(tier.frontend('web', [cluster])._service.readiness().request).toEqual({ path: '/-/health', hostName: 'x.example.com' });
  });
});

describe('a member of a cluster', () => {
  test('has a route of the names of cluster and host', () => {
    const tier = new Tier();
    expect(tier.tomcat('a', { cluster: tier.cluster('x'), host: tier.host('was-01') }).jvmRoute).toBe('x-was-01');
    expect(tier.tomcat('b', { cluster: tier.cluster('y', { clusterName: 'site' }), host: tier.host('was-02') }).jvmRoute).toBe('site-was-02');
  });

  test('has the manager of the cluster in every application', () => {
    const tier = new Tier();
    const cluster = tier.cluster('x', { manager: SessionManager.backup() });
    const tomcat = tier.tomcat('a', {
      cluster, applications: [WebApplication.sessionProbe(), WebApplication.sessionProbe({ contextPath: '/b' })],
    });
    ['ROOT', 'b'].forEach((name) => {
      expect(tomcat.files[`/srv/tomcat/a/conf/Catalina/localhost/${name}.xml`]).toContain('className="org.apache.catalina.ha.session.BackupManager"');
    });
  });
});

test('explicit values win over derived ones', () => {
  const tier = new Tier();
  const other = variableSecret(tier.stack, 'other');
  const uniqueId = Array.from({ length: 16 }, (_, index) => index);
  const tomcat = tier.tomcat('a', {
    cluster: tier.cluster('x'),
    instanceName: 'tomcat-a',
    jvmRoute: 'route',
    engineName: 'Engine',
    shutdownPort: 8005,
    uniqueId,
    portIndex: 2,
    receiver: { port: 4444, address: '172.30.0.99', autoBind: 3, maxThreads: 7 },
    connectors: [Connector.ajp({ port: 9009, address: '0.0.0.0', secret: other, keepAliveTimeoutMillis: 20_000, maxThreads: 50 }), Connector.http()],
  });
  const serverXml = tomcat.files['/srv/tomcat/tomcat-a/conf/server.xml'];
  expect(readByXmldom(serverXml, ['port'])).toEqual(['8005']);
  expect(serverXml).toContain('<Engine name="Engine" defaultHost="localhost" jvmRoute="route">');
  expect(readByXmldom(element(serverXml, 'Receiver'), ['address', 'port', 'autoBind', 'maxThreads'])).toEqual(['172.30.0.99', '4444', '3', '7']);
  expect(readByXmldom(element(serverXml, 'Connector'), ['address', 'port', 'secret', 'keepAliveTimeout', 'maxThreads']))
    .toEqual(['0.0.0.0', '9009', '{{other}}', '20000', '50']);
  expect(serverXml).toContain('protocol="HTTP/1.1" address="127.0.0.1" port="8100"');
  expect(tomcat._member.uniqueId).toEqual(uniqueId);
});

test.each([
  [0, '8009', '8080', '4000'],
  [1, '8019', '8090', '4010'],
  [7, '8079', '8150', '4070'],
])('the instance at place %d of its host has the ports %s, %s and %s', (portIndex, ajp, http, receiver) => {
  const tier = new Tier();
  const serverXml = tier.tomcat('a', { cluster: tier.cluster('x'), portIndex }).files['/srv/tomcat/a/conf/server.xml'];
  expect([...serverXml.matchAll(/<(?:Connector|Receiver) .*?port="(\d+)"/g)].map((match) => match[1])).toEqual([ajp, http, receiver]);
});

test('options of the Java machine arrive as the words they are, through both shells that read them', () => {
  const jvmOptions = ['-Da=$HOME "x"', "-Db=it's", '-Dc=a;b|c', '-Dd=`id`', '-De=\\n *'];
  const tomcat = new Tier().tomcat('a', { maxHeapMegabytes: 256, jvmOptions, environment: { TZ: 'Europe/Berlin', TEXT: '$(id) \'"\n' } });
  const setenv = tomcat.files['/srv/tomcat/a/bin/setenv.sh'];
  expect(readBySh(setenv, ['TZ', 'TEXT'])).toEqual(['Europe/Berlin', '$(id) \'"\n']);
  const words = ['-Xmx256m', '-XX:+ExitOnOutOfMemoryError', ...jvmOptions];
  const positional = `${setenv}\neval "set -- $CATALINA_OPTS"\nN=$#\n${words.map((_, index) => `W${index}=$${index + 1}`).join('\n')}\n`;
  expect(readBySh(positional, ['N', ...words.map((_, index) => `W${index}`)])).toEqual([String(words.length), ...words]);
});

test('an access log pattern arrives as it is', () => {
  const pattern = '%h "%{Referer}i" ${x} <&> %%{a}';
  const valve = element(new Tier().tomcat('a', { accessLogPattern: pattern }).files['/srv/tomcat/a/conf/server.xml'], 'Valve className="org.apache.catalina.valves.AccessLogValve"');
  expect(readByXmldom(valve, ['pattern'])).toEqual([pattern]);
});

describe('users of Tomcat', () => {
  test('and a user database are there only when asked for', () => {
    const { files } = new Tier().tomcat('a');
    expect(Object.keys(files)).not.toContain('/srv/tomcat/a/conf/tomcat-users.xml');
    expect(files['/srv/tomcat/a/conf/server.xml']).not.toMatch(/UserDatabase|GlobalResources|<Realm/);
  });

  test('are written with their roles and without their passwords', () => {
    const tier = new Tier();
    const password = variableSecret(tier.stack, 'manager_password');
    const { files } = tier.tomcat('a', { users: [{ username: 'a"&<', password, roles: ['manager-gui', 'admin-gui'] }, { username: 'b', password, roles: ['admin-gui'] }] });
    const users = files['/srv/tomcat/a/conf/tomcat-users.xml'];
    expect(users.match(/<role .*/g)).toEqual(['<role rolename="admin-gui"/>', '<role rolename="manager-gui"/>']);
    expect(readByXmldom(element(users, 'user'), ['username', 'password', 'roles'])).toEqual(['a"&<', '{{manager_password}}', 'manager-gui,admin-gui']);
    expect(files['/srv/tomcat/a/conf/server.xml']).toContain('pathname="conf/tomcat-users.xml"');
    expect(files['/srv/tomcat/a/conf/server.xml']).toContain('org.apache.catalina.realm.LockOutRealm');
  });
});

test.each<[string, number, (tier: Tier, port: number) => unknown]>([
  ['AJP connector port', 0, (_, port) => Connector.ajp({ port })],
  ['HTTP connector port', 65536, (_, port) => Connector.http({ port })],
  ['shutdown port', 1.5, (tier, port) => tier.tomcat('a', { shutdownPort: port })],
  ['receiver port', -1, (tier, port) => tier.tomcat('a', { receiver: { port } })],
])('the %s %d is refused', (what, port, program) => {
  expect(problemOf(() => program(new Tier(), port))).toMatchObject({
    code: 'PORT', got: `${what} ${port}`, why: 'a port is a whole number from 1 to 65535', fix: 'choose one in this range',
  });
});

test('what an instance runs cannot be changed from outside', () => {
  const tomcat: TomcatInstance = new Tier().tomcat('a', { applications: [WebApplication.sessionProbe()] });
  tomcat.applications.pop();
  expect(tomcat.applications).toHaveLength(1);
});

test('a secret in clear is in no file that people read', () => {
  const secret = Secret.unsafePlainText('hunter2hunter2hunter2');
  const tomcat = new Tier().tomcat('a', { ajpSecret: secret });
  expect(JSON.stringify(tomcat.files)).not.toContain('hunter2');
  expect(tomcat.files['/srv/tomcat/a/conf/server.xml']).toContain(`secret="{{${secret.name}}}"`);
});

test.each(['a-b', '1A', 'A B', ''])('a variable named "%s", which no shell takes, is refused', (name) => {
  expect(problemOf(() => new Tier().tomcat('a', { environment: { [name]: 'x' } }))).toMatchObject({
    code: 'ENVIRONMENT_NAME', path: 'shop/a', got: `the variable "${name}"`, fix: 'rename it, as in MY_VARIABLE',
  });
});

test.each(['a b', '../a', '-a', 'ü'])('an instance named "%s", which no folder or container should be, is refused', (instanceName) => {
  expect(problemOf(() => new Tier().tomcat('a', { instanceName }))).toMatchObject({ code: 'SERVICE_NAME', path: 'shop/a', got: `the name "${instanceName}"` });
});

test("a user's password that Tomcat or XML would change is refused when Terraform plans", () => {
  const tier = new Tier();
  const password = variableSecret(tier.stack, 'admin_password');
  tier.tomcat('a', { users: [{ username: 'admin', password, roles: ['manager-gui'] }] });
  const precondition = containersOf(tier.app)[0].lifecycle!.precondition;
  expect(precondition).toEqual([{
    condition: expect.stringContaining('var.admin_password'),
    error_message: "shop/a: admin_password: a Tomcat user's password must hold no $${ and no control characters.",
  }]);
  const [, pattern] = /base64decode\("([^"]+)"\)/.exec(precondition[0].condition)!;
  const accepts = new RegExp(Buffer.from(pattern, 'base64').toString().replaceAll('[:cntrl:]', '\\x00-\\x1f\\x7f'));
  for (const value of ['secret', 'a$b', '$', 'a$$', '{$}', '%{x}', '<&">']) expect(value).toMatch(accepts);
  for (const value of ['${x}', 'a${', '$${x}', 'a\nb']) expect(value).not.toMatch(accepts);
});

test.each([-1, 0, 0.5, 1500])('an AJP keep-alive time of %s ms is refused: mod_proxy counts in seconds', (keepAliveTimeoutMillis) => {
  expect(problemOf(() => Connector.ajp({ keepAliveTimeoutMillis }))).toMatchObject({ code: 'KEEP_ALIVE', fix: 'use less than 1000, or a multiple of it' });
});

test.each([['V9_0', false], ['V10_1', true], ['V11_0', true]] as const)('%s has requests in UTF-8 as its own web.xml says: %s', (line, utf8) => {
  const { files } = new Tier().tomcat('a', { release: TomcatRelease[line] });
  expect(files['/srv/tomcat/a/conf/web.xml'].includes('<request-character-encoding>UTF-8</request-character-encoding>')).toBe(utf8);
});

test('a receiver never has fewer threads than it starts with', () => {
  const tier = new Tier();
  const cluster = tier.cluster('x', { manager: SessionManager.backup() });
  const { files } = tier.tomcat('a', { cluster, receiver: { maxThreads: 4 } });
  expect(files['/srv/tomcat/a/conf/server.xml']).toMatch(/<Receiver .* maxThreads="4" minThreads="4"\/>/);
});
