import { AzureExistingVm, AzureNetwork, AzureSubnet, AzureVm } from 'cdktf-tomcat-cluster';
import { AzureProgram, GROUP, NETWORK } from './azure-program';
import { newApp, problemOf, synth } from '../support/program';

function addressesOf(...names: string[]): { [name: string]: string } {
  const program = new AzureProgram();
  names.forEach((name) => program.was.add(name));
  return interfaces(program);
}

function interfaces(program: AzureProgram): { [name: string]: string } {
  return Object.fromEntries(Object.entries(program.named('network_interface')).map(([name, { ip_configuration: [configuration] }]) => {
    expect(configuration.private_ip_address_allocation).toBe('Static');
    return [name, configuration.private_ip_address];
  }));
}

test('an address follows from the name of the machine and stays when others come and go', () => {
  const two = addressesOf('was-01', 'was-02');
  expect(two['shop-was-01']).toMatch(/^10\.20\.2\.\d+$/);
  expect(addressesOf('was-02', 'was-03', 'was-01', 'batch-01')).toMatchObject(two);
  expect(addressesOf('was-02')).toEqual({ 'shop-was-02': two['shop-was-02'] });
});

test('no machine has an address that Azure keeps for itself', () => {
  const program = new AzureProgram();
  const tier = program.hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/29')] });
  ['was-01', 'was-02', 'was-03'].forEach((name) => tier.add(name));
  expect(Object.values(interfaces(program)).sort()).toEqual(['10.20.2.4', '10.20.2.5', '10.20.2.6']);
});

test('a machine may be in the second subnet of its tier, and choose its address', () => {
  const program = new AzureProgram();
  const tier = program.hosts.addTier('was', { subnets: ['10.20.2.0/24', '10.20.3.0/24'].map((cidr) => AzureSubnet.withCidr(cidr)) });
  const machine: AzureVm = tier.add('was-02', { subnetIndex: 1, address: '10.20.3.77' });
  expect(machine._addressOf()).toBe('10.20.3.77');
  expect(program.named('network_interface')['shop-was-02'].ip_configuration[0]).toMatchObject({
    private_ip_address: '10.20.3.77', subnet_id: expect.stringMatching(/^\$\{azurerm_subnet\.hosts_was_subnet-2_\w+\.id\}$/),
  });
});

describe('SUBNET_FULL', () => {
  test('a machine more than the subnet has addresses is refused', () => {
    const program = new AzureProgram();
    const tier = program.hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/29')] });
    ['was-01', 'was-02', 'was-03', 'was-04'].forEach((name) => tier.add(name));
    expect(synth(program.app)).toEqual({
      error: expect.stringMatching(/\[SUBNET_FULL\] shop\/hosts\/was: 4 addresses in 10\.20\.2\.0\/29; it has 3\. Fix: use a larger subnet/), files: {},
    });
  });
});

describe('ADDRESS_TAKEN', () => {
  function beside(address: string) {
    const program = new AzureProgram(newApp(), 'shop', { network: AzureNetwork.fromId(NETWORK) });
    const tier = program.hosts.addTier('was', { subnets: [AzureSubnet.fromId(`${NETWORK}/subnets/was`, '10.8.4.0/24')] });
    const old = new AzureExistingVm(program.stack, 'old', {
      virtualMachineId: `${GROUP}/Microsoft.Compute/virtualMachines/old`, location: 'koreacentral', address: '10.8.4.20', network: program.hosts.network,
    });
    const cluster = program.cluster('a');
    [old, tier.add('was-02', { address })].forEach((host) => program.tomcat(`a-${host.hostName}`, host, { cluster }));
    return synth(program.app).error;
  }

  test('the address of a machine that exists already is refused for a new one', () => {
    expect(beside('10.8.4.20')).toMatch(/\[ADDRESS_TAKEN\] shop\/hosts\/was: the address 10\.8\.4\.20 twice; .* Fix: choose another one, or leave it out/);
  });

  test('the one beside it is accepted', () => {
    expect(beside('10.8.4.21')).toBeUndefined();
  });
});

test.each([['10.20.2.3', 'of which Azure keeps the first four addresses'], ['10.20.2.255', 'and the last'], ['10.20.3.9', 'the machine is in 10.20.2.0/24']])(
  'ADDRESS_OUTSIDE_SUBNET: the address %s is refused', (address, why) => {
    expect(problemOf(() => new AzureProgram().was.add('was-01', { address }))).toMatchObject({
      code: 'ADDRESS_OUTSIDE_SUBNET', path: 'shop/hosts/was/was-01', got: `the address ${address}`, why: expect.stringContaining(why), fix: expect.stringContaining('leave it out'),
    });
  });

test.each(['10.20.2.4', '10.20.2.254'])('ADDRESS_OUTSIDE_SUBNET: the address %s is accepted', (address) => {
  expect(new AzureProgram().was.add('was-01', { address })._addressOf()).toBe(address);
});

test('machines of one name in two stacks on one network have addresses of their own', () => {
  const app = newApp();
  const addresses = ['east', 'west'].map((id) => {
    const program = new AzureProgram(app, id, { network: AzureNetwork.fromId(NETWORK) });
    const tier = program.hosts.addTier('was', { subnets: [AzureSubnet.fromId(`${NETWORK}/subnets/was`, '10.8.4.0/24')] });
    return tier.add('was-01');
  }).map((machine) => machine._addressOf());
  expect(addresses[0]).not.toBe(addresses[1]);
});
