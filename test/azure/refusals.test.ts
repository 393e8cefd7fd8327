import { TerraformVariable } from 'cdktf';
import {
  ApacheJkFrontend, AzureExistingVm, AzureKeyVault, AzureLoadBalancer, AzureNetwork, AzureResourceGroup, AzureSecurityGroup, AzureSubnet, AzureTier,
  AzureVmHosts, AzureVmHostsProps,
} from 'cdktf-tomcat-cluster';
import { AzureProgram, GROUP, NETWORK, VAULT } from './azure-program';
import { newApp, problemOf, synth } from '../support/program';
import { SSH_KEY } from '../support/ssh-key';

function tierWith(cidrs: string[], program = new AzureProgram()): AzureTier {
  return program.hosts.addTier('was', { subnets: cidrs.map((cidr) => AzureSubnet.withCidr(cidr)) });
}

describe('SUBNET_OUTSIDE_NETWORK', () => {
  test.each(['10.21.0.0/24', '10.0.0.0/8'])('the subnet %s is refused', (cidr) => {
    expect(problemOf(() => tierWith([cidr]))).toMatchObject({
      code: 'SUBNET_OUTSIDE_NETWORK',
      path: 'shop/hosts/was',
      got: `the subnet ${cidr}`,
      why: 'the virtual network has the addresses 10.20.0.0/16',
      fix: expect.stringContaining('pass another addressSpace to AzureVmHosts'),
    });
  });

  test('the last subnet of the network is accepted', () => {
    expect(synth(programOf(() => tierWith(['10.20.255.0/24']))).error).toBeUndefined();
  });

  test('a subnet is not made in a network that exists already', () => {
    expect(problemOf(() => tierWith(['10.8.4.0/24'], new AzureProgram(newApp(), 'shop', { network: AzureNetwork.fromId(NETWORK) })))).toMatchObject({
      code: 'SUBNET_OUTSIDE_NETWORK', why: 'the virtual network exists already, and its subnets with it', fix: "pass AzureSubnet.fromId(id, '10.8.4.0/24')",
    });
  });
});

function programOf(make: () => AzureTier) {
  return make()._hosts.node.root as ReturnType<typeof newApp>;
}

describe('SUBNETS_OVERLAP', () => {
  test.each([['10.20.2.0/24', '10.20.2.128/25'], ['10.20.2.0/25', '10.20.2.0/24']])('%s and %s are refused', (one, two) => {
    expect(problemOf(() => tierWith([one, two]))).toMatchObject({
      code: 'SUBNETS_OVERLAP', path: 'shop/hosts/was', got: `the subnet ${two}`, why: expect.stringContaining(`has ${one}`), fix: 'give each tier a subnet of its own',
    });
  });

  test('the subnet of another tier is refused', () => {
    const program = new AzureProgram();
    expect(program.web.tierName).toBe('web');
    expect(problemOf(() => tierWith(['10.20.1.0/24'], program))).toMatchObject({ code: 'SUBNETS_OVERLAP' });
  });

  test('subnets side by side are accepted', () => {
    expect(tierWith(['10.20.2.0/25', '10.20.2.128/25'])._subnets).toHaveLength(2);
  });
});

describe('CIDR', () => {
  test.each(['10.0.0.1/24', '10.0.0.0/33', '10.0.0.0', '*', 'Internet', 'fd00::/8'])('visitors from "%s" are refused', (cidr) => {
    expect(problemOf(() => new AzureProgram().was.letIn({ name: 'office', addresses: [cidr], port: 8080 }))).toMatchObject({
      code: 'CIDR', path: 'shop/hosts/was', got: `the addresses "${cidr}"`, fix: expect.stringContaining('203.0.113.7/32'),
    });
  });

  test('visitors from nowhere are refused', () => {
    expect(problemOf(() => new AzureProgram().was.letIn({ name: 'office', addresses: [], port: 8080 }))).toMatchObject({ code: 'CIDR', got: 'no addresses' });
  });

  test('clients of a load balancer are looked at too', () => {
    const program = new AzureProgram();
    const frontends = program.sites('a');
    expect(problemOf(() => new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends, clients: ['203.0.113.1/24'] }))).toMatchObject({
      code: 'CIDR', path: 'shop/public',
    });
  });

  test.each(['10.0.0.0/24', '203.0.113.7/32', '128.0.0.0/1'])('visitors from %s are accepted', (cidr) => {
    const { was } = new AzureProgram();
    was.letIn({ name: 'office', addresses: [cidr], port: 8080 });
    expect(was._visitors).toHaveLength(1);
  });
});

