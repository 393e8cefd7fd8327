import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  ApacheJkFrontend, ApacheJkFrontendProps, Connector, DockerHosts, ExternalTomcats, Membership, Route, Secret, SessionCluster, TomcatInstance,
  WebApplication,
} from 'cdktf-tomcat-cluster';
import { builtImage, checkedProgram, IMAGES, putFiles, removed, withSecrets } from './support';
import { LEAVING_FILE } from '../../src/apache/httpd-conf';
import { Browser } from '../support/client';
import { docker, shell } from '../support/containers';
import { until } from '../support/until';

const CONTAINER = `${IMAGES}-httpd`;
const HTTPD = '/usr/sbin/apache2 -f /srv/httpd/conf/httpd.conf';
const USER = '33:0';
const SECRETS = { ajp_secret: 'an-ajp-secret-for-tests', other_ajp_secret: 'another-ajp-secret-for-tests' };
const START_S = 30;

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
  readonly frontend: (program: Program) => ApacheJkFrontend;
}

const oneSite: Configuration = {
  name: 'one site',
  frontend: (program) => {
    const frontend = program.frontend();
    frontend.addVirtualHost('a.example.com', { routes: [Route.all(program.cluster('a'))] });
    return frontend;
  },
};

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
        workers: { socketConnectTimeoutMillis: 700, pingTimeoutMillis: 800, replyTimeoutMillis: 0, recoverTimeSeconds: 3, recoveryOptions: 7 },
      });
      const members = ['e1', 'e2', 'e3'].map((jvmRoute, index) => ({ jvmRoute, host: `172.31.43.20${index}` }));
      frontend.addVirtualHost('a.example.com', { routes: [Route.all(new ExternalTomcats(program.stack, 'known', { members }))] });
      return frontend;
    },
  },
  {
    name: 'the fewest request workers',
    frontend: (program) => {
      const frontend = program.frontend({ maxRequestWorkers: 50 });
      frontend.addVirtualHost('a.example.com', { routes: [Route.all(program.cluster('a'))] });
      return frontend;
    },
  },
];

let port: number;

beforeAll(async () => {
  const image = await builtImage('httpd-mod-jk-package', 'data/images/httpd-mod-jk-package/Dockerfile', { args: { BASE_IMAGE: 'debian:12-slim' } });
  await removed({ containers: [CONTAINER] });
  const scratch = ['run', 'empty'].flatMap((name) => ['--tmpfs', `/srv/httpd/${name}:uid=33,gid=0,mode=0750`]);
  await docker('run', '--detach', '--init', '--name', CONTAINER, '--publish', '127.0.0.1::80', ...scratch, image, 'sleep', 'infinity');
  port = Number((await docker('port', CONTAINER, '80/tcp')).split(':')[1]);
});

afterAll(() => removed({ containers: [CONTAINER] }));

/** Puts the files of the configuration's front end into the container. Returns the names of its virtual hosts. */
async function prepared(configuration: Configuration, change = (files: Record<string, string>) => files): Promise<string[]> {
  const frontend = await checkedProgram((stack) => configuration.frontend(new Program(stack)));
  await shell(CONTAINER, 'rm -rf /srv/httpd/conf');
  await putFiles(CONTAINER, withSecrets(change(frontend.files), SECRETS));
  return frontend.serverNames;
}

/** What `httpd -t` says: it reads every directive. */
function configurationTest(): Promise<string> {
  return shell(CONTAINER, `${HTTPD} -t 2>&1 || true`, USER);
}

/** What a start says: mod_jk reads workers.properties then. Runs `work` meanwhile. */
async function started(work?: () => Promise<void>): Promise<string> {
  await shell(CONTAINER, 'rm -f /tmp/log /tmp/pid');
  await docker('exec', '--detach', '--user', USER, CONTAINER, 'sh', '-c', `echo $$ >/tmp/pid; exec ${HTTPD} -D FOREGROUND >/tmp/log 2>&1`);
  await until(START_S, async () => {
    if (await status('unknown.example.net').catch(() => undefined) === 403) return '';
    const ended = await shell(CONTAINER, 'test ! -s /tmp/pid || test -e /proc/$(cat /tmp/pid) || echo it ended');
    if (ended) throw new Error(`httpd ended:\n${await shell(CONTAINER, 'cat /tmp/log')}`);
    return 'httpd to refuse a request for a name that no site has';
  });
  const log = await shell(CONTAINER, 'cat /tmp/log');
  await work?.();
  await shell(CONTAINER, 'kill $(cat /tmp/pid)');
  await until(START_S, () => shell(CONTAINER, 'test ! -e /proc/$(cat /tmp/pid) || echo the end of httpd'));
  return log;
}

/** The lines of a start that are neither about requests nor notices that it went well. */
function complaints(log: string): string[] {
  return log.split('\n').filter((line) => line && !/"GET .*" \d{3} |\[client |^\[[^\]]*\] \[\w+:notice\]/.test(line));
}

async function status(site: string, path = '/'): Promise<number> {
  const browser = new Browser(site);
  try {
    return (await browser.visit(port, path)).status;
  } finally {
    browser.close();
  }
}

test.each(configurations)('httpd and mod_jk accept $name', async (configuration) => {
  const names = await prepared(configuration);
  expect(await configurationTest()).toBe('Syntax OK');
  const log = await started(async () => {
    // There are no Tomcats: a balancer that is reached says so.
    for (const name of names.slice(0, 1)) expect({ name, status: await status(name, '/open') }).toEqual({ name, status: 503 });
  });
  expect(complaints(log)).toEqual([]);
});

test('httpd ends the connection with each answer while it leaves the rotation, and only then', async () => {
  const [site] = await prepared(oneSite);
  const connection = async () => (await fetch(`http://127.0.0.1:${port}/`, { headers: { Host: site } })).headers.get('connection');
  await started(async () => {
    expect(await connection()).toBe('Keep-Alive');
    await shell(CONTAINER, `touch ${LEAVING_FILE}`, USER);
    expect(await connection()).toBe('close');
    await shell(CONTAINER, `rm ${LEAVING_FILE}`, USER);
    expect(await connection()).toBe('Keep-Alive');
  });
});

test('mod_jk does not start with a misspelt directive of a worker, so that the tests above would notice', async () => {
  await prepared(oneSite, misspelt('workers.properties', 'socket_keepalive=', 'socket_keepalve='));
  await expect(started()).rejects.toThrow(/'worker\.tomcat\.socket_keepalve' is not supported/);
});

test('mod_jk complains of a deprecated directive of a balancer, so that the tests above would notice', async () => {
  await prepared(oneSite, misspelt('workers.properties', 'a-lb.balance_workers=', 'a-lb.balanced_workers='));
  expect(complaints(await started()).join('\n')).toMatch(/\[warn\].*balanced_workers/);
});

test('httpd complains of a misspelt directive, so that the tests above would notice', async () => {
  await prepared(oneSite, misspelt('httpd.conf', 'MaxKeepAliveRequests ', 'MaxKeepAliveRequest '));
  expect(await configurationTest()).toMatch(/Invalid command 'MaxKeepAliveRequest'/);
});

function misspelt(file: string, right: string, wrong: string): (files: Record<string, string>) => Record<string, string> {
  const path = `/srv/httpd/conf/${file}`;
  return (files) => {
    expect(files[path].split(right)).toHaveLength(2);
    return { ...files, [path]: files[path].replace(right, wrong) };
  };
}
