import { TerraformVariable } from 'cdktf';
import { Checks, Connector, ContextOptions, DataSource, JdbcDataSourceOptions, SameSite, Secret, TomcatInstanceProps, TomcatLibrary, WebApplication } from 'cdktf-tomcat-cluster';
import { AzureProgram } from '../azure/azure-program';
import { containersOf, problemOf, Tier, variableSecret } from '../support/program';

const ROOT = '/srv/tomcat/a/conf/Catalina/localhost/ROOT.xml';

function linesOf(context: ContextOptions, tier = new Tier(), props: Partial<TomcatInstanceProps> = {}): string[] {
  const { files } = tier.tomcat('a', { applications: [WebApplication.war('shop.war', context)], ...props });
  return files[ROOT].split('\n').slice(1, -1).map((line) => line.trim());
}

const database = (tier: Tier) => ({
  url: 'jdbc:postgresql://db/shop?a=1&b=2', driverClassName: 'org.postgresql.Driver', username: 'shop', password: variableSecret(tier.stack, 'db_password'),
});

test('sessions have the cookie that is asked for', () => {
  expect(linesOf({ sessionCookieName: 'SHOP', sessionCookiePath: '/', useHttpOnly: true, sameSiteCookies: SameSite.LAX })).toEqual([
    '<Context docBase="/srv/tomcat/a/applications/ROOT.war" sessionCookieName="SHOP" sessionCookiePath="/" useHttpOnly="true">',
    '<CookieProcessor className="org.apache.tomcat.util.http.Rfc6265CookieProcessor" sameSiteCookies="lax"/>',
    '</Context>',
  ]);
});

test.each(['', 'a b', 'a;b', 'ä'])('a session cookie named "%s" is refused', (sessionCookieName) => {
  expect(problemOf(() => linesOf({ sessionCookieName }))).toMatchObject({ code: 'SESSION_COOKIE', got: `the sessionCookieName "${sessionCookieName}"` });
});

test('an application finds parameters, entries, databases and links', () => {
  const tier = new Tier();
  expect(linesOf({
    parameters: { greeting: 'a "b"' },
    environmentEntries: [{ name: 'mail/sender', value: 'x' }, { name: 'limit', value: '5', type: 'java.lang.Integer' }],
    dataSources: [DataSource.jdbc('jdbc/shop', { ...database(tier), maxTotal: 20, maxIdle: 5, minIdle: 1, maxWaitMillis: 500, validationQuery: 'SELECT 1', testOnBorrow: true })],
    resourceLinks: [{ name: 'jdbc/all', global: 'jdbc/global' }],
  }, tier).slice(1, -1)).toEqual([
    '<Parameter name="greeting" value="a &quot;b&quot;" override="false"/>',
    '<Environment name="mail/sender" value="x" type="java.lang.String" override="false"/>',
    '<Environment name="limit" value="5" type="java.lang.Integer" override="false"/>',
    '<Resource name="jdbc/shop" auth="Container" type="javax.sql.DataSource" closeMethod="close" driverClassName="org.postgresql.Driver" '
      + 'url="jdbc:postgresql://db/shop?a=1&amp;b=2" username="shop" password="{{db_password}}" maxTotal="20" maxIdle="5" minIdle="1" maxWaitMillis="500" '
      + 'validationQuery="SELECT 1" testOnBorrow="true" validationQueryTimeout="5"/>',
    '<ResourceLink name="jdbc/all" global="jdbc/global" type="javax.sql.DataSource"/>',
  ]);
});