describe('AZURE_NAME', () => {
  test.each(['s', '-shop', 'shop-', 'my shop', 'shop.eu', 'ä-shop', 'x'.repeat(51)])('the name prefix "%s" is refused', (namePrefix) => {
    expect(problemOf(() => new AzureProgram(newApp(), 'shop', { namePrefix }))).toMatchObject({
      code: 'AZURE_NAME', path: 'shop/hosts', got: `the name prefix "${namePrefix}"`, fix: expect.stringContaining("namePrefix: 'shop'"),
    });
  });

  test.each([[13, undefined], [14, 'AZURE_NAME']])('a name of 50 and %d characters gives %s', (length, code) => {
    const program = new AzureProgram(newApp(), 'shop', { namePrefix: 'x'.repeat(50) });
    const add = () => program.was.add('w'.repeat(length));
    if (!code) expect(add()._name).toHaveLength(64);
    else {
      expect(problemOf(add)).toMatchObject({
        code, got: expect.stringContaining('of 65 characters'), why: expect.stringContaining('up to 64 letters'), fix: expect.stringContaining('shorter namePrefix'),
      });
    }
  });

  test('a load balancer is named after its construct', () => {
    const program = new AzureProgram();
    const frontends = program.sites('a');
    expect(problemOf(() => new AzureLoadBalancer(program.stack, 'for everyone', { hosts: program.hosts, frontends }))).toMatchObject({
      code: 'AZURE_NAME', path: 'shop/for everyone', got: expect.stringContaining('"shop-for everyone"'),
    });
  });
});

describe('AZURE_NAME, twice', () => {
  const other = (props: Partial<AzureVmHostsProps>, program = new AzureProgram()) =>
    () => new AzureVmHosts(program.stack, 'other', { location: 'japaneast', adminSshKey: SSH_KEY, ...props });

  test.each([['node-01', 'node-01'], ['node-01', 'Node-01']])('machines %s and %s of two tiers are refused', (one, two) => {
    const program = new AzureProgram();
    program.was.add(one);
    expect(problemOf(() => program.web.add(two))).toMatchObject({
      code: 'AZURE_NAME', path: `shop/hosts/web/${two}`, got: `a second virtual machine "shop-${two}"`, why: expect.stringContaining(`shop/hosts/was/${one} has one`),
    });
  });

  test('machines of two AzureVmHosts in one resource group are refused where their names come out alike', () => {
    const resourceGroup = AzureResourceGroup.fromName('rg-shop', 'koreacentral');
    const program = new AzureProgram(newApp(), 'shop', { resourceGroup, namePrefix: 'shop' });
    program.was.add('eu-01');
    const hosts = other({ resourceGroup, namePrefix: 'shop-eu' }, program)();
    expect(problemOf(() => hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] }).add('01'))).toMatchObject({ code: 'AZURE_NAME' });
  });

  test.each<[string, (program: AzureProgram) => Partial<AzureVmHostsProps>, string]>([
    ['resource groups', () => ({}), 'a second resource group "shop"'],
    ['identities in one resource group', ({ hosts: { resourceGroup } }) => ({ resourceGroup }), 'a second identity "shop-vm"'],
  ])('%s are refused', (_, props, got) => {
    const program = new AzureProgram();
    expect(problemOf(other(props(program), program))).toMatchObject({
      code: 'AZURE_NAME', path: 'shop/other', got, why: expect.stringContaining('shop/hosts has one'), fix: expect.stringContaining('another namePrefix'),
    });
  });

  test('public addresses are refused', () => {
    const program = new AzureProgram();
    const frontends = program.sites('a');
    expect(problemOf(() => new AzureLoadBalancer(program.stack, 'outbound', { hosts: program.hosts, frontends }))).toMatchObject({
      code: 'AZURE_NAME', path: 'shop/outbound', got: 'a second public address "shop-outbound"',
    });
  });

  test('other prefixes, resource groups and stacks are accepted', () => {
    expect(other({ namePrefix: 'japan' })).not.toThrow();
    expect(other({ resourceGroup: AzureResourceGroup.fromName('rg-japan', 'japaneast') })).not.toThrow();
    const app = newApp();
    ['production', 'staging'].forEach((id) => new AzureProgram(app, id, { namePrefix: 'shop' }).was.add('was-01'));
  });
});

