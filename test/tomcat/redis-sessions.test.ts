import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformVariable } from 'cdktf';
import {
  ContextManager, RedisReadMode, RedisServer, RedisSessions, RedisSessionsProps, RedissonJars, RedisUpdateMode, TomcatInstance, TomcatInstanceProps,
  TomcatRelease, WebApplication,
} from 'cdktf-tomcat-cluster';
import { LabMachine } from '../machine/lab-machine';
import { problemOf, resolverOf, Tier, variableSecret } from '../support/program';
import { expectProblems } from '../support/expect-problem';
import { temporaryFolder } from '../support/temporary';

const jars = RedissonJars.repository('https://maven.example.com/releases');
const server = RedisServer.single('redis-01:6379');
const table = readFileSync(join(__dirname, '../../data/redisson-jars.tsv'), 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split('\t'));

function sessions(tier: Tier, props: Partial<RedisSessionsProps> = {}, id = 'shop'): RedisSessions {
  return new RedisSessions(tier.stack, id, { server, jars, password: variableSecret(tier.stack, `${id}_redis`), ...props });
}

function member(tier: Tier, redisSessions: RedisSessions, host: string, props: Partial<TomcatInstanceProps> = {}): TomcatInstance {
  return tier.tomcat(`${host}-a`, {
    host: tier.host(host), redisSessions, instanceName: 'a', applications: [WebApplication.sessionProbe()], ...props,
  });
}

function filesOf(props: Partial<RedisSessionsProps>, ofTomcat: Partial<TomcatInstanceProps> = {}): { [path: string]: string } {
  const tier = new Tier();
  return member(tier, sessions(tier, props), 'was-01', ofTomcat).files;
}

function fileOf(props: Partial<RedisSessionsProps>, path: string): string {
  return filesOf(props)[`/srv/tomcat/a/conf/${path}`];
}

