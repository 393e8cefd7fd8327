import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TomcatRelease } from 'cdktf-tomcat-cluster';
import { TierProps, TierStack, HOSTILE, HOSTILE_LINES } from './programs/tier-stack';
import { builtImage, checkedApp, complaints, javaImage, removed, tomcatArchive, warFile, withSecrets } from './support';
import { Browser, sessionKey } from '../support/client';
import { command } from '../support/command';
import { docker, inspect, kill, leftovers, logs, processes, shell, untilHealthy } from '../support/containers';
import { Deployment } from '../support/deployment';
import { say } from '../support/progress';
import { keepLogs } from '../support/report';
import { repository } from '../support/repository';
import { membersAdded } from '../support/tribes-log';
import { until } from '../support/until';

const DEPLOY_MS = 900_000;
const HEALTHY_S = 180;
/** How long a balancer may take to use a Tomcat that has come. */
const BALANCED_S = 90;

const PROGRAMS = 'integration/configurations/programs';
const AJP_SECRET = 'An-AJP-secret_of-the-tests-0123456789';
/** Hostile, but for the one thing that a Tomcat user's password must not hold. */
const PASSWORD = `p'a"s<s>&w ${HOSTILE.replace(/\$\{/g, '$(')}`;

/** What Tomcat says when nothing is wrong. */
const HARMLESS = [
  // Two members that start at once ask each other for sessions before either has made its Manager. Neither has a session then.
  /ClusterSessionListener\.messageReceived Context manager doesn't exist:\[localhost#/,
  /DeltaManager\.waitForSendAllSessions .*: No session state sent at \[.*\] received, timing out after/,
  /DeltaManager\.getAllClusterSessions .*: Drop message \[SESSION-GET-ALL\] inside GET_ALL_SESSIONS sync phase/,
  /DeltaManager\.waitForSendAllSessions .* a 'No matching context manager' message was received/,
  /AbstractReplicatedMap\.broadcast broadcast received 0 replies, probably a timeout\.$/,
  // The first member to start asks others that do not answer yet.
  /StaticMembershipProvider\.startMembership Received 0 replies, probably a timeout\.$/,
  // The machine is busy.
  /SessionIdGeneratorBase\.createSecureRandom Creation of SecureRandom instance for session ID generation using \[SHA1PRNG\] took/,
];

/** Where files are that the programs need, and that a run makes. */
const workspace = join(repository, '.demo', 'it-configurations');

function program(name: string, stack: string, env: Record<string, string>): Deployment {
  return new Deployment({
    stack, app: `npx tsx ${PROGRAMS}/${name}.ts`, secrets: [], env: { STACK: stack, TF_VAR_ajp_secret: AJP_SECRET, ...env },
  });
}

async function cleanUp(deployment?: Deployment): Promise<void> {
  if (deployment?.exists) await deployment.destroy();
  else if (deployment) rmSync(deployment.directory, { recursive: true, force: true });
}

/** A visitor of one path of a site. */
class Visitor {
  /** How long the last visit took. */
  public waitedMs = 0;
  private readonly browser: Browser;

  public constructor(private readonly port: number, site: string, private readonly path: string) {
    this.browser = new Browser(site);
  }

  public async comesBack(): Promise<{ session: string; route: string; count: number }> {
    const { status, text, durationMs } = await this.browser.visit(this.port, this.path);
    this.waitedMs = durationMs;
    expect({ status, text }).toEqual({ status: 200, text: expect.stringMatching(/^\{"site":.*\}\s*$/) });
    const { session, count } = JSON.parse(text);
    return { session: sessionKey(session), route: session.slice(session.indexOf('.') + 1), count };
  }

  public leaves(): void {
    this.browser.close();
  }
}

/** A session that has counted to 2 goes on at 3 where its Tomcat is killed. Returns the routes before and after. */
async function survivesTheDeath(port: number, site: string, path: string, containerOf: (route: string) => string): Promise<string[]> {
  const visitor = new Visitor(port, site, path);
  try {
    await visitor.comesBack();
    const before = await visitor.comesBack();
    expect(before.count).toBe(2);
    await kill(containerOf(before.route));
    const after = await visitor.comesBack();
    say(`the visitor of ${site} waited ${Math.round(visitor.waitedMs)} ms when ${before.route} was dead`);
    expect(after).toMatchObject({ session: before.session, count: 3 });
    expect(await visitor.comesBack()).toMatchObject({ session: before.session, route: after.route, count: 4 });
    return [before.route, after.route];
  } finally {
    visitor.leaves();
  }
}

beforeAll(() => mkdirSync(workspace, { recursive: true }));
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

