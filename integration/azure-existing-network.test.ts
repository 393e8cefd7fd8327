import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AzureLab } from './azure/lab';
import { cloudInit, exampleEnvironment, gateway, power, untilServes, vaultWithSecret } from './support/azure';
import { Browser, Probe, sessionKey } from './support/client';
import { CommandError } from './support/command';
import { docker, inspect, kill, shell } from './support/containers';
import { Deployment } from './support/deployment';
import { copyOfExample } from './support/example-copy';
import { tryFrom, tryFromHere } from './support/reach';
import { report } from './support/report';
import { repository } from './support/repository';
import { archiveOf } from '../test/support/archive';

const STACK = 'azure-existing-network';
const SITE = 'shop.example.com';
const DEPLOY_MS = 900_000;
/** The checksum that the example has in place of a real one. */
const PLACEHOLDER = '0f2d6c1be2a5b0a7a4f5b0a0b4c1a6b0f8a7d9ce5c9b8c3d3f0e1a2b3c4d5e6f';
/** Where the team's application gateway is: in the subnet that the example lets in. */
const GATEWAY = '10.8.1.10';
const OLD = { name: 'shop-old', container: 'azure-lab-shop-old', address: '10.8.4.20' };
const NEW = ['was-02', 'web-01'];
const TOMCATS = [OLD.name, 'was-02'];
/** Built-in roles. */
const SECRETS_USER = '4633458b-17de-408a-b874-0445c86b69e6';
const BLOB_READER = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1';

interface Rule {
  readonly name: string;
  readonly properties: { readonly priority: number; readonly access: string };
}

let lab: AzureLab;
let team: Team;
let deployment: Deployment;
let deployed = false;
let entrance: Awaited<ReturnType<typeof gateway>> | undefined;
/** What the team has, before anything is deployed. */
let before: Record<string, unknown>;

const war = warOfTheTeam();
/** A library of the team, which its application reads. */
const library = Buffer.from(archiveOf({ 'greeting.txt': 'hello from the lib' }));
const LIBRARY = 'greeting-1.0.jar';

beforeAll(async () => {
  lab = await AzureLab.start();
  await lab.addClient(GATEWAY);
  team = new Team(lab);
  await team.moveIn();
  before = await everything();
}, DEPLOY_MS);

afterAll(async () => {
  entrance?.close();
  await lab?.stop();
}, 120_000);

test('deploys, and every new machine boots without a warning', async () => {
  expect(await cloudInit(OLD.container)).toEqual({ status: 'done', complaints: [] });
  deployment = program(STACK, sha256Of(war));
  await deployment.deploy();
  deployed = true;
  const ends = await Promise.all(NEW.map(async (host) => ({ host, ...await cloudInit(container(host)) })));
  expect(ends).toEqual(NEW.map((host) => ({ host, status: 'done', complaints: [] })));
  entrance = await gateway({ address: machine('web-01').address, port: 80 }, GATEWAY);
}, DEPLOY_MS);

test("the site answers from the new machine and from the one that has been there, which keeps what is the team's", async () => {
  await allServe();
  expect(await shell(OLD.container, 'cat /etc/team')).toBe('shop');
  expect(await shell(OLD.container, 'systemctl list-unit-files --no-legend "tomcat-tier-*" | cut -d" " -f1')).toBe('tomcat-tier-shop.service');
});

test('a second plan has nothing to change', async () => {
  needsDeployment();
  const { changes, text } = await deployment.diff();
  expect(changes ? text : 'No changes').toBe('No changes');
}, DEPLOY_MS);

