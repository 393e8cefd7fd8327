import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  Activation, ApacheFrontend, ApacheJkFrontend, ApacheJkFrontendProps, ApacheProxyFrontend, ApacheProxyFrontendProps, Connector, DockerHosts,
  ExternalTomcats, Failover, HttpdLogs, JkLogLevel, JkMethod, Membership,
  ProxyLbMethod, ProxyProtocol, Route, Secret, SessionCluster, TomcatInstance, WebApplication,
} from 'cdktf-tomcat-cluster';
import { HTTPD_USER, httpdComplaints, HttpdOnMachine } from './httpd-on-machine';
import { checkedProgram, IMAGES, withSecrets } from './support';
import { LEAVING_FILE } from '../../src/apache/httpd-conf';
import { mayHavePage } from '../../src/apache/virtual-host/error-pages';
import { shell } from '../support/containers';
import { until } from '../support/until';

const SECRETS = { ajp_secret: 'an-ajp-secret-for-tests', other_ajp_secret: 'another-ajp-secret-for-tests' };

/** What a front end is declared in. */
class Program {
  private readonly hosts: DockerHosts;
  public readonly ajpSecret: Secret;

  public constructor(public readonly stack: TerraformStack) {
    this.hosts = new DockerHosts(stack, 'hosts', { subnet: '172.31.43.0/24' });
    this.ajpSecret = this.secret('ajp_secret');
  }

  public secret(name: keyof typeof SECRETS): Secret {
    return Secret.fromVariable(new TerraformVariable(this.stack, name, { type: 'string', sensitive: true }));
  }

  public frontend(props: Omit<ApacheJkFrontendProps, 'host'> = {}): ApacheJkFrontend {
    return new ApacheJkFrontend(this.stack, 'web', { ...props, host: this.hosts.add('web-01') });
  }

  public proxy(props: Omit<ApacheProxyFrontendProps, 'host'> = {}): ApacheProxyFrontend {
    return new ApacheProxyFrontend(this.stack, 'web', { ...props, host: this.hosts.add('web-01') });
  }

  /** A Tomcat whose session cookie and AJP packets are not those that httpd takes by default. */
  public named(name: string): TomcatInstance {
    return new TomcatInstance(this.stack, name, {
      host: this.hosts.add(name),
      applications: [WebApplication.sessionProbe({ sessionCookieName: 'SHOP' })],
      connectors: [Connector.ajp({ packetSizeBytes: 16_384 })],
      ajpSecret: this.ajpSecret,
    });
  }

  public cluster(id: string, contextPath = '/'): SessionCluster {
    const cluster = new SessionCluster(this.stack, id, { membership: Membership.multicast() });
    for (const name of [`${id}-1`, `${id}-2`]) this.tomcat(name, contextPath, cluster);
    return cluster;
  }

  public tomcat(name: string, contextPath = '/', cluster?: SessionCluster): TomcatInstance {
    return new TomcatInstance(this.stack, name, {
      host: this.hosts.add(name),
      cluster,
      applications: [WebApplication.sessionProbe({ contextPath })],
      connectors: [Connector.ajp({ keepAliveTimeoutMillis: cluster ? undefined : 20_000 })],
      ajpSecret: this.ajpSecret,
    });
  }
}

interface Configuration {
  readonly name: string;
  readonly frontend: (program: Program) => ApacheFrontend;
}

const oneSite: Configuration = {
  name: 'one site',
  frontend: (program) => {
    const frontend = program.frontend();
    frontend.addVirtualHost('a.example.com', { routes: [Route.all(program.cluster('a'))] });
    return frontend;
  },
};

const BOTH_PROTOCOLS: [ProxyLbMethod, ProxyProtocol][] = [
  [ProxyLbMethod.BY_BUSYNESS, ProxyProtocol.AJP],
  [ProxyLbMethod.BY_TRAFFIC, ProxyProtocol.HTTP],
];

