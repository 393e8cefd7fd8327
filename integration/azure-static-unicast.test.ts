import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformStack, Testing } from 'cdktf';
import { AzureImage, AzureSubnet, AzureVmHosts, Membership, SessionCluster, TomcatInstance, WebApplication } from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';
import { ExistingNetworkStack } from '../examples/azure-existing-network/existing-network-stack';
import { AzureLab } from './azure/lab';
import { cloudInit, exampleEnvironment, labLeftovers, power, publicPort, untilBalanced, untilServes } from './support/azure';
import { Browser, sessionKey } from './support/client';
import { kill, shell } from './support/containers';
import { Deployment } from './support/deployment';
import { copyOfExample } from './support/example-copy';
import { membersAdded } from './support/tribes-log';
import { until } from './support/until';

const STACK = 'azure-static-unicast';
const HOSTS = ['apache', 'tomcat1', 'tomcat2'];
const SITE = 'mycluster.example.com';
const DEPLOY_MS = 1_500_000;
/** How long members that run may take to find each other. */
const FOUND_S = 30;
const KEY = 'ssh-ed25519 AAAA';

let lab: AzureLab;
let deployment: Deployment;
let deployed = false;

const container = (host: string) => `azure-lab-${STACK}-${host}`;

beforeAll(async () => {
  lab = await AzureLab.start();
}, DEPLOY_MS);

afterAll(async () => {
  await lab?.stop();
}, 120_000);

test('deploys, and every machine boots without a warning', async () => {
  deployment = new Deployment({ stack: STACK, app: `npx tsx examples/${STACK}/main.ts`, env: exampleEnvironment(lab) });
  await deployment.deploy();
  deployed = true;
  const ends = await Promise.all(HOSTS.map(async (host) => ({ host, ...await cloudInit(container(host)) })));
  expect(ends).toEqual(HOSTS.map((host) => ({ host, status: 'done', complaints: [] })));
}, DEPLOY_MS);

test('cloud-init finds nothing wrong with any payload, those of the RHEL family included', async () => {
  if (!deployed) throw new Error('it was not deployed');
  const booted = await Promise.all(HOSTS.map((host) => shell(container(host), 'cat /var/lib/cloud/instance/user-data.txt')));
  const others = [
    new ExistingNetworkStack(new App(), 'existing', { adminSshKey: KEY, sharedGroupId: '/subscriptions/s/resourceGroups/shared' }),
    new RhelStack(new App(), 'rhel'),
  ].flatMap(payloadsOf);
  expect(others.length).toBeGreaterThan(2);
  for (const payload of [...booted, ...others]) {
    const base64 = Buffer.from(payload).toString('base64');
    const said = await shell(container('tomcat1'), `printf %s '${base64}' | base64 -d >/tmp/payload && cloud-init schema --config-file /tmp/payload 2>&1`);
    expect(said).toMatch(/^Valid cloud-config/);
  }
});

test('the members of the cluster are in two subnets, and know each other', async () => {
  if (!deployed) throw new Error('it was not deployed');
  const addresses = ['tomcat1', 'tomcat2'].map((host) => lab.virtualMachine(`${STACK}-${host}`).address);
  expect(addresses).toEqual(['192.168.1.4', '192.168.0.4']);
  await until(FOUND_S, async () => {
    const peers = await Promise.all(['tomcat1', 'tomcat2'].map(peersOf));
    return JSON.stringify(peers) === JSON.stringify([[addresses[1]], [addresses[0]]]) ? '' : `the members ${JSON.stringify(peers)} to be each other`;
  });
});

test('a session goes on when a machine is killed, and when one is deallocated', async () => {
  if (!deployed) throw new Error('it was not deployed');
  await untilBalanced(lab, 1);
  const port = publicPort(lab);
  for (const instance of ['tomcat2', 'tomcat1']) await untilServes(port, SITE, instance);
  const browser = new Browser(SITE);
  let last = await browser.probe(port);
  const other = last.instance === 'tomcat1' ? 'tomcat2' : 'tomcat1';
  const goesOn = async (instance: string) => {
    const probe = await browser.probe(port);
    expect({ session: sessionKey(probe.session), count: probe.count, instance: probe.instance })
      .toEqual({ session: sessionKey(last.session), count: last.count + 1, instance });
    last = probe;
  };

  const first = last.instance;
  await kill(container(first));
  await goesOn(other);
  await goesOn(other);
  await power(lab, lab.virtualMachine(`${STACK}-${first}`), 'start');
  await untilServes(port, SITE, first);
  await goesOn(other);
  await power(lab, lab.virtualMachine(`${STACK}-${other}`), 'deallocate');
  await goesOn(first);
  await goesOn(first);
  browser.close();
  await power(lab, lab.virtualMachine(`${STACK}-${other}`), 'start');
}, 300_000);