test("the library's rules are between the team's own, and only what they allow passes", async () => {
  needsDeployment();
  const rules = (await team.rules()).map(({ name, properties }) => ({ name, ...properties }));
  const own = ['monitoring', 'deny-all'];
  expect(rules.filter(({ name }) => own.includes(name))).toMatchObject([{ priority: 300, access: 'Allow' }, { priority: 4000, access: 'Deny' }]);
  const others = rules.filter(({ name }) => !own.includes(name));
  expect(others.map(({ name }) => name).sort()).toEqual([
    'allow-ajp-web-to-shop-old', 'allow-ajp-web-to-was', 'allow-replication-shop-old-to-was', 'allow-replication-was-to-shop-old',
    'allow-ssh-administrators-to-was', 'allow-ssh-administrators-to-web', 'allow-tcp-gateway-to-web',
  ]);
  expect(others.filter(({ priority, access }) => access !== 'Allow' || priority < 2000 || priority > 2999)).toEqual([]);
  expect(new Set(others.map(({ priority }) => priority)).size).toBe(others.length);

  const [was, web] = NEW.map((host) => machine(host).address);
  const toTomcats = [OLD.address, was].flatMap((address) => [8009, 4000, 22].map((port) => ({ address, port })));
  expect(await tryFrom(container('web-01'), toTomcats)).toEqual(['open', 'dropped', 'dropped', 'open', 'dropped', 'dropped']);
  expect(await tryFrom(OLD.container, [{ address: was, port: 4000 }, { address: was, port: 8009 }, { address: web, port: 80 }]))
    .toEqual(['open', 'dropped', 'dropped']);
  expect(await tryFromHere({ address: web, port: 80 }, '198.51.100.10')).toBe('dropped');
});

test('the WAR of the blob storage runs, marked as distributable', async () => {
  needsDeployment();
  for (const host of TOMCATS) {
    const applications = '/srv/tomcat/shop/applications';
    expect(await shell(container(host), `sha256sum <${applications}/ROOT.war; grep -c '<distributable/>' ${applications}/ROOT.war.web.xml`))
      .toBe(`${sha256Of(war)}  -\n1`);
  }
});

test('the library of the blob storage is in the lib of both Tomcats, which read it', async () => {
  needsDeployment();
  const ask = 'import urllib.request; print(urllib.request.urlopen("http://127.0.0.1:8080/library.jsp").read().decode().strip())';
  for (const host of TOMCATS) {
    expect(await shell(container(host), `sha256sum </srv/tomcat/shop/lib/${LIBRARY}; python3 -c '${ask}'`)).toBe(`${sha256Of(library)}  -\nhello from the lib`);
  }
});

test('a session goes on with the route of the other machine when its own is killed, in both directions', async () => {
  const port = await allServe();
  const browser = new Browser(SITE);
  let last = await browser.probe(port);
  const [first, second] = last.instance === route(TOMCATS[0]) ? TOMCATS : [...TOMCATS].reverse();
  const goesOn = async (host: string) => {
    const probe = await browser.probe(port);
    expect(shown(probe)).toEqual({ ...shown(last), instance: route(host), suffix: route(host), count: last.count + 1 });
    last = probe;
  };
  await goesOn(first);
  for (const [killed, other] of [[first, second], [second, first]]) {
    await kill(container(killed));
    await goesOn(other);
    await goesOn(other);
    await power(lab, machine(killed), 'start');
    await untilServes(port, SITE, route(killed));
    await goesOn(other);
  }
  browser.close();
}, 300_000);

test('a WAR with another checksum than that of the program is not run, and the site goes on', async () => {
  const port = await allServe();
  const started = await shell(container('was-02'), 'systemctl show -p MainPID tomcat-tier-shop');
  let message = 'it was deployed';
  await program('azure-other-checksum', 'f'.repeat(64)).deploy().catch((error: CommandError) => {
    message = error.printed.replace(/\s+/g, ' '); // Terraform breaks lines
  });
  expect(message).toMatch(/was-02: \S+\/wars\/shop-1\.4\.2\.war has the SHA256 \S+ and not f{64}: it is not used/);
  expect(await shell(container('was-02'), 'systemctl show -p MainPID tomcat-tier-shop; ls -A /srv/tomcat/shop/applications'))
    .toBe(`${started}\nROOT.war\nROOT.war.web.xml`);
  await untilServes(port, SITE, route('was-02'));
  await deployment.deploy();
  expect(await shell(container('was-02'), 'systemctl show -p MainPID tomcat-tier-shop')).toBe(started);
}, DEPLOY_MS);

