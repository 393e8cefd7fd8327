import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TomcatRelease } from 'cdktf-tomcat-cluster';
import { builtImage, javaImage, tomcatArchive } from './configurations/support';
import { Browser, Probe, probeOf, sessionKey } from './support/client';
import { inspect, kill, leftovers, processes, shell, untilHealthy } from './support/containers';
import { Deployment, DeploymentOptions } from './support/deployment';
import { copyOfExample } from './support/example-copy';
import { repository } from './support/repository';
import { until } from './support/until';
import { writeArchive } from '../test/support/archive';

const DEPLOY_MS = 1_500_000;
const HEALTHY_S = 180;

/** An example, deployed under a name of its own and removed again, which leaves nothing. */
class Example {
  private deployment?: Deployment;
  private services: string[] = [];
  private deployed = false;

  /**
   * @param example its folder below examples/
   * @param id the id of its stack
   * @param stack the id here, with which all names begin
   */
  public constructor(private readonly example: string, private readonly id: string, public readonly stack: string) {}

  public async deploy(options: Pick<DeploymentOptions, 'env' | 'secrets'>, services: string[]): Promise<void> {
    const app = copyOfExample(this.example, this.stack, [{ file: 'main.ts', from: `'${this.id}'`, to: `'${this.stack}'` }]);
    this.deployment = new Deployment({ stack: this.stack, app, ...options });
    this.services = services;
    await this.deployAgain();
    this.deployed = true;
  }

  public async deployAgain(): Promise<void> {
    await this.deployment!.deploy();
    await untilHealthy(this.services.map((service) => this.container(service)), HEALTHY_S);
  }

  public container(service: string): string {
    return `${this.stack}-${service}`;
  }

  /** Fails where the deployment did, instead of in something that follows from it. */
  public serves(): void {
    if (!this.deployed) throw new Error('it was not deployed');
  }

  /** The value of a sensitive variable. */
  public secret(name: string): string {
    return this.deployment!.secret(name);
  }

  /** Has a sensitive variable take another value with the next deployment. */
  public rotate(name: string): void {
    this.deployment!.rotate(name);
  }

  public secretsInClear(): string[] {
    return this.deployment!.secretsInClear();
  }

  public async destroy(): Promise<string[]> {
    if (this.deployment?.exists) await this.deployment.destroy();
    return leftovers(this.stack);
  }
}

/** The Tomcat that a session id ends in. */
const routeOf = ({ session }: Probe) => session.replace(/^.*\./, '');

/** A visitor whose session goes on while the Tomcat that has it is killed: returns the routes before and after. */
async function outlives(site: string, port: number, path: string, containerOf: (route: string) => string): Promise<string[]> {
  const visitor = new Browser(site);
  const visit = async () => probeOf(await visitor.visit(port, path));
  await visit();
  const before = await visit();
  await kill(containerOf(routeOf(before)));
  const after = await visit();
  const later = await visit();
  visitor.close();
  expect([before, after, later].map(({ count }) => count)).toEqual([2, 3, 4]);
  expect(new Set([before, after, later].map(({ session }) => sessionKey(session))).size).toBe(1);
  expect(routeOf(later)).toBe(routeOf(after));
  return [routeOf(before), routeOf(after)];
}

/** Waits until new sessions begin on each of these Tomcats: mod_jk comes back to one that was not there yet after some seconds. */
async function untilUsed(site: string, port: number, path: string, routes: string[]): Promise<void> {
  const used = new Set<string>();
  await until(60, async () => {
    const browser = new Browser(site);
    used.add(routeOf(probeOf(await browser.visit(port, path))));
    browser.close();
    return routes.filter((route) => !used.has(route)).map((route) => `a session on ${route}`).join(', ');
  });
  expect([...used].sort()).toEqual(routes);
}

async function firstProbe(site: string, port: number): Promise<Probe> {
  const browser = new Browser(site);
  const probe = await browser.probe(port);
  browser.close();
  return probe;
}

describe('three-sites-per-host', () => {
  const example = new Example('three-sites-per-host', 'three-sites', 'it-three-sites');
  const ports = [18300, 18301];
  const sites = ['ecs', 'ifs', 'pls'];
  const tomcats = ['was-01', 'was-02'].flatMap((host) => sites.map((site) => `${host}-${site}`));
  const containerOf = (route: string) => example.container(route.replace(/^(\w+)-(.*)$/, '$2-$1')); // ecs-was-01 runs in was-01-ecs

  afterAll(() => example.destroy(), DEPLOY_MS);

  test('each site answers through both web hosts, and no Tomcat runs as root', async () => {
    const env = { SUBNET: '172.31.45.0/24', WEB_01_PORT: String(ports[0]), WEB_02_PORT: String(ports[1]) };
    await example.deploy({ env }, [...tomcats, 'web-01-httpd', 'web-02-httpd']);
    for (const site of sites) {
      for (const port of ports) {
        expect(await firstProbe(`${site}.example.com`, port)).toMatchObject({ site, instance: expect.stringMatching(`^${site}-was-0[12]$`), count: 1 });
      }
    }
    for (const tomcat of tomcats) expect((await processes(example.container(tomcat))).map(({ uid }) => uid)).not.toContain(0);
  }, DEPLOY_MS);

  test('a name that no site has is refused', async () => {
    example.serves();
    const browser = new Browser('other.example.com');
    expect((await browser.visit(ports[0], '/session')).status).toBe(403);
    browser.close();
  });

  test.each(sites)('a session of %s goes on when its Tomcat is killed', async (site) => {
    example.serves();
    const routes = await outlives(`${site}.example.com`, ports[0], '/session', containerOf);
    expect(routes.sort()).toEqual([`${site}-was-01`, `${site}-was-02`]);
  });

  test('destroying it leaves nothing', async () => {
    example.serves();
    expect(await example.destroy()).toEqual([]);
  }, DEPLOY_MS);
});

