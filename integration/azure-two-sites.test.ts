import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { AzureTwoSitesStack } from '../examples/azure-two-sites/two-sites-stack';
import { flowsOf } from '../src/topology/flows';
import { Topology } from '../src/topology/topology';
import { AzureLab } from './azure/lab';
import { cloudInit, exampleEnvironment, labLeftovers, power, publicPort, untilBalanced, untilServes, vaultWithSecret } from './support/azure';
import { Browser, Probe, sessionKey } from './support/client';
import { CommandError } from './support/command';
import { docker, kill, shell } from './support/containers';
import { Deployment } from './support/deployment';
import { Change, copyOfExample } from './support/example-copy';
import { load } from './support/load';
import { summary } from './support/load-report';
import { say } from './support/progress';
import { Socket, tryFrom, tryFromHere } from './support/reach';
import { report } from './support/report';
import { repository } from './support/repository';

const STACK = 'azure-two-sites';
const EXAMPLE = 'azure-two-sites';
const VAULT = 'shop-secrets';
const HOSTS = ['was-01', 'was-02', 'web-01', 'web-02'];
const SITES = ['a', 'b'];
const DEPLOY_MS = 1_500_000;
/** An address that is not one of the virtual network, as the lab's load balancer uses it for its clients. */
const OUTSIDE = '198.51.100.10';
/** Ports on which nothing of the stack listens. */
const OTHER_PORTS = [1, 21, 22, 23, 25, 53, 111, 443, 1099, 2049, 3306, 4001, 4100, 5100, 5432, 6379, 8005, 8081, 8443, 9000, 9090, 45564];

let lab: AzureLab;
let deployment: Deployment;
let secret: { id: string; value: string };
let deployed = false;

function program(name: string, changes: Change[]): Deployment {
  const app = changes.length > 0 ? copyOfExample(EXAMPLE, name, changes) : `npx tsx examples/${EXAMPLE}/main.ts`;
  return new Deployment({ stack: STACK, app, env: { ...exampleEnvironment(lab), KEY_VAULT_ID: secret.id }, secrets: [] });
}

/** Gives the Tomcats of site a these AJP connectors. */
function connectorsOfA(...ajp: string[]): Change[] {
  const file = 'two-sites-stack.ts';
  const [from, to] = ['{ cluster: a, applications: [WebApplication.sessionProbe()] }', `connectors: [${[...ajp, 'Connector.http()'].join(', ')}] }`];
  return [{ file, from: 'AzureVmHosts, Membership', to: 'AzureVmHosts, Connector, Membership' }, { file, from, to: from.replace(' }', `, ${to}`) }];
}

function container(host: string): string {
  return `azure-lab-${STACK}-${host}`;
}

function machine(host: string) {
  return lab.virtualMachine(`${STACK}-${host}`);
}

function needsDeployment(): void {
  if (!deployed) throw new Error('it was not deployed');
}

/** Undoes what an earlier test broke. */
async function allServe(): Promise<void> {
  needsDeployment();
  for (const host of HOSTS) {
    if (machine(host).powerState !== 'running') await power(lab, machine(host), 'start');
  }
  await untilBalanced(lab, 2);
  for (const site of SITES) {
    for (const host of ['was-01', 'was-02']) await untilServes(publicPort(lab), `${site}.example.com`, `${site}-${host}`);
  }
}

beforeAll(async () => {
  lab = await AzureLab.start();
  secret = await vaultWithSecret(lab, VAULT, 'ajp-secret');
}, DEPLOY_MS);

afterAll(async () => {
  await lab?.stop();
}, 120_000);

test('deploys, and every machine boots without a warning', async () => {
  deployment = program(STACK, []);
  await deployment.deploy();
  deployed = true;
  const ends = await Promise.all(HOSTS.map(async (host) => ({ host, ...await cloudInit(container(host)) })));
  expect(ends).toEqual(HOSTS.map((host) => ({ host, status: 'done', complaints: [] })));
}, DEPLOY_MS);