const configurations: Configuration[] = [
  oneSite,
  {
    name: 'several virtual hosts with aliases and paths, to clusters and a lone Tomcat',
    frontend: (program) => {
      const [frontend, a, b, lone] = [program.frontend(), program.cluster('a'), program.cluster('b', '/shop'), program.tomcat('lone', '/shop/eu')];
      frontend.addVirtualHost('a.example.com', { routes: [Route.all(a)], serverAliases: ['www.a.example.com', '*.a.example.org', 'xn--bcher-kva.example'] });
      frontend.addVirtualHost('b.example.com', { routes: [Route.path('/shop', b), Route.path('/shop/eu', lone), Route.all(a)], serverAliases: [] });
      frontend.addVirtualHost('c.example.com', { routes: [Route.path('/~who/a.b_c-d', lone)] });
      return frontend;
    },
  },
  ...([['mod_jk', 'frontend'], ['mod_proxy', 'proxy']] as const).map(([name, mechanism]): Configuration => ({
    name: `a cluster beside one of its members, and Tomcats called as templates are, over ${name}`,
    frontend: (program) => {
      const [frontend, a] = [program[mechanism](), program.cluster('a')];
      frontend.addVirtualHost('a.example.com', { routes: [Route.all(a)] });
      frontend.addVirtualHost('a1.example.com', { routes: [Route.all(a.members[0])] });
      for (const id of ['tomcat', 'template']) frontend.addVirtualHost(`${id}.example.com`, { routes: [Route.all(program.tomcat(id))] });
      return frontend;
    },
  })),
  {
    name: 'Tomcats that exist elsewhere, with a secret and without, by address and by name',
    frontend: (program) => {
      const frontend = program.frontend();
      const known = new ExternalTomcats(program.stack, 'known', {
        ajpSecret: program.ajpSecret, readinessPath: '/ready', members: [{ jvmRoute: 'k1', host: '172.31.43.200' }, { jvmRoute: 'k2', host: '172.31.43.201', port: 18_009 }],
      });
      const open = new ExternalTomcats(program.stack, 'open', { members: [{ jvmRoute: 'o1', host: 'localhost' }] });
      frontend.addVirtualHost('a.example.com', { routes: [Route.path('/open', open), Route.all(known)] });
      return frontend;
    },
  },
  {
    name: 'every option of the front end and of its workers',
    frontend: (program) => {
      const frontend = program.frontend({
        ajpSecret: program.secret('other_ajp_secret'),
        maxRequestWorkers: 250,
        port: 80,
        runAs: 'www-data',
        failover: Failover.fast({ connectTimeoutMillis: 700, replyTimeoutMillis: 0, recoverTimeSeconds: 2 }),
        workers: { maxReplyTimeouts: 3, recoveryOptions: 7 },
      });
      const members = ['e1', 'e2', 'e3'].map((jvmRoute, index) => ({ jvmRoute, host: `172.31.43.20${index}` }));
      frontend.addVirtualHost('a.example.com', { routes: [Route.all(new ExternalTomcats(program.stack, 'known', { members }))] });
      return frontend;
    },
  },
  {
    name: 'what mod_jk has beside, single members, status and reply time-outs',
    frontend: (program) => {
      const frontend = program.frontend({
        status: { from: ['10.0.0.0/8', '192.0.2.7/32'] },
        logs: HttpdLogs.output({ accessFormat: '"%r" %>s %{c}a %{x}C %{x}e %{c}h %{x}i %{c}L %{x}n %{x}o %{local}p %{tid}P %{sec}t %{ms}T %{x}x %{version}c %{x}^ti %{x}^to %{}^FB' }),
        members: {
          a1: { lbfactor: 3, redirect: 'a2', domain: 'left' }, a2: { distance: 2, activation: Activation.DISABLED },
          a3: { activation: Activation.STOPPED }, a4: { hotStandby: true },
        },
        jk: {
          logLevel: JkLogLevel.ERROR, requestLogFormat: '%w %R %V %v %U %s %B %T %p "%r"', mountFile: {}, rejectUnsafeUri: true,
          forwardPhysicalAddress: true, forwardSslCertChain: true,
        },
        workers: {
          method: JkMethod.NEXT, pessimisticLock: true, stickySessionForce: true, retries: 3, errorEscalationTimeSeconds: 4,
          failOnStatus: [503, -404], busyLimit: 5,
          connectionAcquireTimeoutMillis: 600, connectionPoolSize: 7, connectionPoolMinsize: 1,
        },
      });
      const members = ['a1', 'a2', 'a3', 'a4'].map((jvmRoute, index) => ({ jvmRoute, host: `172.31.43.20${index}` }));
      const known = new ExternalTomcats(program.stack, 'known', { members });
      const routes = [Route.all(known), Route.path('/reports', known, { replyTimeoutMillis: 300_000 }), Route.path('/shop', program.named('b'))];
      const statuses = Array.from({ length: 200 }, (_, index) => String(400 + index)).filter(mayHavePage);
      frontend.addVirtualHost('a.example.com', { routes, errorPages: Object.fromEntries(statuses.map((status) => [status, 'an error'])) });
      return frontend;
    },
  },
  {
    name: 'mod_proxy over AJP, as it is',
    frontend: (program) => {
      const frontend = program.proxy();
      frontend.addVirtualHost('a.example.com', { routes: [Route.all(program.cluster('a'))] });
      frontend.addVirtualHost('b.example.com', { routes: [Route.path('/shop', program.cluster('b', '/shop'))] });
      return frontend;
    },
  },
  {
    name: 'mod_proxy over AJP, with another session cookie and other packets', // which are of one size for all Tomcats
    frontend: (program) => {
      const frontend = program.proxy();
      frontend.addVirtualHost('a.example.com', { routes: [Route.all(program.named('a'))] });
      return frontend;
    },
  },
  ...BOTH_PROTOCOLS.map(([lbMethod, protocol]): Configuration => ({
    name: `every option of mod_proxy over ${protocol._name}, ${lbMethod._name}`,
    frontend: (program) => {
      const frontend = program.proxy({
        failover: Failover.patient({ replyTimeoutMillis: 0 }),
        status: { from: ['10.0.0.0/8'] },
        members: {
          a1: { lbfactor: 3, redirect: 'a2' }, a2: { distance: 2, activation: Activation.DISABLED }, a3: { activation: Activation.STOPPED },
          a4: { hotStandby: true },
        },
        balancer: {
          protocol, lbMethod, maxAttempts: 3, failOnTimeout: true,
          failOnStatus: [502, 503], forceRecovery: false, noFailover: true, healthCheck: { intervalSeconds: 30, passes: 2, fails: 3 },
        },
      });
      const members = ['a1', 'a2', 'a3', 'a4'].map((jvmRoute, index) => ({ jvmRoute, host: '127.0.0.1', port: 9 + index }));
      const known = new ExternalTomcats(program.stack, 'known', { members, ajpSecret: program.ajpSecret });
      frontend.addVirtualHost('a.example.com', { routes: [Route.all(known), Route.path('/reports', known, { replyTimeoutMillis: 300_000 })] });
      return frontend;
    },
  })),
  {
    name: 'the fewest request workers',
    frontend: (program) => {
      const frontend = program.frontend({ maxRequestWorkers: 50 });
      frontend.addVirtualHost('a.example.com', { routes: [Route.all(program.cluster('a'))] });
      return frontend;
    },
  },
];

