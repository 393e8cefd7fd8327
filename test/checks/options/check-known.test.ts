import { Lazy, TerraformVariable } from 'cdktf';
import {
  AzureExistingVm, AzureKeyVault, AzureLoadBalancer, AzureNetwork, AzureSubnet, ClusterValve, Connector, DockerHosts, DockerNetwork, ExternalTomcats,
  RedissonJars, RedisServer, RedisSessions, Route, SessionManager, TomcatInstanceProps, TomcatLibrary, WebApplication,
} from 'cdktf-tomcat-cluster';
import { AzureProgram, GROUP, NETWORK, VAULT } from '../../azure/azure-program';
import { newApp, problemOf, synth, Tier } from '../../support/program';
import { SSH_KEY } from '../../support/ssh-key';

const SHA256 = 'a'.repeat(64);
const MADE_KEY = '${tls_private_key.admin.public_key_openssh}';
const JARS = RedissonJars.repository('https://maven.example.com/releases');
const URL = 'https://releases.example.com/shop.war';

/** What a program may have for a value: variables of its stack. */
interface Variables {
  readonly text: string;
  readonly list: string[];
  readonly number: number;
}

function variablesOf({ stack }: Tier | AzureProgram): Variables {
  const variable = (type: string) => new TerraformVariable(stack, type.replace(/\W/g, '_'), { type });
  return { text: variable('string').stringValue, list: variable('list(string)').listValue, number: variable('number').numberValue };
}

const REFUSED = { code: 'VALUE_NOT_KNOWN', why: expect.stringMatching(/ when the program is synthesized$/), fix: expect.stringContaining('process.env or a JSON file') };

test.each<[string, (text: string, tier: Tier) => unknown]>([
  ['a name of a secret of the vault shop-secrets', (text) => VAULT.secret(text)],
  ['a version of the secret ajp-secret of the vault shop-secrets', (text) => VAULT.secret('ajp-secret', text)],
  ['a suffix of a vault', (text) => AzureKeyVault.fromId(`${GROUP}/Microsoft.KeyVault/vaults/shop`, text)],
  ['a resource id of vaults', (text) => AzureKeyVault.fromId(text)],
  ['a resource id of vaults', (text) => AzureKeyVault.fromId(`${GROUP}/Microsoft.KeyVault/vaults/${text}`)],
  ['a resource id of virtualNetworks', (text) => AzureNetwork.fromId(text)],
  ['a URL of a WAR', (text) => WebApplication.warFromUrl(text, SHA256)],
  ['a URL of a WAR', (text) => WebApplication.warFromBlob(`https://shop.blob.core.windows.net/releases/shop-${text}.war`, SHA256)],
  [`a SHA-256 of ${URL}`, (text) => WebApplication.warFromUrl(URL, text)],
  ['a URL of a jar', (text) => TomcatLibrary.jarFromUrl(text, SHA256)],
  ['an address of a repository', (text) => RedissonJars.repository(text)],
  ['a subnet', (text, { stack }) => new DockerHosts(stack, 'others', { subnet: text })],
  ['a timeZone', (text) => new Tier(newApp(), 'shop', { timeZone: text })],
  ['a subnet', (text, { stack }) => new DockerHosts(stack, 'others', { network: DockerNetwork.bridge('team', text) })],
  ['an address', (text, { hosts }) => hosts.add('was-01', { addresses: { shop: text } })],
  ['a host name', (text, { hosts }) => hosts.add(text)],
  ['an instanceName', (text, tier) => tier.tomcat('a', { instanceName: text })],
  ['a jvmRoute', (text, tier) => tier.tomcat('a', { jvmRoute: text })],
  ['a jvmRoute', (text, { stack }) => new ExternalTomcats(stack, 'old', { members: [{ jvmRoute: text, host: '10.0.0.4' }] })],
  ['a clusterName', (text, tier) => tier.cluster('x', { clusterName: text })],
  ['a siteName', (text, { stack, secret }) => new RedisSessions(stack, 'r', { siteName: text, server: RedisServer.single('redis:6379'), jars: JARS, password: secret })],
  ['a name of a virtual host', (text, tier) => tier.frontend('web', []).addVirtualHost(text, { routes: [Route.all(tier.tomcat('a'))] })],
  ['a name of a virtual host', (text, tier) => tier.frontend('web', []).addVirtualHost('a.example.com', { serverAliases: [text], routes: [Route.all(tier.tomcat('a'))] })],
  ['ranges of addresses', (text, tier) => tier.frontend('web', [], { status: { from: [text] } })],
])('%s that only Terraform knows is refused (%#)', (what, program) => {
  const tier = new Tier();
  const { text } = variablesOf(tier);
  const problem = problemOf(() => program(text, tier));
  expect(problem).toMatchObject({ ...REFUSED, got: `${what} that only Terraform knows` });
  expect(JSON.stringify(problem)).not.toContain('TfToken');
});