test('cloud-init finds nothing wrong with what a machine booted with', async () => {
  needsDeployment();
  for (const host of HOSTS) {
    const said = await shell(container(host), 'cloud-init schema --config-file /var/lib/cloud/instance/user-data.txt 2>&1');
    expect({ host, said }).toEqual({ host, said: expect.stringMatching(/^Valid cloud-config/) });
  }
});

test('both sites answer through the load balancer, from both Tomcats', async () => {
  await allServe();
});

test('a second plan has nothing to change', async () => {
  needsDeployment();
  const { changes, text } = await deployment.diff();
  expect(changes ? text : 'No changes').toBe('No changes');
}, DEPLOY_MS);

describe('from every host to every host, only the flows of the program pass', () => {
  const walls = [
    { name: 'with the security groups and the firewalls of the machines', open: '', close: '' },
    { name: 'with the security groups alone', open: 'systemctl stop tomcat-tier-firewall', close: 'systemctl start tomcat-tier-firewall' },
  ];

  test.each(walls)('$name', async ({ open, close }) => {
    await allServe();
    const { flows, ports } = wanted();
    const sockets = (from: string): (Socket & { to: string })[] => HOSTS.filter((to) => to !== from)
      .flatMap((to) => ports.map((port) => ({ to, address: machine(to).address, port })));
    try {
      if (open) for (const host of HOSTS) await shell(container(host), open);
      const passed = await Promise.all(HOSTS.map(async (from) => {
        const tried = sockets(from);
        const fates = await tryFrom(container(from), tried);
        return tried.map(({ to, port }, index) => ({ to, port, fate: fates[index] })).filter(({ fate }) => fate !== 'dropped')
          .map(({ to, port, fate }) => `${from} -> ${to}:${port}${fate === 'open' ? '' : ` (${fate})`}`);
      }));
      expect(passed.flat().sort()).toEqual(flows);
      const outside: string[] = [];
      for (const to of HOSTS) {
        const fates = await Promise.all(ports.map((port) => tryFromHere({ address: machine(to).address, port }, OUTSIDE)));
        ports.forEach((port, index) => fates[index] !== 'dropped' && outside.push(`${to}:${port}`));
      }
      expect(outside).toEqual(['web-01:80', 'web-02:80']);
    } finally {
      if (close) for (const host of HOSTS) await shell(container(host), close);
    }
  }, 300_000);

  /** The flows between hosts as the library states them, and every port that is tried. */
  function wanted(): { flows: string[]; ports: number[] } {
    const stack = new AzureTwoSitesStack(new App(), STACK, { location: 'koreacentral', adminSshKey: 'ssh-ed25519 AAAA', keyVaultId: secret.id });
    const topology = Topology.of(stack);
    const flows = flowsOf(topology).filter(({ from }) => from.host).map(({ from, to, ports }) => `${from.name} -> ${to.hostName}:${ports.first}`);
    const listening = topology.hosts.flatMap(({ _services }) => _services).flatMap((service) => service.listeners()).map(({ port }) => port);
    return { flows: [...new Set(flows)].sort(), ports: [...new Set([...listening, ...OTHER_PORTS])] };
  }
});

test('sessions go on when a machine is killed, and when one is deallocated', async () => {
  await allServe();
  const visitor = await visitorOf('was-01');
  await kill(container('was-01'));
  await visitor.goesOn('a-was-02');
  await visitor.goesOn('a-was-02');

  await power(lab, machine('was-01'), 'start');
  await untilServes(publicPort(lab), 'a.example.com', 'a-was-01');
  await visitor.goesOn('a-was-02');
  await power(lab, machine('was-02'), 'deallocate');
  await visitor.goesOn('a-was-01');
  await visitor.goesOn('a-was-01');
  visitor.leaves();
}, 300_000);

test('a second boot changes nothing', async () => {
  await allServe();
  const state = () => shell(container('was-01'), 'find /etc/systemd/system /etc/tomcat-tier /srv /usr/local/lib/tomcat-tier /var/lib/tomcat-tier '
    + '-type d \\( -name work -o -name logs -o -name temp \\) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum');
  const before = await state();
  await power(lab, machine('was-01'), 'restart');
  const end = await cloudInit(container('was-01'));
  expect(end).toEqual({ status: 'done', complaints: [] });
  await untilServes(publicPort(lab), 'a.example.com', 'a-was-01');
  expect(await state()).toBe(before);
}, 300_000);