describe('a pool of connections', () => {
  const password = Secret.unsafePlainText('x');
  const attributesOf = (options: Partial<JdbcDataSourceOptions>) => {
    const pool = DataSource.jdbc('jdbc/shop', { url: 'jdbc:h2:mem:', driverClassName: 'org.h2.Driver', username: 'shop', password, ...options });
    return Object.fromEntries(Object.entries(pool._element.attributes!)
      .filter(([name, value]) => value !== undefined && !/^(auth|type|closeMethod|password)$/.test(name)));
  };
  const usual = { name: 'jdbc/shop', driverClassName: 'org.h2.Driver', url: 'jdbc:h2:mem:', username: 'shop', validationQueryTimeout: 5 };

  test('waits five seconds for a test, so that no request hangs at a connection that a firewall dropped', () => {
    expect(attributesOf({})).toEqual(usual);
    expect(attributesOf({ validationQueryTimeoutSeconds: -1 })).toEqual({ ...usual, validationQueryTimeout: -1 });
  });

  test('may say how long connections live, and what is done about those that are lost', () => {
    const same = { initialSize: 2, maxConnLifetimeMillis: 1_800_000, timeBetweenEvictionRunsMillis: 30_000, removeAbandonedOnBorrow: true };
    expect(attributesOf({ ...same, removeAbandonedTimeoutSeconds: 60, extraAttributes: { logAbandoned: 'true' } }))
      .toEqual({ ...usual, ...same, removeAbandonedTimeout: 60, logAbandoned: 'true' });
  });

  test.each([
    { initialSize: -1 }, { maxConnLifetimeMillis: -2 }, { timeBetweenEvictionRunsMillis: 0.5 }, { removeAbandonedTimeoutSeconds: 0 },
    { validationQueryTimeoutSeconds: -2 },
  ])('of which Tomcat takes no %j is refused', (options) => {
    const [[name, value]] = Object.entries(options);
    expect(problemOf(() => attributesOf(options))).toMatchObject({ code: 'OPTION_RANGE', got: `${name} ${value} of DataSource.jdbc()` });
  });

  test.each(['maxTotal', 'validationQueryTimeout', 'password'])('has the attribute %s from its option alone', (name) => {
    expect(problemOf(() => attributesOf({ extraAttributes: { [name]: '1' } }))).toMatchObject({ code: 'EXTRA_ATTRIBUTE_TAKEN', got: `${name} among the extraAttributes of Resource` });
  });
});

test('databases that applications share are resources of the server, beside its users', () => {
  const tier = new Tier();
  const globalDataSources = [DataSource.jdbc('jdbc/global', database(tier))];
  const serverXml = (id: string, props: Partial<TomcatInstanceProps>) => tier.tomcat(id, { globalDataSources, ...props }).files[`/srv/tomcat/${id}/conf/server.xml`];
  expect(serverXml('a', {})).toMatch(/<GlobalNamingResources>\s+<Resource name="jdbc\/global" .*\s+<\/GlobalNamingResources>/);
  expect(serverXml('b', { users: [{ username: 'x', password: tier.secret, roles: [] }] }))
    .toMatch(/<GlobalNamingResources>\s+<Resource name="UserDatabase" .*\s+<Resource name="jdbc\/global"/);
});

describe('the URL, user name and pool of a database may be what only Terraform knows', () => {
  const applications = ({ stack }: Tier | AzureProgram) => {
    const variable = (name: string, type: string) => new TerraformVariable(stack, name, { type });
    const [url, username, maxTotal] = [variable('url', 'string').stringValue, variable('username', 'string').stringValue, variable('pool', 'number').numberValue];
    const password = variableSecret(stack, 'db_password');
    return [WebApplication.sessionProbe({ dataSources: [DataSource.jdbc('jdbc/shop', { url, username, password, maxTotal, driverClassName: 'org.postgresql.Driver' })] })];
  };
  const libraries = [TomcatLibrary.jarFromUrl('https://repo.example.com/postgresql.jar', 'a'.repeat(64))];
  const known = ['url', 'username', 'pool', 'db_password'].map((name) => expect.stringContaining(`var.${name}`));

  test('in a container', () => {
    const tier = new Tier();
    const { files } = tier.tomcat('a', { applications: applications(tier) });
    expect(files[ROOT]).not.toMatch(/TfToken|e\+/);
    Checks.of(tier.app).accept('JDBC_DRIVER_MISSING', 'not what this is about');
    const content = containersOf(tier.app)[0].upload.find(({ file }) => file === ROOT)?.content_base64;
    known.forEach((variable) => expect(content).toEqual(variable));
  });

  test('on a machine, which gets them from Terraform', () => {
    const program = new AzureProgram();
    program.tomcat('a', program.was.add('was-01'), { libraries, applications: applications(program) });
    expect(program.problems).toEqual([]);
    const [{ protected_parameter: given }] = Object.values(program.terraform.resource.azurerm_virtual_machine_run_command);
    known.forEach((variable) => expect(given).toContainEqual(expect.objectContaining({ value: variable })));
  });
});

test('a password of a database in clear is refused', () => {
  const password = 'hunter2' as unknown as Secret;
  expect(problemOf(() => DataSource.jdbc('jdbc/shop', { ...database(new Tier()), password }))).toMatchObject({ code: 'SECRET_IN_CLEAR', path: 'jdbc/shop' });
});