let httpd: HttpdOnMachine;

beforeAll(async () => {
  httpd = await HttpdOnMachine.of(`${IMAGES}-httpd`);
});

afterAll(() => httpd?.remove());

/** Puts the files of the configuration's front end into the container. Returns the names of its virtual hosts. */
async function prepared(configuration: Configuration, change = (files: Record<string, string>) => files): Promise<string[]> {
  const frontend = await checkedProgram((stack) => configuration.frontend(new Program(stack)));
  await httpd.prepare(withSecrets(change(frontend.files), SECRETS));
  return frontend.serverNames;
}

test.each(configurations)('httpd and mod_jk accept $name', async (configuration) => {
  const names = await prepared(configuration);
  expect(await httpd.configurationTest()).toBe('Syntax OK');
  const log = await httpd.started(async () => {
    // There are no Tomcats: a balancer that is reached says so.
    for (const name of names.slice(0, 1)) expect({ name, status: await httpd.status(name, '/open') }).toEqual({ name, status: 503 });
  });
  expect(httpdComplaints(log)).toEqual([]);
});

test('httpd ends the connection with each answer while it leaves the rotation, and only then', async () => {
  const [site] = await prepared(oneSite);
  const connection = async () => (await fetch(`http://127.0.0.1:${httpd.port()}/`, { headers: { Host: site } })).headers.get('connection');
  await httpd.started(async () => {
    expect(await connection()).toBe('Keep-Alive');
    await shell(httpd.container, `touch ${LEAVING_FILE}`, HTTPD_USER);
    expect(await connection()).toBe('close');
    await shell(httpd.container, `rm ${LEAVING_FILE}`, HTTPD_USER);
    expect(await connection()).toBe('Keep-Alive');
  });
});