describe('AZURE_ID', () => {
  test.each([
    ['a network', () => AzureNetwork.fromId('hub')],
    ['a subnet of another kind', () => AzureSubnet.fromId(NETWORK, '10.8.4.0/24')],
    ['a security group', () => AzureSecurityGroup.fromId(`${GROUP}/Microsoft.Network/networkSecurityGroups/`)],
    ['a Key Vault', () => AzureKeyVault.fromId('https://shop.vault.azure.net')],
    ['a network of another provider', () => AzureNetwork.fromId(NETWORK.replace('Microsoft.Network', 'Microsoft.ClassicNetwork'))],
  ])('the id of %s is refused where it is none', (_, make) => {
    expect(problemOf(make)).toMatchObject({ code: 'AZURE_ID', why: expect.stringContaining('it is not the id of one of'), fix: expect.stringContaining('az show') });
  });

  test.each<[string, string, (id: string) => string | undefined]>([
    ['a Key Vault', VAULT.id, (id) => AzureKeyVault.fromId(id).id],
    ['a subnet', `${NETWORK}/subnets/was`, (id) => AzureSubnet.fromId(id, '10.8.4.0/24').id],
    ['a virtual machine', `${GROUP}/Microsoft.Compute/virtualMachines/old`, (virtualMachineId) => {
      const { stack, hosts: { network } } = new AzureProgram();
      return new AzureExistingVm(stack, 'old', { virtualMachineId, location: 'koreacentral', address: '10.20.9.9', network }).virtualMachineId;
    }],
  ])('the id of %s is written as azurerm takes it, however the portal spells it', (_, id, written) => {
    expect([id, id.toLowerCase(), id.replace('resourceGroups', 'resourcegroups')].map(written)).toEqual([id, id, id]);
  });

  test('may have a subscription and a resource group that only Terraform knows', () => {
    const program = new AzureProgram();
    const [subscription, group] = ['subscription', 'group'].map((name) => new TerraformVariable(program.stack, name, { type: 'string' }).stringValue);
    const shared = `/subscriptions/${subscription}/resourceGroups/${group}/providers`;
    const hosts = new AzureVmHosts(program.stack, 'more', {
      namePrefix: 'more', adminSshKey: SSH_KEY, resourceGroup: AzureResourceGroup.fromName('rg-shop', 'koreacentral'),
      network: AzureNetwork.fromId(`${shared}/Microsoft.Network/virtualNetworks/hub`), keyVaults: [AzureKeyVault.fromId(`${shared}/Microsoft.KeyVault/vaults/shop`)],
    });
    hosts.addTier('was', {
      subnets: [AzureSubnet.fromId(`${shared}/Microsoft.Network/virtualNetworks/hub/subnets/was`, '10.8.4.0/24')],
      securityGroup: AzureSecurityGroup.fromId(`${shared}/Microsoft.Network/networkSecurityGroups/nsg`), sshFrom: ['10.8.0.0/26'],
    }).add('was-01');
    const { resource } = program.terraform;
    const [[role], [rule]] = [resource.azurerm_role_assignment, resource.azurerm_network_security_rule].map(Object.values);
    expect(role.scope).toBe('/subscriptions/${var.subscription}/resourceGroups/${var.group}/providers/Microsoft.KeyVault/vaults/shop');
    expect(rule).toMatchObject({ resource_group_name: '${var.group}', network_security_group_name: 'nsg' });
  });

  describe('of one virtual machine twice', () => {
    const existing = (program: AzureProgram, id: string, name: string) => new AzureExistingVm(program.stack, id, {
      virtualMachineId: `${GROUP}/Microsoft.Compute/virtualMachines/${name}`, location: 'koreacentral', address: '10.20.9.9', network: program.hosts.network,
    });

    test.each(['old', 'OLD'])('is refused as %s, in another stack too', (name) => {
      const program = new AzureProgram();
      existing(program, 'one', 'old');
      [program, new AzureProgram(program.app, 'other')].forEach((each) => expect(problemOf(() => existing(each, 'two', name))).toMatchObject({
        code: 'AZURE_ID', path: `${each.stack.node.id}/two`, got: `the virtual machine "${name}" once more`, why: expect.stringContaining('shop/one is this machine already'),
        fix: expect.stringContaining('all services on one AzureExistingVm'),
      }));
    });

    test('is accepted of another machine, and in another app', () => {
      const program = new AzureProgram();
      existing(program, 'one', 'old');
      expect(() => existing(program, 'two', 'older')).not.toThrow();
      expect(() => existing(new AzureProgram(), 'one', 'old')).not.toThrow();
    });
  });

  test('names in it stay as they are', () => {
    expect(AzureKeyVault.fromId('/subscriptions/A/resourcegroups/RG-Shared/providers/microsoft.keyvault/Vaults/Shop').id)
      .toBe('/subscriptions/A/resourceGroups/RG-Shared/providers/Microsoft.KeyVault/vaults/Shop');
  });
});