test('a second plan has nothing to change', async () => {
  if (!deployed) throw new Error('it was not deployed');
  const { changes, text } = await deployment.diff();
  expect(changes ? text : 'No changes').toBe('No changes');
}, DEPLOY_MS);

test('a new value that a failed roll-out did not bring comes with the next one', async () => {
  if (!deployed) throw new Error('it was not deployed');
  const options = { stack: STACK, env: exampleEnvironment(lab) };
  const broken = new Deployment({ ...options, app: copyOfExample(STACK, 'azure-broken-secret', [
    { file: 'static-unicast-stack.ts', from: '      ajpSecret,\n', to: "      ajpSecret,\n      jvmOptions: ['-XX:NoSuchOption'],\n" },
  ]) });
  const serverXml = (host: string) => shell(container(host), 'cat /srv/tomcat/*/conf/server.xml');
  const before = deployment.secret('ajp_secret');
  deployment.rotate('ajp_secret');
  const after = deployment.secret('ajp_secret');
  await expect(broken.deploy()).rejects.toThrow();
  for (const host of ['tomcat1', 'tomcat2']) expect(await serverXml(host)).toContain(before);

  await deployment.deploy();
  for (const host of ['tomcat1', 'tomcat2']) expect(await serverXml(host)).toContain(after);
  await untilServes(publicPort(lab), SITE, 'tomcat1');
}, DEPLOY_MS);

test('destroy leaves nothing', async () => {
  if (!deployed) throw new Error('it was not deployed');
  await deployment.destroy();
  expect(lab.resources()).toEqual([]);
  expect(await labLeftovers()).toEqual([]);
}, DEPLOY_MS);

/** The members that the Tomcat of a machine has had in its cluster, each once. */
async function peersOf(host: string): Promise<string[]> {
  const journal = await shell(container(host), `journalctl --no-pager -u tomcat-tier-${host}`);
  return [...new Set(membersAdded(journal).map((member) => member.host))];
}

/** Two Tomcats on machines of the RHEL family. */
class RhelStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, 'azurerm', { features: [{}] });
    const hosts = new AzureVmHosts(this, 'hosts', { location: 'koreacentral', adminSshKey: KEY, image: AzureImage.rhel9() });
    const was = hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] });
    const cluster = new SessionCluster(this, 'shop', { membership: Membership.staticUnicast() });
    for (const name of ['was-01', 'was-02']) {
      new TomcatInstance(this, name, { host: was.add(name), instanceName: 'shop', cluster, applications: [WebApplication.sessionProbe()] });
    }
  }
}

/** What the machines of a stack boot with. */
function payloadsOf(stack: TerraformStack): string[] {
  const machines = Object.values<{ custom_data: string }>(JSON.parse(Testing.synth(stack, true)).resource.azurerm_linux_virtual_machine);
  return machines.map(({ custom_data: data }) => payloadOf(data));
}

/** What Terraform makes of a machine's custom_data, with a client id where it alone knows that of an identity. */
function payloadOf(data: string): string {
  const parts = /^\$\{base64encode\(join\("", \[(.*)\]\)\)\}$/.exec(data)?.[1].split(', ');
  if (!parts) return Buffer.from(data, 'base64').toString('utf8');
  return parts.map((part) => {
    const constant = /^base64decode\("([^"]*)"\)$/.exec(part)?.[1];
    if (constant !== undefined) return Buffer.from(constant, 'base64').toString('utf8');
    expect(part).toMatch(/^base64encode\(azurerm_user_assigned_identity\.\w+\.client_id\)$/);
    return Buffer.from('00000000-0000-4000-8000-000000000001').toString('base64');
  }).join('');
}