test('mod_jk does not start with a misspelt directive of a worker, so that the tests above would notice', async () => {
  await prepared(oneSite, misspelt('workers.properties', 'socket_keepalive=', 'socket_keepalve='));
  await expect(httpd.started()).rejects.toThrow(/'worker\.template\.tomcat\.socket_keepalve' is not supported/);
});

test('mod_jk complains of a deprecated directive of a balancer, so that the tests above would notice', async () => {
  await prepared(oneSite, misspelt('workers.properties', 'a-lb.balance_workers=', 'a-lb.balanced_workers='));
  expect(httpdComplaints(await httpd.started()).join('\n')).toMatch(/\[warn\].*balanced_workers/);
});

test('httpd complains of a misspelt directive, so that the tests above would notice', async () => {
  await prepared(oneSite, misspelt('httpd.conf', 'MaxKeepAliveRequests ', 'MaxKeepAliveRequest '));
  expect(await httpd.configurationTest()).toMatch(/Invalid command 'MaxKeepAliveRequest'/);
});

test('a process of httpd that crashes while it serves is noticed, so that the tests of others would notice', async () => {
  await prepared(oneSite);
  await expect(httpd.started(async () => {
    const children = 'cat /proc/$(cat /tmp/pid)/task/*/children';
    await shell(httpd.container, `for pid in $(${children}); do if grep -qx apache2 /proc/$pid/comm; then kill -SEGV $pid; fi; done`, HTTPD_USER);
    await until(10, async () => /exit signal/.test(await httpd.log()) ? '' : 'httpd to know of the crash');
  })).rejects.toThrow(/httpd crashed:\n.*exit signal Segmentation fault/);
});

const proxied = configurations.find(({ name }) => name.startsWith('mod_proxy'))!;

test.each([
  ['a parameter of a member', 'proxy.conf', / retry=5/g, ' retri=5', /unknown Worker parameter|BalancerMember unknown/],
  ['a parameter of a balancer', 'proxy.conf', / forcerecovery=/g, ' forcerecoveri=', /unknown Balancer parameter|ProxySet unknown|unknown Worker parameter/],
])('httpd complains of a misspelt name of %s, so that the tests above would notice', async (_, file, right, wrong, complaint) => {
  await prepared(proxied, (files) => {
    const path = `/srv/httpd/conf/${file}`;
    expect(files[path]).toMatch(right);
    return { ...files, [path]: files[path].replace(right, wrong) };
  });
  expect(await httpd.configurationTest()).toMatch(complaint);
});

function misspelt(file: string, right: string, wrong: string): (files: Record<string, string>) => Record<string, string> {
  const path = `/srv/httpd/conf/${file}`;
  return (files) => {
    expect(files[path].split(right)).toHaveLength(2);
    return { ...files, [path]: files[path].replace(right, wrong) };
  };
}