test('changed connectors and front ends reach one machine after the other, and 50 visitors notice nothing', async () => {
  await allServe();
  const before = await Promise.all(HOSTS.map((host) => bootOf(host)));
  const changed = program('azure-rolled', [
    ...connectorsOfA('Connector.ajp({ maxThreads: 150 })'),
    { file: 'two-sites-stack.ts', from: '{ host: webTier.add(name) }', to: '{ host: webTier.add(name), maxRequestWorkers: 150 }' },
  ]);
  const { text } = await changed.diff();
  expect(text).toMatch(/was-01_configuration\S* .*will be updated in-place/);
  expect(text).toMatch(/Plan: 4 to add, 4 to change, 4 to destroy/); // of each machine the run command, and what it brings

  const result = await load({
    site: 'a.example.com',
    ports: [publicPort(lab)],
    forMs: 10_000,
    events: [{ name: 'roll-out', afterMs: 3000, run: async () => changed.deploy().then(() => 'maxThreads and maxRequestWorkers') }],
  });
  say(`azure-roll-out: ${summary(result)} (${report('azure-roll-out', result)})`);
  expect(result).toMatchObject({ sessions: 50, failed: 0, failures: [], lost: 0, losses: [] });
  expect(await Promise.all(HOSTS.map((host) => bootOf(host)))).toEqual(before);
  for (const host of ['was-01', 'was-02']) {
    expect(await shell(container(host), 'grep -c maxThreads=.150 /srv/tomcat/a/conf/server.xml')).toBe('1');
  }
  for (const host of ['web-01', 'web-02']) {
    expect(await shell(container(host), 'grep -c "MaxRequestWorkers 150" /srv/httpd/conf/httpd.conf')).toBe('1');
  }
  await deployment.deploy();
}, DEPLOY_MS);

test('another AJP port comes in three deployments, and 50 visitors notice nothing', async () => {
  await allServe();
  const [former, next] = ['Connector.ajp()', 'Connector.ajp({ port: 8109 })'];
  const steps = [[former, next], [next, former], [next]].map((ajp, step) => program(`azure-port-${step}`, connectorsOfA(...ajp)));
  const result = await load({
    site: 'a.example.com',
    ports: [publicPort(lab)],
    forMs: 10_000,
    events: steps.map((step, index) => ({ name: `deployment ${index + 1}`, afterMs: 3000, run: async () => step.deploy().then(() => 'of three') })),
  });
  say(`azure-ajp-port: ${summary(result)} (${report('azure-ajp-port', result)})`);
  expect(result).toMatchObject({ sessions: 50, failed: 0, failures: [], lost: 0, losses: [] });
  const ajpPorts = async (host: string, file: string) => [...(await shell(container(host), `cat ${file}`)).matchAll(/\b(8009|8109)\b/g)].map(([port]) => port);
  for (const host of ['web-01', 'web-02']) expect(new Set(await ajpPorts(host, '/srv/httpd/conf/workers.properties'))).toEqual(new Set(['8109']));
  for (const host of ['was-01', 'was-02']) expect(await ajpPorts(host, '/srv/tomcat/a/conf/server.xml')).toEqual(['8109']);
  await deployment.deploy();
}, DEPLOY_MS);