test('a Tomcat keeps the sessions of its applications in Redis', () => {
  expect(fileOf({}, 'Catalina/localhost/ROOT.xml')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<Context docBase="/srv/tomcat/a/applications/ROOT">
  <Parameter name="site" value="shop" override="false"/>
  <Parameter name="instance" value="shop-was-01" override="false"/>
  <Manager className="org.redisson.tomcat.RedissonSessionManager" configPath="/srv/tomcat/a/conf/redisson.yaml" keyPrefix="shop" readMode="REDIS" updateMode="DEFAULT" broadcastSessionEvents="true"/>
  <JarScanner scanClassPath="false"/>
</Context>
`);
  expect(fileOf({}, 'redisson.yaml')).toBe(`singleServerConfig:
  address: 'redis://redis-01:6379'
  password: '{{shop_redis}}'
codec: !<org.redisson.codec.SerializationCodec> {}
`);
});

test('what is said goes where Redisson reads it', () => {
  const props: Partial<RedisSessionsProps> = {
    username: 'tomcat', tls: true, database: 3, keyPrefix: 'team:shop', readMode: RedisReadMode.MEMORY, updateMode: RedisUpdateMode.AFTER_REQUEST,
    broadcastSessionEvents: true, broadcastSessionUpdates: false, connectTimeoutMillis: 1, timeoutMillis: 2, retryAttempts: 0, connectionPoolSize: 4,
  };
  expect(fileOf(props, 'Catalina/localhost/ROOT.xml')).toContain(
    'keyPrefix="team:shop" readMode="MEMORY" updateMode="AFTER_REQUEST" broadcastSessionEvents="true" broadcastSessionUpdates="false"/>');
  expect(fileOf(props, 'redisson.yaml')).toBe(`singleServerConfig:
  address: 'rediss://redis-01:6379'
  database: 3
  username: 'tomcat'
  password: '{{shop_redis}}'
  connectTimeout: 1
  timeout: 2
  retryAttempts: 0
  connectionPoolSize: 4
  connectionMinimumIdleSize: 4
codec: !<org.redisson.codec.SerializationCodec> {}
`);
});

test('a logout is heard of by all Tomcats: as an event, or as a change where changes are told', () => {
  const events = (props: Partial<RedisSessionsProps>) => /broadcastSessionEvents="(.*?)"/.exec(fileOf(props, 'Catalina/localhost/ROOT.xml'))?.[1];
  expect(events({ readMode: RedisReadMode.REDIS })).toBe('true');
  expect(events({ readMode: RedisReadMode.MEMORY })).toBe('false');
  expect(events({ broadcastSessionEvents: false })).toBe('false');
});

test('sentinels and clusters are asked who has the data, and replicas are not read', () => {
  expect(fileOf({ server: RedisServer.sentinels('sessions', ['redis-01:26379', 'redis-02:26379']), connectionMinimumIdleSize: 2 }, 'redisson.yaml'))
    .toBe(`sentinelServersConfig:
  sentinelAddresses:
    - 'redis://redis-01:26379'
    - 'redis://redis-02:26379'
  masterName: 'sessions'
  password: '{{shop_redis}}'
  readMode: 'MASTER'
  masterConnectionMinimumIdleSize: 2
codec: !<org.redisson.codec.SerializationCodec> {}
`);
  expect(fileOf({ server: RedisServer.cluster(['redis-01:6379']) }, 'redisson.yaml')).toContain(`clusterServersConfig:
  nodeAddresses:
    - 'redis://redis-01:6379'
`);
});

test('the password is a reference, in which Terraform doubles single quotes', () => {
  const tier = new Tier();
  member(tier, sessions(tier), 'was-01');
  const yaml = tier.app.node.findAll().flatMap((construct) => construct instanceof TomcatInstance ? construct._service.files() : [])
    .find(({ path }) => path.endsWith('redisson.yaml'))!.text.toBase64(resolverOf(tier.stack));
  expect(yaml).toContain('replace(var.shop_redis, "\'", "\'\'")');
});

test('its Tomcats are members of one balancer, with routes of their own', () => {
  const tier = new Tier();
  const shop = sessions(tier);
  const members = [member(tier, shop, 'was-02'), member(tier, shop, 'was-01')];
  const web = tier.frontend('web', [shop]);
  expect(shop.members.map(({ jvmRoute }) => jvmRoute)).toEqual(['shop-was-01', 'shop-was-02']);
  expect(members.map(({ files }) => /<Engine [^>]*jvmRoute="([^"]+)"/.exec(files['/srv/tomcat/a/conf/server.xml'])?.[1])).toEqual(['shop-was-02', 'shop-was-01']);
  expect(members[0].files['/srv/tomcat/a/conf/server.xml']).not.toContain('<Cluster');
  const workers = Object.values(web.files).find((text) => text.includes('worker.shop-lb.type'));
  expect(workers).toContain('worker.shop-lb.balance_workers=shop-was-01,shop-was-02');
});

test('an application may do without Redis', () => {
  const tier = new Tier();
  const applications = [WebApplication.sessionProbe(), WebApplication.sessionProbe({ contextPath: '/local', manager: ContextManager.standard() })];
  const { files } = member(tier, sessions(tier), 'was-01', { applications });
  expect(files['/srv/tomcat/a/conf/Catalina/localhost/local.xml']).not.toContain('Redisson');
});

describe('jars', () => {
  test.each([['9.0', TomcatRelease.V9_0, 'redisson-tomcat-9'], ['10.1', TomcatRelease.V10_1, 'redisson-tomcat-10']])('are those of Tomcat %s', (_line, release, manager) => {
    const tier = new Tier();
    const artifacts = member(tier, sessions(tier), 'was-01', { release })._service.artifacts();
    expect(artifacts.filter(({ path }) => path.includes('redisson-tomcat')).map(({ path }) => path)).toEqual([`/srv/tomcat/a/lib/${manager}-3.52.0.jar`]);
    expect(artifacts.length).toBe(table.length - 1);
  });

  test('are fetched by a machine, and compared with their checksums', () => {
    const tier = new Tier();
    const [, , , , sha256] = table.find(([, artifact]) => artifact === 'redisson')!;
    expect(member(tier, sessions(tier), 'was-01')._service.artifacts()).toContainEqual(expect.objectContaining({
      path: '/srv/tomcat/a/lib/redisson-3.52.0.jar',
      download: { url: 'https://maven.example.com/releases/org/redisson/redisson/3.52.0/redisson-3.52.0.jar', sha256, withIdentity: false },
    }));
  });

  test('of a folder must be there, and be those of the table', () => {
    const folder = temporaryFolder();
    const [group, artifact, version] = table[0];
    const problem = () => problemOf(() => {
      const tier = new Tier();
      member(tier, sessions(tier, { jars: RedissonJars.folder(folder) }), 'was-01')._service.artifacts();
    });
    const fix = `fetch it with mvn dependency:copy -Dartifact=${group}:${artifact}:${version}:jar -DoutputDirectory=${folder}`;
    expect(problem()).toMatchObject({ code: 'REDISSON_JAR', got: `no ${artifact}-${version}.jar in ${folder}`, fix });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${artifact}-${version}.jar`), 'x');
    expect(problem()).toMatchObject({ code: 'REDISSON_JAR', got: `another ${artifact}-${version}.jar in ${folder}`, fix });
  });

  test('have checksums of the right form', () => {
    const [sha512, sha256] = ['sha512', 'sha256'].map((hash) => createHash(hash).digest('hex').length);
    expect(table.map(([, , , long, short]) => [long.length, short.length])).toEqual(table.map(() => [sha512, sha256]));
  });

  test('are fetched by machines, and copied into containers', () => {
    const tier = new Tier();
    member(tier, sessions(tier), 'was-01');
    expectProblems(tier.problems, 'error', {
      code: 'APPLICATION_NOT_CARRIED', path: 'shop/was-01-a', got: "RedissonJars.repository('https://maven.example.com/releases') in a container",
      why: 'a container fetches nothing', fix: "use RedissonJars.folder('lib')",
    });
  });

  test.each(['http://maven.example.com', 'https://maven.example.com/', 'https://maven.example.com/a b'])('the repository %s is refused', (url) => {
    expect(problemOf(() => RedissonJars.repository(url))).toMatchObject({ code: 'JAR_REPOSITORY', got: `the repository ${url}` });
  });
});