describe('a tier of Tomcats from archives and a named image, behind an image laid out like the official httpd', () => {
  const stack = 'it-tier';
  const port = 18_200;
  let props: TierProps;
  let declared: TierStack;
  let deployment: Deployment | undefined;
  let deployed = false;

  const serving = () => {
    if (!deployed) throw new Error('it was not deployed');
  };
  const containers = () => [...Object.keys(declared.tomcats), ...Object.keys(declared.frontends)];

  afterAll(() => cleanUp(deployment), DEPLOY_MS);

  test('deploys and becomes healthy', async () => {
    const archive10 = tomcatArchive(TomcatRelease.V10_1.version);
    props = {
      subnet: '172.31.40.0/24',
      port,
      archive9: tomcatArchive(TomcatRelease.V9_0.version),
      archive11: tomcatArchive(TomcatRelease.V11_0.version),
      tomcatImage: await builtImage('tomcat', 'integration/configurations/images/tomcat/Dockerfile', {
        args: { JAVA_IMAGE: await javaImage() }, files: { 'tomcat.tar.gz': archive10 },
      }),
      httpdImage: await builtImage('httpd', 'integration/configurations/images/httpd/Dockerfile'),
      war: warFile(join(workspace, 'shop.war')),
    };
    declared = await checkedApp((app) => new TierStack(app, stack, props));
    deployment = program('tier', stack, { PROPS: JSON.stringify(props), TF_VAR_password: PASSWORD });
    await deployment.deploy();
    await untilHealthy(containers(), HEALTHY_S);
    deployed = true;
  }, DEPLOY_MS);

  test('each Tomcat is the release that was asked for, and says nothing of something wrong', async () => {
    serving();
    const versions: Record<string, string | undefined> = {};
    for (const container of Object.keys(declared.tomcats)) {
      const log = await logs(container);
      expect({ container, complaints: complaints(log, HARMLESS) }).toEqual({ container, complaints: [] });
      versions[container] = /Server version name:\s+Apache Tomcat\/(\S+)/.exec(log)?.[1];
    }
    expect(versions).toEqual({
      [`${stack}-was-01-backup`]: '9.0.122', [`${stack}-was-02-backup`]: '9.0.122',
      [`${stack}-was-03-lone`]: '10.1.60', [`${stack}-was-04-bare`]: '10.1.60',
      [`${stack}-was-01-shop`]: '11.0.25', [`${stack}-was-02-shop`]: '11.0.25',
    });
  });

  test('every file arrives byte for byte, hostile texts and secrets included', async () => {
    serving();
    const xml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
    const services = Object.entries({ ...declared.tomcats, ...declared.frontends });
    for (const [container, { files }] of services) {
      const expected = withSecrets(files, { ajp_secret: AJP_SECRET, password: xml(PASSWORD) });
      const paths = Object.keys(expected);
      const read = (await shell(container, paths.map((path) => `base64 --wrap=0 '${path}'; echo`).join('\n'))).split('\n');
      const arrived = Object.fromEntries(paths.map((path, index) => [path, Buffer.from(read[index], 'base64').toString('utf8')]));
      expect({ container, files: arrived }).toEqual({ container, files: expected });
    }
    const hash = createHash('sha256').update(readFileSync(props.war)).digest('hex');
    expect(await shell(`${stack}-was-01-shop`, 'sha256sum /srv/tomcat/shop/applications/shop.war')).toMatch(new RegExp(`^${hash} `));
  });

  test('hostile texts reach the Java virtual machine, its environment and the access log as they are', async () => {
    serving();
    const container = `${stack}-was-03-lone`;
    const words = async (file: string) => Buffer.from(await shell(container, `base64 --wrap=0 /proc/1/${file}`, '10001:0'), 'base64').toString('utf8').split('\0');
    expect(await words('cmdline')).toContain(`-Dhostile=${HOSTILE}`);
    expect(await words('environ')).toContain(`HOSTILE=${HOSTILE_LINES}`);

    const visitor = new Visitor(port, 'lone.example.com', '/session');
    await visitor.comesBack();
    visitor.leaves();
    await until(10, async () => /"GET \/session HTTP\/1\.1" 200 <-> - it's \$\{no\.such\.property\} \\ &amp; ü € 😀/.test(await logs(container)) ? '' : 'the access log');
  });

  test('nothing runs as root, neither in an image whose user is root', async () => {
    serving();
    expect((await docker('image', 'inspect', '--format', '{{.Config.User}}', props.tomcatImage))).toBe('');
    for (const container of containers()) {
      const root = (await processes(container)).filter(({ uid }) => uid === 0);
      expect({ container, root }).toEqual({ container, root: [] });
    }
  });

  test('paths and names lead to the right Tomcats', async () => {
    serving();
    const routeOf = async (site: string, path: string) => {
      const visitor = new Visitor(port, site, path);
      const { route } = await visitor.comesBack();
      visitor.leaves();
      return route.replace(/-was-0\d$/, '');
    };
    expect(await routeOf('backup.example.com', '/session')).toBe('backup');
    expect(await routeOf('lone.example.com', '/session')).toBe('lone');
    expect(await routeOf('alone.example.com', '/session')).toBe('lone');
    expect(await routeOf('lone.example.com', '/shop/session')).toBe('shop');
    expect(await routeOf('shop.example.com', '/shop/session')).toBe('shop');
    const browser = new Browser('shop.example.com');
    expect(await browser.visit(port, '/shop/')).toMatchObject({ status: 200 });
    expect(await browser.visit(port, '/session')).toMatchObject({ status: 403 });
    expect(await browser.visit(port, '/shopping')).toMatchObject({ status: 403 });
    browser.close();
  });

  test('the lone Tomcat counts in its own session', async () => {
    serving();
    const visitor = new Visitor(port, 'lone.example.com', '/session');
    for (const count of [1, 2, 3]) expect(await visitor.comesBack()).toMatchObject({ count, route: 'lone' });
    visitor.leaves();
  });

  test('a second plan has nothing to change', async () => {
    serving();
    const { changes, text } = await deployment!.diff();
    expect(changes ? text : 'No changes').toBe('No changes');
  });

  test('sessions of a WAR that is not distributable and has a Manager of its own survive the death of their Tomcat', async () => {
    serving();
    const [before, after] = await survivesTheDeath(port, 'shop.example.com', '/shop/session', (route) => `${stack}-${route.replace('shop-', '')}-shop`);
    expect([before, after].sort()).toEqual(['shop-was-01', 'shop-was-02']);
  });

  test('sessions of a backup manager survive the death of their Tomcat', async () => {
    serving();
    const [before, after] = await survivesTheDeath(port, 'backup.example.com', '/session', (route) => `${stack}-${route.replace('backup-', '')}-backup`);
    expect([before, after].sort()).toEqual(['backup-was-01', 'backup-was-02']);
  });

  test('destroy leaves no container, network or volume', async () => {
    serving();
    await keepLogs(containers());
    await deployment!.destroy();
    expect(await leftovers(stack)).toEqual([]);
  }, DEPLOY_MS);
});

describe('one cluster in two stacks on a network that exists', () => {
  const network = 'it-configurations-shared';
  const subnet = '172.31.41.0/24';
  const address = '172.31.41.100';
  const ports = { east: 18_201, west: 18_202 };
  const env = {
    NETWORK: network, SUBNET: subnet, EAST: address, EAST_STACK: 'it-east', WEST_STACK: 'it-west', EAST_PORT: String(ports.east), WEST_PORT: String(ports.west),
  };
  const stacks = { east: program('two-stacks', 'it-east', env), west: program('two-stacks', 'it-west', env) };
  const tomcats = { 'site-was-east': 'it-east-was-east-site', 'site-was-west': 'it-west-was-west-site' };
  let deployed = false;

  beforeAll(async () => {
    await removed({ networks: [network] });
    await docker('network', 'create', '--subnet', subnet, network);
  });

  afterAll(async () => {
    try {
      await cleanUp(stacks.east);
    } finally {
      await cleanUp(stacks.west);
      await removed({ networks: [network] });
    }
  }, DEPLOY_MS);

  test('both deploy, and their Tomcats find each other', async () => {
    await stacks.east.deploy();
    await stacks.west.deploy();
    await untilHealthy([...Object.values(tomcats), 'it-east-web-east-httpd', 'it-west-web-west-httpd'], HEALTHY_S);

    const addressOf = async (container: string) => (await inspect(container)).NetworkSettings.Networks[network].IPAddress;
    const [east, west] = [await addressOf(tomcats['site-was-east']), await addressOf(tomcats['site-was-west'])];
    expect(east).toBe(address);
    await until(30, async () => {
      const peers = [await logs(tomcats['site-was-east']), await logs(tomcats['site-was-west'])].map((log) => [...new Set(membersAdded(log).map(({ host }) => host))]);
      return JSON.stringify(peers) === JSON.stringify([[west], [east]]) ? '' : `the members ${JSON.stringify(peers)} to be each other`;
    });
    deployed = true;
  }, DEPLOY_MS);

  test('a front end reaches the Tomcat of another stack by its address alone', async () => {
    if (!deployed) throw new Error('it was not deployed');
    const visitor = new Visitor(ports.west, 'site.example.com', '/session');
    for (const count of [1, 2, 3]) expect(await visitor.comesBack()).toMatchObject({ count, route: 'site-was-east' });
    visitor.leaves();
  });

  test('a session goes on in the other stack when its Tomcat is killed', async () => {
    if (!deployed) throw new Error('it was not deployed');
    await until(BALANCED_S, async () => {
      const visitor = new Visitor(ports.east, 'site.example.com', '/session');
      const { route } = await visitor.comesBack();
      visitor.leaves();
      return route === 'site-was-west' ? '' : 'a session in the stack that was deployed second';
    });
    const routes = await survivesTheDeath(ports.east, 'site.example.com', '/session', (route) => tomcats[route as keyof typeof tomcats]);
    expect(routes.sort()).toEqual(['site-was-east', 'site-was-west']);
  });

  test('destroy leaves nothing but the network', async () => {
    if (!deployed) throw new Error('it was not deployed');
    await keepLogs(Object.values(tomcats));
    await stacks.east.destroy();
    await stacks.west.destroy();
    expect([...await leftovers('it-east'), ...await leftovers('it-west')]).toEqual([]);
    expect(await leftovers(network)).toEqual([`network ${network}`]);
  }, DEPLOY_MS);
});

describe('what must not be deployed', () => {
  const stack = 'it-refused';
  const KEY = '00112233445566778899aabbccddeeff';
  const small = (env: Record<string, string>) => program('small', stack, {
    SUBNET: '172.31.44.0/24', ARCHIVE: tomcatArchive(TomcatRelease.V9_0.version), TF_VAR_encryption_key: KEY, ...env,
  });
  let deployment: Deployment | undefined;

  afterEach(() => cleanUp(deployment), DEPLOY_MS);

  test.each([
    ['an AJP secret with a #', { TF_VAR_ajp_secret: 'sixteen-or-more-#-characters' }, 'ajp_secret: an AJP secret must be at least 16 of A-Z, a-z, 0-9, _ and -.'],
    ['a short AJP secret', { TF_VAR_ajp_secret: 'short' }, 'ajp_secret: an AJP secret must be at least 16 of A-Z, a-z, 0-9, _ and -.'],
    ['an encryption key of another length', { TF_VAR_encryption_key: 'abcdef' }, 'encryption_key: the encryption key of a cluster must be 32, 48 or 64 hexadecimal digits.'],
  ])('%s is refused by the plan, and nothing is made', async (_, env, message) => {
    deployment = small(env);
    await expect(deployment.deploy()).rejects.toThrow('ended with exit code 1');
    expect(await leftovers(stack)).toEqual([]);

    // cdktf may end before it has printed all that Terraform says.
    const said = await plan(deployment, env);
    expect(said.replace(/[│╷╵\s]+/g, ' ')).toContain(message);
    for (const value of Object.values(env)) expect(said).not.toContain(value);
  }, DEPLOY_MS);

  /** What Terraform says of a plan that it refuses. */
  async function plan({ directory, log }: Deployment, env: Record<string, string>): Promise<string> {
    const folder = join(directory, 'cdktf.out/stacks', stack);
    const variables = { TF_VAR_ajp_secret: AJP_SECRET, TF_VAR_encryption_key: KEY, ...env };
    const printed: string[] = [];
    const planned = command(process.env.TERRAFORM_BINARY_NAME ?? 'terraform', [`-chdir=${folder}`, 'plan', '-no-color', '-input=false'], {
      log, seconds: 120, env: variables, onLine: (line) => printed.push(line),
    });
    await expect(planned).rejects.toThrow('ended with exit code 1');
    return printed.join('\n');
  }

  test('an archive that differs from its published SHA-512 is not built, and no container is made', async () => {
    const altered = join(workspace, 'apache-tomcat-9.0.122.tar.gz');
    copyFileSync(tomcatArchive(TomcatRelease.V9_0.version), altered);
    const bytes = readFileSync(altered);
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(altered, bytes);

    deployment = small({ ARCHIVE: altered, NO_FRONTEND: '1' });
    await expect(deployment.deploy()).rejects.toThrow(/sha512sum|FAILED|checksum/);
    expect((await leftovers(stack)).filter((what) => what.startsWith('container'))).toEqual([]);
    await cleanUp(deployment);
    expect(existsSync(deployment.directory)).toBe(false);
    expect(await leftovers(stack)).toEqual([]);
  }, DEPLOY_MS);
});