test('a change that breaks a machine stops there, and the sites go on', async () => {
  await allServe();
  const broken = program('azure-broken', [{
    file: 'two-sites-stack.ts', from: "ajpSecret: vault.secret('ajp-secret'),", to: "ajpSecret: vault.secret('ajp-secret'),\n        jvmOptions: ['-XX:NoSuchOption'],",
  }]);
  const untouched = await shell(container('was-02'), 'cat /srv/tomcat/*/bin/setenv.sh');
  let message = '';
  const result = await load({
    site: 'a.example.com',
    ports: [publicPort(lab)],
    forMs: 10_000,
    events: [{
      name: 'broken roll-out',
      afterMs: 3000,
      run: async () => broken.deploy().then(() => 'it was deployed', (error: CommandError) => {
        message = error.printed.replace(/\s+/g, ' '); // Terraform breaks lines where it likes
        return 'it failed';
      }),
    }],
  });
  say(`azure-broken-roll-out: ${summary(result)} (${report('azure-broken-roll-out', result)})`);
  expect(result).toMatchObject({ failed: 0, failures: [], lost: 0, losses: [] });
  expect(message).toMatch(/was-01: tomcat-tier-a.service ended again and again/);
  expect(message).toMatch(/Unrecognized VM option 'NoSuchOption'/);
  expect(message).toMatch(/The previous configuration is running again/);
  expect(await shell(container('was-02'), 'cat /srv/tomcat/*/bin/setenv.sh')).toBe(untouched);
  await allServe();

  const again = await broken.deploy().then(() => 'it was deployed', (error: CommandError) => error.printed.replace(/\s+/g, ' '));
  expect(again).toMatch(/was-01 does not have the configuration of this plan: its last roll-out failed/);
  expect(await shell(container('was-02'), 'cat /srv/tomcat/*/bin/setenv.sh')).toBe(untouched);
  await deployment.deploy();
  const { changes } = await deployment.diff();
  expect(changes).toBe(false);
}, DEPLOY_MS);

test('the secret of the Key Vault is in no file of the run', async () => {
  needsDeployment();
  const places = [deployment.directory, 'reports', '.demo'].map((path) => path.startsWith('/') ? path : join(repository, path)).filter((path) => existsSync(path));
  const found = execFileSync('bash', ['-c', 'grep -rlF -- "$0" "$@" || true', secret.value, ...places], { encoding: 'utf8' });
  expect(found).toBe('');
  for (const host of HOSTS) {
    const userData = await shell(container(host), 'cat /var/lib/cloud/instance/user-data.txt; journalctl --no-pager; cat /var/log/cloud-init*.log');
    expect(userData.includes(secret.value)).toBe(false);
  }
  // It did arrive: the Tomcats know it.
  expect(await shell(container('was-01'), 'cat /srv/tomcat/a/conf/server.xml')).toContain(secret.value);
});

test('destroy leaves nothing', async () => {
  needsDeployment();
  await keepJournals();
  await deployment.destroy();
  expect(lab.resources().filter((id) => !/\/resourceGroups\/shared(\/|$)/i.test(id))).toEqual([]);
  expect(await labLeftovers()).toEqual([]);
}, DEPLOY_MS);

/** When a machine booted, and which one it is: a replaced machine is another one. */
async function bootOf(host: string): Promise<string> {
  return docker('inspect', '--format', '{{.Id}} {{.State.StartedAt}}', container(host));
}

async function keepJournals(): Promise<void> {
  for (const host of HOSTS.filter((name) => machine(name).powerState === 'running')) {
    report(`logs/${STACK}-${host}`, (await shell(container(host), 'journalctl --no-pager -n 2000')).split('\n'));
  }
}

/** Someone whose session of site a is on a machine. */
async function visitorOf(host: string): Promise<Visitor> {
  const port = publicPort(lab);
  await untilServes(port, 'a.example.com', `a-${host}`);
  for (let attempt = 0; attempt < 20; attempt++) {
    const visitor = new Visitor(port);
    if (await visitor.arrives() === `a-${host}`) return visitor;
    visitor.leaves();
  }
  throw new Error(`${host} got none of 20 new sessions`);
}

class Visitor {
  private readonly browser = new Browser('a.example.com');
  private last?: Probe;

  public constructor(private readonly port: number) {}

  public async arrives(): Promise<string> {
    this.last = await this.browser.probe(this.port);
    return this.last.instance;
  }

  /** Comes back, finds the session as it was left, and is served by this instance. */
  public async goesOn(instance: string): Promise<void> {
    const { session, count } = this.last!;
    const probe = await this.browser.probe(this.port);
    expect({ session: sessionKey(probe.session), count: probe.count, instance: probe.instance })
      .toEqual({ session: sessionKey(session), count: count + 1, instance });
    this.last = probe;
  }

  public leaves(): void {
    this.browser.close();
  }
}