describe('two-tomcats-on-one-host', () => {
  const example = new Example('two-tomcats-on-one-host', 'two-tomcats', 'it-two-tomcats');
  const port = 18302;

  afterAll(() => example.destroy(), DEPLOY_MS);

  test('the site answers from both Tomcats', async () => {
    await example.deploy({ env: { SUBNET: '172.31.46.0/24', WEB_PORT: String(port) } }, ['app-01-tomcat1', 'app-01-tomcat2', 'app-01-httpd']);
    await untilUsed('www.example.com', port, '/session', ['tomcat1', 'tomcat2']);
  }, DEPLOY_MS);

  test('a session goes on when its Tomcat is killed', async () => {
    example.serves();
    expect((await outlives('www.example.com', port, '/session', (route) => example.container(`app-01-${route}`))).sort()).toEqual(['tomcat1', 'tomcat2']);
  });

  test('destroying it leaves nothing', async () => {
    example.serves();
    expect(await example.destroy()).toEqual([]);
  }, DEPLOY_MS);
});

describe('mod-jk-secret-and-manager', () => {
  const example = new Example('mod-jk-secret-and-manager', 'secret-and-manager', 'it-secret-and-manager');
  const port = 18303;
  const managerPorts = [18304, 18305];
  const SITE = 'www.example.com';
  const workspace = mkdtempSync(join(tmpdir(), 'it-examples-'));

  afterAll(async () => {
    await example.destroy();
    rmSync(workspace, { recursive: true, force: true });
  }, DEPLOY_MS);

  /** Asks the manager application of a Tomcat on its own port, from this machine. */
  async function manager(path: string, user?: string): Promise<{ status: number; text: string }> {
    const password = user && example.secret(`${user}_password`);
    const headers: Record<string, string> = user ? { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` } : {};
    const response = await fetch(`http://127.0.0.1:${managerPorts[0]}/manager/${path}`, { headers });
    return { status: response.status, text: await response.text() };
  }

  /** What worker1 answers on a port to what a container of the network sends. */
  async function asked(service: string, at: number, request: string, read: string): Promise<string> {
    const { NetworkSettings } = await inspect(example.container('was-01-worker1'));
    const [{ IPAddress }] = Object.values(NetworkSettings.Networks);
    const script = `exec 3<>/dev/tcp/${IPAddress}/${at} && printf "${request}" >&3 && timeout 10 ${read}`;
    return (await shell(example.container(service), `exec bash -c '${script}'`)).trim();
  }

  test('an application of JSPs alone answers, and so do its other files', async () => {
    const probe = join(repository, 'data/session-probe');
    const war = writeArchive(join(workspace, 'shop.war'), {
      'index.jsp': '<%@ page session="false" %><p>hello</p>',
      'session.jsp': readFileSync(join(probe, 'session.jsp')),
      'style.css': 'p { color: green }',
    });
    const tomcatImage = await builtImage('tomcat', 'integration/configurations/images/tomcat/Dockerfile', {
      args: { JAVA_IMAGE: await javaImage() }, files: { 'tomcat.tar.gz': tomcatArchive(TomcatRelease.V10_1.version) },
    });
    await example.deploy({
      env: {
        SUBNET: '172.31.47.0/24',
        ADMINISTRATORS: '172.31.47.1/32',
        TOMCAT_IMAGE: tomcatImage,
        WAR: war,
        WEB_PORT: String(port),
        MANAGER_1_PORT: String(managerPorts[0]),
        MANAGER_2_PORT: String(managerPorts[1]),
      },
      secrets: ['ajp_secret_worker1', 'ajp_secret_worker2', 'ops_password', 'deploy_password'],
    }, ['was-01-worker1', 'was-02-worker2', 'web-01-httpd']);

    const browser = new Browser(SITE);
    const answers = [];
    for (const path of ['/shop/', '/shop/style.css', '/shop/session.jsp']) answers.push(await browser.visit(port, path));
    browser.close();
    expect(answers.map(({ status, text }) => [status, text.trim().slice(0, 18)])).toEqual([[200, '<p>hello</p>'], [200, 'p { color: green }'], [200, '{"site":"null","in']]);
  }, DEPLOY_MS);

  test('both Tomcats are reached, each with its own secret', async () => {
    example.serves();
    expect(example.secret('ajp_secret_worker1')).not.toBe(example.secret('ajp_secret_worker2'));
    await untilUsed(SITE, port, '/shop/session.jsp', ['worker1', 'worker2']);
  });

  test('what is no page of the application is not passed on', async () => {
    example.serves();
    const browser = new Browser(SITE);
    const statuses = [];
    for (const path of ['/shop', '/shop/orders', '/shop/session.jsp.bak', '/shop/WEB-INF/web.xml', '/shop/..;/manager/x.jsp', '/x.jsp']) {
      statuses.push((await browser.visit(port, path)).status);
    }
    browser.close();
    expect(statuses).toEqual([302, 403, 403, 403, 403, 403]);
  });

  test('administrators see both Tomcats with their weights on the status page, and nobody else sees it', async () => {
    example.serves();
    const page = await (await fetch(`http://127.0.0.1:${port}/-/status?mime=prop`)).text();
    for (const worker of ['worker1', 'worker2']) {
      expect(page).toMatch(new RegExp(`^worker\\.shop-lb\\.balance_workers=${worker}$`, 'm'));
      expect(page).toMatch(new RegExp(`^worker\\.${worker}\\.lbfactor=1$`, 'm'));
    }
    const { NetworkSettings } = await inspect(example.container('web-01-httpd'));
    const [{ IPAddress }] = Object.values(NetworkSettings.Networks);
    const request = `exec 3<>/dev/tcp/${IPAddress}/80 && printf "GET /-/status HTTP/1.0\\r\\n\\r\\n" >&3 && timeout 10 head -1 <&3`;
    expect(await shell(example.container('was-02-worker2'), `exec bash -c '${request}'`)).toMatch(/^HTTP\/1\.1 403/);
  });

  test('AJP without the secret is refused', async () => {
    example.serves();
    // GET / as anyone could send it who reaches the port: no headers, no attributes.
    const get = '\\x12\\x34\\x00\\x29\\x02\\x02\\x00\\x08HTTP/1.1\\x00\\x00\\x01/\\x00\\x00\\x09127.0.0.1\\x00\\xff\\xff\\x00\\x01w\\x00\\x00\\x50\\x00\\x00\\x00\\xff';
    const answer = await asked('web-01-httpd', 8009, get, 'head -c 7 <&3 | od -An -v -tu1');
    const [sendHeaders, ...status] = answer.split(/\s+/).slice(4).map(Number);
    expect([sendHeaders, status]).toEqual([4, [Math.floor(403 / 256), 403 % 256]]);
  });

  test('the manager answers to its users on the port of administrators', async () => {
    example.serves();
    expect((await manager('text/list')).status).toBe(401);
    expect(await manager('text/list', 'deploy')).toMatchObject({ status: 200, text: expect.stringMatching(/^OK[^]*^\/shop:running:/m) });
    expect((await manager('html', 'deploy')).status).toBe(403);
    expect((await manager('html', 'ops')).status).toBe(200);
    expect((await manager('text/list', 'ops')).status).toBe(403);
  });

  test('the manager answers to nobody else, whatever the password', async () => {
    example.serves();
    const authorization = Buffer.from(`deploy:${example.secret('deploy_password')}`).toString('base64');
    const request = `GET /manager/text/list HTTP/1.0\\r\\nHost: ${SITE}\\r\\nAuthorization: Basic ${authorization}\\r\\n\\r\\n`;
    expect(await asked('was-02-worker2', 8080, request, 'head -1 <&3')).toMatch(/^HTTP\/1\.1 403/);

    const visitor = new Browser(SITE);
    expect((await visitor.visit(port, '/manager/html')).status).toBe(403);
    visitor.close();
  });

  test('secrets are in nothing that was synthesized or planned, and a new value is said once', async () => {
    example.serves();
    const [secret, password] = ['ajp_secret_worker1', 'deploy_password'].map((name) => example.secret(name));
    ['ajp_secret_worker1', 'deploy_password'].forEach((name) => example.rotate(name));
    await example.deployAgain();
    expect(example.secret('ajp_secret_worker1')).not.toBe(secret);
    await untilUsed(SITE, port, '/shop/session.jsp', ['worker1', 'worker2']);
    expect(example.secret('deploy_password')).not.toBe(password);
    expect((await manager('text/list', 'deploy')).status).toBe(200);
    expect(example.secretsInClear()).toEqual([]);
  }, DEPLOY_MS);

  test('a session goes on when its Tomcat is killed', async () => {
    example.serves();
    const containers: Record<string, string> = { worker1: example.container('was-01-worker1'), worker2: example.container('was-02-worker2') };
    expect((await outlives(SITE, port, '/shop/session.jsp', (route) => containers[route])).sort()).toEqual(['worker1', 'worker2']);
  });

  test('destroying it leaves nothing', async () => {
    example.serves();
    expect(await example.destroy()).toEqual([]);
  }, DEPLOY_MS);
});