test.each<[string, (variables: Variables, program: AzureProgram) => unknown]>([
  ['a subnet', ({ text }, { hosts }) => hosts.addTier('batch', { subnets: [AzureSubnet.withCidr(text)] })],
  ['a subnet', ({ text }) => new AzureProgram(newApp(), 'other', { addressSpace: text })],
  ['a namePrefix', ({ text }) => new AzureProgram(newApp(), 'other', { namePrefix: text })],
  ['a name', ({ text }, { hosts }) => hosts.addTier(text, { subnets: [AzureSubnet.withCidr('10.20.9.0/24')] })],
  ['an address', ({ text }, { was }) => was.add('was-01', { address: text })],
  ['an address', ({ text }, { stack }) => existing(stack, { address: text })],
  ['a resource id of virtualMachines', ({ text }, { stack }) => existing(stack, { virtualMachineId: text })],
  ['a host name', ({ text }, { stack }) => existing(stack, { hostName: text })],
  ['ranges of addresses', ({ list }, { was }) => was.letIn({ name: 'office', addresses: list, port: 8080 })],
  ['ranges of addresses', ({ text }, { was }) => was.letIn({ name: 'office', addresses: ['10.0.0.0/24', text], port: 8080 })],
  ['ranges of addresses', ({ list }, { hosts }) => hosts.addTier('batch', { subnets: [AzureSubnet.withCidr('10.20.9.0/24')], sshFrom: list })],
  ['ranges of addresses', ({ list }, program) => new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: program.sites('a'), clients: list })],
  ['a port for office', ({ number }, { was }) => was.letIn({ name: 'office', addresses: ['10.0.0.0/24'], port: number })],
])('%s that only Terraform knows is refused on Azure (%#)', (what, refused) => {
  const program = new AzureProgram();
  expect(problemOf(() => refused(variablesOf(program), program))).toMatchObject({ ...REFUSED, got: `${what} that only Terraform knows` });
});

test.each<[string, (number: number, tier: Tier) => unknown]>([
  ['channelSendOptions', (number, tier) => tier.cluster('x', { channelSendOptions: number })],
  ['channelStartOptions', (number, tier) => tier.cluster('x', { channelStartOptions: number })],
  ['mapSendOptions', (number) => SessionManager.backup({ mapSendOptions: number })],
  ['mapSendOptions', (number) => ClusterValve.singleSignOn({ mapSendOptions: number })],
  ['a uniqueId', (number, tier) => tier.tomcat('a', { cluster: tier.cluster('x'), uniqueId: [...Array<number>(15).fill(1), number] })],
])('%s that only Terraform knows is refused in a cluster (%#)', (what, program) => {
  const tier = new Tier();
  expect(problemOf(() => program(variablesOf(tier).number, tier))).toMatchObject({ ...REFUSED, got: `${what} that only Terraform knows` });
});

function existing(stack: AzureProgram['stack'], said: { address?: string; virtualMachineId?: string; hostName?: string }): AzureExistingVm {
  const virtualMachineId = `${GROUP}/Microsoft.Compute/virtualMachines/old`;
  return new AzureExistingVm(stack, 'old', { virtualMachineId, location: 'koreacentral', network: AzureNetwork.fromId(NETWORK), address: '10.20.2.9', ...said });
}

describe('of a machine', () => {
  const refusal = (props: (variables: Variables) => Partial<TomcatInstanceProps>) => {
    const program = new AzureProgram();
    program.tomcat('a', program.was.add('was-01'), props(variablesOf(program)));
    return problemOf(() => program.problems);
  };

  test('a port of a connector that only Terraform knows is refused: its firewall and the rules before it say the port', () => {
    expect(refusal(({ number }) => ({ connectors: [Connector.http({ port: number })] }))).toMatchObject({
      ...REFUSED, path: 'shop/a', got: 'a port of the HTTP connector that only Terraform knows',
    });
  });

  test('so is that of a front end', () => {
    const program = new AzureProgram();
    const tomcat = program.tomcat('a', program.was.add('was-01'));
    program.frontend('web', program.web.add('web-01'), [tomcat], { port: variablesOf(program).number });
    expect(problemOf(() => program.problems)).toMatchObject({ ...REFUSED, path: 'shop/web', got: 'a port of the httpd that only Terraform knows' });
  });

  test('whatever else it is told is refused too, and the message says where it is', () => {
    expect(refusal(({ text }) => ({ runAs: text }))).toMatchObject({
      ...REFUSED, path: 'shop/hosts/was/was-01', got: expect.stringMatching(/^a value behind .*"account":\{"name":" that only Terraform knows$/),
    });
  });

  test('what stands in files may be any', () => {
    const program = new AzureProgram();
    program.tomcat('a', program.was.add('was-01'), { environment: { PLACE: variablesOf(program).text } });
    expect(JSON.stringify(program.machines)).toContain('var.string');
  });

  test.each([[Lazy.stringValue({ produce: () => MADE_KEY }), MADE_KEY], [`${SSH_KEY}\n`, SSH_KEY]])(
    'the key of its administrator may be what Terraform makes, since only Azure reads it (%#)', (adminSshKey, written) => {
      const program = new AzureProgram(newApp(), 'shop', { adminSshKey });
      program.tomcat('a', program.was.add('was-01'));
      expect(program.machines['was-01'].admin_ssh_key).toEqual([{ username: 'azureuser', public_key: written }]);
    });
});

test('a subscription and a resource group may be what only Terraform knows, and the whole id of a subnet', () => {
  const { text } = variablesOf(new Tier());
  const id = `/subscriptions/${text}/resourceGroups/${text}/providers/Microsoft.KeyVault/vaults/shop`;
  expect(AzureKeyVault.fromId(id)).toMatchObject({ id, name: 'shop' });
  expect(AzureSubnet.fromId(text, '10.20.1.0/24').id).toBe(text);
});

test('a port of a container may be what only Terraform knows', () => {
  const tier = new Tier();
  tier.tomcat('a', { connectors: [Connector.http({ port: variablesOf(tier).number })] });
  expect(tier.problems).toEqual([]);
  expect(synth(tier.app).error).toBeUndefined();
});