test.each(['redis-01', 'redis-01:0', 'redis-01:65536', 'redis://redis-01:6379', ''])('the address "%s" is refused', (address) => {
  expect(problemOf(() => RedisServer.single(address))).toMatchObject({ code: 'REDIS_ADDRESS', got: `the address "${address}" of a RedisServer` });
});

describe('an address that only Terraform knows', () => {
  const tokens: [string, (host: string) => RedisServer][] = [
    ['of one server', (host) => RedisServer.single(`${host}:6380`)],
    ['of sentinels, with the name of the master', (host) => RedisServer.sentinels(host, [`${host}:26379`])],
    ['of a cluster', (host) => RedisServer.cluster([`${host}:6379`, 'redis-02:6379'])],
  ];

  test.each(tokens)('%s reaches the container', (_, serverOf) => {
    const tier = new Tier();
    const { stringValue } = new TerraformVariable(tier.stack, 'redis_host', { type: 'string' });
    const { _service: service } = member(tier, sessions(tier, { server: serverOf(stringValue) }), 'was-01');
    const yaml = service.files().find(({ path }) => path.endsWith('redisson.yaml'))!.text.toBase64(resolverOf(tier.stack));
    expect(yaml).toContain('var.redis_host');
    const known = [...yaml.matchAll(/base64decode\("([^"]*)"\)/g)].map(([, base64]) => Buffer.from(base64, 'base64').toString('utf8')).join('');
    expect(known).toMatch(/redis:\/\//);
    expect(known).not.toContain('TfToken');
  });

  test.each(tokens)('%s reaches the machine', (_, serverOf) => {
    const tier = new Tier();
    const { stringValue } = new TerraformVariable(tier.stack, 'redis_host', { type: 'string' });
    const host = new LabMachine(tier.stack, 'was-01', { address: '10.1.0.1' });
    tier.tomcat('a', { host, redisSessions: sessions(tier, { server: serverOf(stringValue) }), applications: [WebApplication.sessionProbe()] });
    expect(host._givenValues.flatMap(({ text }) => text.references.map(({ token }) => token))).toContain(stringValue);
    expect(JSON.stringify(host._configuration.document)).not.toContain('TfToken');
    expect(tier.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

test('a RedisServer has an address', () => {
  expect(problemOf(() => RedisServer.cluster([]))).toMatchObject({ code: 'REDIS_ADDRESS', got: 'no address of a RedisServer' });
  expect(problemOf(() => RedisServer.sentinels('a b', ['redis-01:26379']))).toMatchObject({ code: 'REDIS_ADDRESS', got: 'the master\'s name "a b" of a RedisServer' });
});

test.each([['keyPrefix', { keyPrefix: 'a b' }], ['username', { username: 'a b' }]])('a %s with a space is refused', (option, props) => {
  expect(problemOf(() => sessions(new Tier(), props))).toMatchObject({ code: 'REDIS_NAME', path: 'shop/shop', got: `${option} "a b" of RedisSessions` });
});

test('a Redis Cluster has one database', () => {
  expect(problemOf(() => sessions(new Tier(), { server: RedisServer.cluster(['redis-01:6379']), database: 1 }))).toMatchObject({
    code: 'OPTION_RANGE', path: 'shop/shop', got: 'database 1 of RedisSessions',
  });
});

test('sessions are in one place', () => {
  const tier = new Tier();
  const redisSessions = sessions(tier);
  expect(problemOf(() => tier.tomcat('x', { redisSessions, cluster: tier.cluster('y') })))
    .toMatchObject({ code: 'REDIS_AND_OTHERS', path: 'shop/x', got: 'a cluster beside the RedisSessions shop', fix: 'leave out redisSessions or cluster' });
  expect(problemOf(() => tier.tomcat('z', { redisSessions, manager: ContextManager.standard() })))
    .toMatchObject({ code: 'REDIS_AND_OTHERS', got: 'a manager of its own beside the RedisSessions shop' });
});

test('a Redis without a password is warned of', () => {
  const tier = new Tier();
  sessions(tier, { password: undefined }, 'open');
  sessions(tier);
  expectProblems(tier.problems, 'warning', {
    code: 'REDIS_PASSWORD_MISSING', path: 'shop/open', got: 'RedisSessions without a password', why: 'whoever reaches Redis', fix: 'pass password',
  });
});

test('each application has its own sessions, though browsers send the cookie of the root to all', () => {
  const applications = ['/', '/admin', '/shop/old'].map((contextPath) => WebApplication.sessionProbe({ contextPath }));
  const files = filesOf({}, { applications });
  const prefixes = ['ROOT', 'admin', 'shop#old'].map((name) => /keyPrefix="([^"]*)"/.exec(files[`/srv/tomcat/a/conf/Catalina/localhost/${name}.xml`])?.[1]);
  expect(prefixes).toEqual(['shop', 'shop:admin', 'shop:shop#old']);
});

test('more connections that are kept than there may be are refused', () => {
  expect(problemOf(() => filesOf({ connectionMinimumIdleSize: 65 }))).toMatchObject({ code: 'OPTION_RANGE', got: 'connectionMinimumIdleSize 65 of RedisSessions' });
  expect(() => filesOf({ connectionMinimumIdleSize: 65, connectionPoolSize: 65 })).not.toThrow();
});

describe('two sites in one Redis', () => {
  const apart = (one: Partial<RedisSessionsProps>, other: Partial<RedisSessionsProps>) => {
    const tier = new Tier();
    sessions(tier, { siteName: 'shop', ...one }, 'staging');
    sessions(tier, { siteName: 'shop', ...other }, 'production');
    return tier.problems.filter(({ code }) => code === 'REDIS_KEYS_SHARED');
  };

  test('must not have the same keys, in whatever order the servers are said', () => {
    const [a, b] = ['redis-01:6379', 'redis-02:6379'];
    expectProblems(apart({ server: RedisServer.cluster([a, b]) }, { server: RedisServer.cluster([b, a]), database: 0 }), 'error', {
      code: 'REDIS_KEYS_SHARED', path: 'shop/staging', got: 'under shop in the Redis of shop/production', why: 'who is logged in at one', fix: 'a keyPrefix or a database of its own',
    });
  });

  /** What is said where `shop` has an application at /admin, and another site one of its own. */
  const admins = (keyPrefix: string, contextPath: string, props: Partial<TomcatInstanceProps> = {}) => {
    const tier = new Tier();
    member(tier, sessions(tier), 'was-01', { applications: [WebApplication.sessionProbe(), WebApplication.sessionProbe({ contextPath: '/admin' })] });
    member(tier, sessions(tier, { siteName: 'admin', keyPrefix }, 'site-2'), 'was-02', { applications: [WebApplication.sessionProbe({ contextPath })], ...props });
    return tier.problems.filter(({ code }) => code === 'REDIS_KEYS_SHARED').map(({ path, got }) => `${path}: ${got}`);
  };

  test('must not have the keys of one of the other contexts', () => {
    expect(admins('shop:admin', '/')).toEqual([expect.stringMatching(/^shop\/site-2: sessions under shop:admin in the Redis of shop\/shop, /)]);
    expect(admins('shop', '/other')).toHaveLength(1);
    expect(admins('admin', '/admin')).toEqual([]);
    expect(admins('shop:news', '/admin')).toEqual([]);
  });

  test.each<[string, Partial<RedisSessionsProps>]>([
    ['prefix', { keyPrefix: 'staging' }], ['name', { siteName: 'staging' }], ['database', { database: 1 }], ['server', { server: RedisServer.single('redis-02:6379') }],
    ['master', { server: RedisServer.sentinels('other', ['redis-01:6379']) }],
  ])('are apart by their %s', (_, own) => {
    expect(apart({}, own)).toEqual([]);
  });
});