test.each([[99, 200], [100, 4097], [300, 200], [100.5, 200]])('RULE_PRIORITIES: %d to %d are refused', (first, last) => {
  expect(problemOf(() => AzureSecurityGroup.fromId(`${GROUP}/Microsoft.Network/networkSecurityGroups/nsg`, { first, last }))).toMatchObject({
    code: 'RULE_PRIORITIES', got: `the priorities ${first} to ${last}`, why: expect.stringContaining('100 to 4096'),
  });
});

test('LOCATION_MISSING: hosts without a region are refused, with a resource group they have one', () => {
  expect(problemOf(() => new AzureProgram(newApp(), 'shop', { location: undefined }))).toMatchObject({
    code: 'LOCATION_MISSING', path: 'shop/hosts', fix: expect.stringContaining("location: 'koreacentral'"),
  });
  const resourceGroup = AzureResourceGroup.fromName('rg-shop', 'koreacentral');
  expect(new AzureProgram(newApp(), 'shop', { location: undefined, resourceGroup }).hosts.resourceGroup).toBe(resourceGroup);
});

test.each(['', 'secret', 'ssh-dss AAAA', 'ecdsa-sha2-nistp256 AAAA', '-----BEGIN OPENSSH PRIVATE KEY-----'])('SSH_KEY: "%s" is refused', (adminSshKey) => {
  expect(problemOf(() => new AzureProgram(newApp(), 'shop', { adminSshKey }))).toMatchObject({ code: 'SSH_KEY', got: expect.not.stringContaining('AAAA') });
});

test('SSH_KEY: the line of a file with its end is accepted', () => {
  const program = new AzureProgram(newApp(), 'shop', { adminSshKey: `${SSH_KEY}\n` });
  program.was.add('was-01');
  expect(program.machines['was-01'].admin_ssh_key[0].public_key).toBe(SSH_KEY);
});

test.each(['Was', '1was', 'was.eu', '-', 'x'.repeat(21)])('TIER_NAME: "%s" is refused', (name) => {
  expect(problemOf(() => new AzureProgram().hosts.addTier(name, { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] }))).toMatchObject({ code: 'TIER_NAME' });
});

test.each(['10.8.4', 'was-01.example.com', ''])('ADDRESS_MALFORMED: a machine at "%s" is refused', (address) => {
  const { stack, hosts: { network } } = new AzureProgram();
  expect(problemOf(() => new AzureExistingVm(stack, 'old', {
    virtualMachineId: `${GROUP}/Microsoft.Compute/virtualMachines/old`, location: 'koreacentral', address, network,
  }))).toMatchObject({ code: 'ADDRESS_MALFORMED', path: 'shop/old', got: `the address "${address}"` });
});

describe('a load balancer', () => {
  const refused = (frontends: (program: AzureProgram) => ApacheJkFrontend[]) => {
    const program = new AzureProgram();
    return problemOf(() => new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: frontends(program) }));
  };

  test('FRONTEND_PORTS: sends to one port', () => {
    expect(refused(() => [])).toMatchObject({ code: 'FRONTEND_PORTS', path: 'shop/public' });
    expect(refused((program) => [80, 8080].map((port) => program.frontend(`web-${port}`, program.web.add(`web-${port}`), [], { port })))).toMatchObject({
      code: 'FRONTEND_PORTS', got: 'front ends on the ports 80, 8080', fix: expect.stringContaining('give all the same port'),
    });
  });
});