test('destroy leaves what the team had, and nothing else', async () => {
  needsDeployment();
  for (const host of [OLD.name, ...NEW]) report(`logs/${STACK}-${host}`, (await shell(container(host), 'journalctl --no-pager -n 2000')).split('\n'));
  const booted = (await inspect(OLD.container)).State.StartedAt;
  await deployment.destroy();
  expect(await everything()).toEqual(before);
  expect(lab.virtualMachines()).toMatchObject([{ name: OLD.name, powerState: 'running' }]);
  expect((await inspect(OLD.container)).State.StartedAt).toBe(booted);
  expect(await docker('ps', '--all', '--filter', 'name=azure-lab-', '--format', '{{.Names}}')).toBe(OLD.container);
}, DEPLOY_MS);

function program(name: string, sha256: string): Deployment {
  const file = 'existing-network-stack.ts';
  const jar = `TomcatLibrary.jarFromBlob('https://shopreleases.blob.core.windows.net/wars/${LIBRARY}', '${sha256Of(library)}')`;
  const app = copyOfExample(STACK, name, [
    { file, from: PLACEHOLDER, to: sha256 },
    { file, from: 'applications: [application],', to: `applications: [application], libraries: [${jar}],` },
    { file, from: 'TomcatInstance, WebApplication,', to: 'TomcatInstance, TomcatLibrary, WebApplication,' },
  ]);
  return new Deployment({ stack: STACK, app, env: exampleEnvironment(lab), secrets: [] });
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function machine(host: string) {
  return lab.virtualMachine(host === OLD.name ? host : `${STACK}-${host}`);
}

function container(host: string): string {
  return machine(host).containerName;
}

/** The route of the Tomcat of a host, which its WAR answers too. */
function route(host: string): string {
  return `shop-${host}`;
}

/** What a visitor has, and who says so: the machine's own name, and the end of the session's id. */
function shown({ session, ...probe }: Probe): object {
  return { ...probe, session: sessionKey(session), suffix: session.split('.')[1] };
}

function needsDeployment(): void {
  if (!deployed) throw new Error('it was not deployed');
}

/** Returns the port of 127.0.0.1 on which the site answers. */
async function allServe(): Promise<number> {
  needsDeployment();
  const { port } = entrance!;
  for (const host of [...TOMCATS, 'web-01']) {
    if (machine(host).powerState !== 'running') await power(lab, machine(host), 'start');
  }
  for (const host of TOMCATS) await untilServes(port, SITE, route(host));
  return port;
}

/** The team's application: as a team has it that never heard of clusters. */
function warOfTheTeam(): Buffer {
  const files = ['index.jsp', 'session.jsp', 'WEB-INF/web.xml'].map((name) => {
    const text = readFileSync(join(repository, 'data/session-probe', name), 'utf8')
      .replace('<distributable/>', '')
      .replaceAll('application.getInitParameter("site")', 'request.getServerName()')
      .replaceAll('application.getInitParameter("instance")', '"shop-" + java.net.InetAddress.getLocalHost().getHostName()');
    return [name, text];
  });
  const contextXml = '<Context path="/shop" reloadable="true"/>'; // which Tomcat does not read, and nobody misses
  const page = '<%= new String(Thread.currentThread().getContextClassLoader().getResourceAsStream("greeting.txt").readAllBytes()) %>';
  return Buffer.from(archiveOf({ ...Object.fromEntries(files), 'library.jsp': page, 'META-INF/context.xml': contextXml }));
}

/** All resources by id, as Azure answers them. */
async function everything(): Promise<Record<string, unknown>> {
  const ids = lab.resources().sort();
  const answers = await Promise.all(ids.map((id) => lab.request('GET', `${id}?api-version=2024-03-01`)));
  return structuredClone(Object.fromEntries(ids.map((id, index) => [id, answers[index]])));
}

/** Whose network it is. */
class Team {
  private readonly shared: string;
  private readonly providers: string;
  private readonly group: string;

  public constructor(private readonly azure: AzureLab) {
    this.group = `/subscriptions/${azure.environment.ARM_SUBSCRIPTION_ID}/resourceGroups`;
    this.shared = `${this.group}/rg-shared`;
    this.providers = `${this.shared}/providers`;
  }

  /** Has all that is there before the deployment. */
  public async moveIn(): Promise<void> {
    await this.put(this.shared, {});
    await this.put(`${this.group}/rg-shop`, {});
    const subnet = await this.network();
    const vault = await vaultWithSecret(this.azure, 'shop-secrets', 'ajp-secret', 'rg-shared');
    const storage = await this.put(`${this.providers}/Microsoft.Storage/storageAccounts/shopreleases`, {});
    this.azure.setBlob('shopreleases', 'wars', 'shop-1.4.2.war', war);
    this.azure.setBlob('shopreleases', 'wars', LIBRARY, library);
    await this.oldMachine(subnet, [{ scope: vault.id, role: SECRETS_USER }, { scope: storage, role: BLOB_READER }]);
  }

  /** The rules of its security group, in the order in which Azure looks at them. */
  public async rules(): Promise<Rule[]> {
    const { properties } = await this.get<{ securityRules: Rule[] }>(`${this.providers}/Microsoft.Network/networkSecurityGroups/nsg-shop`);
    return [...properties.securityRules].sort((one, other) => one.properties.priority - other.properties.priority);
  }

  /** Returns the id of the subnet. Its machines reach the internet through a NAT gateway. */
  private async network(): Promise<string> {
    const network = `${this.providers}/Microsoft.Network`;
    const anywhere = { sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '*' };
    const securityGroup = await this.put(`${network}/networkSecurityGroups/nsg-shop`, {
      securityRules: [
        {
          name: 'monitoring',
          properties: {
            ...anywhere, priority: 300, direction: 'Inbound', access: 'Allow', protocol: 'Tcp', sourceAddressPrefix: '10.8.9.0/26', destinationPortRange: '9100',
          },
        },
        { name: 'deny-all', properties: { ...anywhere, priority: 4000, direction: 'Inbound', access: 'Deny', protocol: '*' } },
      ],
    });
    const address = await this.put(`${network}/publicIPAddresses/hub-outbound`, { publicIPAllocationMethod: 'Static' });
    const nat = await this.put(`${network}/natGateways/hub-outbound`, { publicIpAddresses: [{ id: address }] });
    const hub = await this.put(`${network}/virtualNetworks/hub`, {
      addressSpace: { addressPrefixes: ['10.8.0.0/16'] },
      subnets: [
        { name: 'gateway', properties: { addressPrefix: '10.8.1.0/24' } },
        { name: 'shop', properties: { addressPrefix: '10.8.4.0/24', networkSecurityGroup: { id: securityGroup }, natGateway: { id: nat } } },
      ],
    });
    return `${hub}/subnets/shop`;
  }

  private async oldMachine(subnet: string, roles: { scope: string; role: string }[]): Promise<void> {
    const identity = await this.put(`${this.providers}/Microsoft.ManagedIdentity/userAssignedIdentities/shop-old`, {});
    const { properties: { principalId } } = await this.get<{ principalId: string }>(identity);
    for (const { scope, role } of roles) {
      const roleDefinitionId = `/subscriptions/${this.azure.environment.ARM_SUBSCRIPTION_ID}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
      await this.put(`${scope}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}`, { principalId, roleDefinitionId });
    }
    const networkInterface = await this.put(`${this.providers}/Microsoft.Network/networkInterfaces/shop-old`, {
      ipConfigurations: [{ name: 'primary', properties: { privateIPAllocationMethod: 'Static', privateIPAddress: OLD.address, subnet: { id: subnet } } }],
    });
    const cloudConfig = '#cloud-config\nwrite_files:\n  - path: /etc/team\n    content: shop\n';
    await this.put(`${this.providers}/Microsoft.Compute/virtualMachines/${OLD.name}`, {
      hardwareProfile: { vmSize: 'Standard_D2s_v5' },
      networkProfile: { networkInterfaces: [{ id: networkInterface, properties: { primary: true } }] },
      osProfile: { computerName: OLD.name, adminUsername: 'azureuser', customData: Buffer.from(cloudConfig).toString('base64') },
      storageProfile: { osDisk: { createOption: 'FromImage' } },
    }, { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } });
  }

  /** Returns the id. */
  private async put(id: string, properties: object, identity?: object): Promise<string> {
    await this.azure.request('PUT', `${id}?api-version=2024-03-01`, { location: 'koreacentral', properties, identity });
    return id;
  }

  private async get<P>(id: string): Promise<{ properties: P }> {
    return await this.azure.request('GET', `${id}?api-version=2024-03-01`) as { properties: P };
  }
}