test('an application answers only the addresses that it is told, and its host', () => {
  expect(linesOf({ allowedFrom: ['10.0.0.0/24'] })[1]).toBe('<Valve className="org.apache.catalina.valves.RemoteCIDRValve" allow="10.0.0.0/24,127.0.0.1/32"/>');
});

test.each<[string, string | undefined]>([
  ['0.0.0.0', undefined], ['127.0.0.1', undefined], ['localhost', undefined], ['172.30.0.9', '172.30.0.9/32'], ['::1', '::1/128'],
])('and its host from the address at which its host asks it: %s', (address, own) => {
  const tier = new Tier();
  const host = tier.hosts.add('was-01', { addresses: { a: '172.30.0.9' } });
  const { files } = tier.tomcat('a', { host, connectors: [Connector.http({ address })], applications: [WebApplication.sessionProbe({ allowedFrom: ['10.0.0.0/24'] })] });
  expect(files['/srv/tomcat/a/conf/Catalina/localhost/ROOT.xml']).toContain(`allow="10.0.0.0/24,127.0.0.1/32${own === undefined ? '' : `,${own}`}"`);
});

test.each<[string[]]>([[[]], [['10.0.0.1']], [['10.0.0.1/24']]])('the addresses %j are refused', (allowedFrom) => {
  expect(problemOf(() => linesOf({ allowedFrom }))).toMatchObject({ code: 'CIDR' });
});

test('what the library has no words for is added to the context', () => {
  expect(linesOf({ extraAttributes: { crossContext: 'true' }, extraElements: [{ name: 'Resources', attributes: { cachingAllowed: 'false' } }] })).toEqual([
    '<Context docBase="/srv/tomcat/a/applications/ROOT.war" crossContext="true">', '<Resources cachingAllowed="false"/>', '</Context>',
  ]);
});

test('a name that XML does not take is refused at once', () => {
  expect(problemOf(() => WebApplication.sessionProbe({ extraElements: [{ name: 'A', children: [{ name: 'a b' }] }] }))).toMatchObject({ code: 'XML_NAME' });
});

describe('the manager application', () => {
  const PATH = '/usr/local/tomcat/webapps.dist/manager';

  test('is there only when asked for, for some addresses, and with sessions of its own', () => {
    const tier = new Tier();
    const { files } = tier.tomcat('a', { cluster: tier.cluster('x'), applications: [WebApplication.manager(PATH, { allowedFrom: ['10.0.0.7/32'] })] });
    expect(Object.keys(files).filter((path) => path.includes('/applications/'))).toEqual([]);
    expect(files['/srv/tomcat/a/conf/Catalina/localhost/manager.xml'].split('\n').slice(1, -1)).toEqual([
      `<Context docBase="${PATH}" privileged="true">`,
      '  <CookieProcessor className="org.apache.tomcat.util.http.Rfc6265CookieProcessor" sameSiteCookies="strict"/>',
      '  <Valve className="org.apache.catalina.valves.RemoteCIDRValve" allow="10.0.0.7/32,127.0.0.1/32"/>',
      expect.stringMatching(/^ {2}<Manager pathname="" sessionAttributeValueClassNameFilter="java\\.lang\\.\(\?:Boolean\|/),
      '</Context>',
    ]);
  });

  test.each([[undefined, 'manager'], ['/admin', 'admin'], ['/', 'ROOT']])('may be elsewhere: the path %s', (contextPath, name) => {
    const { files } = new Tier().tomcat('a', { applications: [WebApplication.manager(PATH, { allowedFrom: ['10.0.0.7/32'], contextPath })] });
    expect(Object.keys(files)).toContain(`/srv/tomcat/a/conf/Catalina/localhost/${name}.xml`);
  });

  test.each([
    [undefined, 'without addresses'], [[], 'without addresses'], [['10.0.0.7/32', '0.0.0.0/0'], 'for 0.0.0.0/0'],
  ])('for the addresses %j is refused', (allowedFrom, got) => {
    expect(problemOf(() => WebApplication.manager(PATH, { allowedFrom: allowedFrom as string[] }))).toEqual({
      code: 'MANAGER_ADDRESSES', severity: 'error', path: '', got: `the manager application ${got}`,
      why: 'whoever reaches it and has a password runs any program on the machine',
      fix: expect.stringContaining("allowedFrom: ['203.0.113.7/32']"),
    });
  });
});
