import { AzureLoadBalancer, AzureNetwork, AzureResourceGroup, AzureSecurityGroup, AzureSubnet, AzureVmHosts, Connector, Secret } from 'cdktf-tomcat-cluster';
import fc from 'fast-check';
import { AzureProgram, GROUP, NETWORK, Resource } from './azure-program';
import { newApp, variableSecret } from '../support/program';
import { SSH_KEY } from '../support/ssh-key';

const NSG = `${GROUP}/Microsoft.Network/networkSecurityGroups/nsg-shop`;

function prioritiesOf(rules: { [name: string]: Resource }): { [name: string]: number } {
  return Object.fromEntries(Object.values(rules).map(({ name, priority }) => [name, priority]));
}

/** What a rule lets in, without what all of them share. */
function passing(rule: Resource): Resource {
  const shared = ['name', 'priority', 'network_security_group_name', 'resource_group_name', '//'];
  return Object.fromEntries(Object.entries(rule).filter(([attribute]) => !shared.includes(attribute)));
}

describe('two sites behind a load balancer', () => {
  const program = new AzureProgram();
  new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: program.sites('a', 'b') });
  const { resource } = program.terraform;

  test('have one security group and one application security group per tier, and the subnets are behind them', () => {
    expect(Object.keys(program.named('network_security_group'))).toEqual(['shop-was', 'shop-web']);
    expect(Object.keys(program.named('application_security_group'))).toEqual(['shop-was', 'shop-web']);
    expect(Object.values<Resource>(resource.azurerm_subnet_network_security_group_association).map((association) => [
      association.subnet_id, association.network_security_group_id,
    ]).sort()).toEqual(['was', 'web'].map((tier) => [
      `\${azurerm_subnet.hosts_${tier}_subnet_${idEnd(resource.azurerm_subnet, tier)}.id}`,
      `\${azurerm_network_security_group.hosts_${tier}_security-group_${idEnd(resource.azurerm_network_security_group, tier)}.id}`,
    ]));
    expect(Object.keys(resource.azurerm_network_interface_application_security_group_association)).toHaveLength(4);
  });

  test('have rules that are named after why, from role to role', () => {
    expect(Object.keys(program.rules('was')).sort()).toEqual(['allow-ajp-web-to-was', 'allow-replication-was-to-was', 'deny-everything-else']);
    expect(Object.keys(program.rules('web')).sort()).toEqual(['allow-http-internet-to-web', 'allow-probe-load-balancer-to-web', 'deny-everything-else']);
    expect(passing(program.rules('was')['allow-ajp-web-to-was'])).toEqual({
      access: 'Allow',
      direction: 'Inbound',
      protocol: 'Tcp',
      source_port_range: '*',
      source_application_security_group_ids: [expect.stringMatching(/^\$\{azurerm_application_security_group\.hosts_web_role_\w+\.id\}$/)],
      destination_application_security_group_ids: [expect.stringMatching(/^\$\{azurerm_application_security_group\.hosts_was_role_\w+\.id\}$/)],
      destination_port_ranges: ['8009', '8019'],
    });
    expect(program.rules('was')['allow-replication-was-to-was']).toMatchObject({ protocol: 'Tcp', destination_port_ranges: ['4000', '4010'] });
  });

  test('let the internet reach the port of the front ends, and nothing else', () => {
    const everywhere = Object.values<Resource>(resource.azurerm_network_security_rule)
      .filter((rule) => rule.access === 'Allow' && ['Internet', '*', '0.0.0.0/0'].includes(rule.source_address_prefix));
    expect(everywhere.map(({ name, destination_port_range: port }) => [name, port])).toEqual([['allow-http-internet-to-web', '80']]);
    expect(Object.values(resource.azurerm_network_interface).flatMap(({ ip_configuration: configuration }) => configuration)
      .filter(({ public_ip_address_id: address }) => address)).toEqual([]);
  });

  test('let the probe of the load balancer in by its service tag', () => {
    expect(passing(program.rules('web')['allow-probe-load-balancer-to-web'])).toMatchObject({ source_address_prefix: 'AzureLoadBalancer', destination_port_range: '80' });
  });

  test.each(['web', 'was'])('end with an explicit deny in %s, before the rules of Azure that let the network in', (tier) => {
    expect(program.rules(tier)['deny-everything-else']).toMatchObject({
      priority: 4096, access: 'Deny', direction: 'Inbound', protocol: '*', source_address_prefix: '*', destination_address_prefix: '*', destination_port_range: '*',
    });
  });

  test('have no rule of which a side names more than one application security group', () => {
    for (const rule of Object.values<Resource>(resource.azurerm_network_security_rule)) {
      expect((rule.source_application_security_group_ids ?? []).length).toBeLessThanOrEqual(1);
      expect((rule.destination_application_security_group_ids ?? []).length).toBeLessThanOrEqual(1);
    }
  });
});

function idEnd(resources: { [id: string]: Resource }, tier: string): string {
  return Object.keys(resources).find((id) => id.startsWith(`hosts_${tier}_`))!.split('_').at(-1)!;
}

test('a third site and further visitors leave the priorities of all rules as they were', () => {
  const before = new AzureProgram();
  before.sites('a', 'b');
  const after = new AzureProgram();
  after.sites('a', 'b', 'c');
  after.was.letIn({ name: 'monitoring', addresses: ['10.9.0.0/24'], port: 9100 });
  expect(after.rules('was')['allow-ajp-web-to-was'].destination_port_ranges).toEqual(['8009', '8019', '8029']);
  for (const tier of ['web', 'was']) expect(prioritiesOf(after.rules(tier))).toMatchObject(prioritiesOf(before.rules(tier)));
  expect(Object.keys(after.rules('was'))).toContain('allow-tcp-monitoring-to-was');
});

describe('another AJP port in three deployments', () => {
  function deployment(connectors: (renewed: Secret) => Connector[]) {
    const program = new AzureProgram();
    const cluster = program.cluster('a');
    const renewed = variableSecret(program.stack, 'renewed');
    const [was] = ['was-01', 'was-02'].map((name) => program.tomcat(`a-${name}`, program.was.add(name), { cluster, connectors: connectors(renewed) }));
    const web = program.frontend('web-01', program.web.add('web-01'), [cluster]);
    expect(program.problems).toEqual([]);
    return {
      web: web.files,
      ruleset: was.host.files['/etc/tomcat-tier/firewall.nft'].match(/tcp dport \d+ accept comment "ajp"/g)!.map((rule) => Number(rule.split(' ')[2])),
      ports: program.rules('was')['allow-ajp-web-to-was'].destination_port_ranges ?? [program.rules('was')['allow-ajp-web-to-was'].destination_port_range],
    };
  }
  const former = () => Connector.ajp();
  const next = (secret: Secret) => Connector.ajp({ port: 8109, secret });
  const before = deployment(() => [former()]);
  const added = deployment((renewed) => [former(), next(renewed)]);
  const first = deployment((renewed) => [next(renewed), former()]);
  const alone = deployment((renewed) => [next(renewed)]);

  test('has both ports reached before the front end goes to the new one, and until it has left the old one', () => {
    expect([before, added, first, alone].map(({ ruleset }) => ruleset)).toEqual([[8009], [8009, 8109], [8009, 8109], [8109]]);
    expect([before, added, first, alone].map(({ ports }) => [...ports].sort())).toEqual([['8009'], ['8009', '8109'], ['8009', '8109'], ['8109']]);
  });

  test('changes the front end with the second one alone', () => {
    expect(added.web).toEqual(before.web);
    expect(first.web['/srv/httpd/conf/workers.properties']).toMatch(/\.port=8109\n/);
    expect(first.web['/srv/httpd/conf/workers.properties']).toMatch(/\.secret=\{\{renewed\}\}/);
    expect(alone.web).toEqual(first.web);
  });
});

test('priorities are Azure\'s and each is given once, whoever is let in', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/), { maxLength: 12 }), (names) => {
    const program = new AzureProgram();
    program.sites('a');
    names.forEach((name) => program.was.letIn({ name, addresses: ['10.9.0.0/24'], port: 8009 }));
    const priorities = Object.values(prioritiesOf(program.rules('was')));
    expect(new Set(priorities).size).toBe(names.length + 3);
    priorities.forEach((priority) => expect(priority >= 100 && (priority <= 4000 || priority === 4096)).toBe(true));
  }), { numRuns: 10 });
}, 60_000);

describe('a tier without the library\'s security group', () => {
  function existing(securityGroup?: AzureSecurityGroup) {
    const program = new AzureProgram(newApp(), 'shop', {
      location: undefined, resourceGroup: AzureResourceGroup.fromName('rg-shop', 'koreacentral'), network: AzureNetwork.fromId(NETWORK),
    });
    const tier = program.hosts.addTier('was', { subnets: [AzureSubnet.fromId(`${NETWORK}/subnets/was`, '10.8.4.0/24')], securityGroup, sshFrom: ['10.8.0.0/26'] });
    const cluster = program.cluster('a');
    ['was-01', 'was-02'].forEach((name) => program.tomcat(name, tier.add(name), { cluster }));
    return program;
  }

  test('adds its rules to the existing one, within its priorities, and denies nothing', () => {
    const program = existing(AzureSecurityGroup.fromId(NSG, { first: 2000, last: 2009 }));
    const rules = program.rules('was');
    expect(Object.keys(rules).sort()).toEqual(['allow-replication-was-to-was', 'allow-ssh-administrators-to-was']);
    Object.values(rules).forEach((rule) => {
      expect(rule).toMatchObject({ network_security_group_name: 'nsg-shop', resource_group_name: 'shared', access: 'Allow' });
      expect(rule.priority >= 2000 && rule.priority <= 2009).toBe(true);
    });
    expect(program.named('network_security_group')).toEqual({});
    expect(program.terraform.resource.azurerm_subnet).toBeUndefined();
    expect(program.terraform.resource.azurerm_nat_gateway).toBeUndefined();
  });

  test('has one before each machine where none is said: the subnet\'s own is its owner\'s', () => {
    const program = existing();
    const { resource } = program.terraform;
    expect(resource.azurerm_subnet_network_security_group_association).toBeUndefined();
    const associations = resource.azurerm_network_interface_security_group_association;
    const groups = Object.keys(resource.azurerm_network_security_group).map((id) => `\${azurerm_network_security_group.${id}.id}`);
    expect(Object.values<Resource>(associations).map((each) => [each.network_interface_id, each.network_security_group_id]).sort())
      .toEqual(Object.keys(resource.azurerm_network_interface).map((id) => [`\${azurerm_network_interface.${id}.id}`, groups[0]]).sort());
    const waitedFor = Object.values(program.machines).flatMap(({ depends_on: needs }) => needs as string[]).filter((need) => need.includes('interface_security_group'));
    expect(waitedFor.sort()).toEqual(Object.keys(associations).map((id) => `azurerm_network_interface_security_group_association.${id}`).sort());
    expect(program.rules('was')).toHaveProperty('deny-everything-else');
  });

  test('has none before machines whose subnet has it, or that others guard', () => {
    const made = new AzureProgram();
    made.was.add('was-01');
    const managed = [AzureSecurityGroup.fromId(NSG), AzureSecurityGroup.managedElsewhere()].map(existing);
    const resources = [made, ...managed].map(({ terraform }) => terraform.resource);
    resources.forEach((each) => expect(each.azurerm_network_interface_security_group_association).toBeUndefined());
  });

  test('writes no rule where others do', () => {
    expect(existing(AzureSecurityGroup.managedElsewhere()).rules('was')).toEqual({});
  });

  function twoTiers(last: number, ofWas = NSG) {
    const program = new AzureProgram(newApp(), 'shop', { network: AzureNetwork.fromId(NETWORK) });
    const subnets = [AzureSubnet.fromId(`${NETWORK}/subnets/all`, '10.8.4.0/24')];
    const [web, was] = [['web', NSG], ['was', ofWas]].map(([name, id]) => program.hosts.addTier(name, { subnets, securityGroup: AzureSecurityGroup.fromId(id, { first: 2000, last }) }));
    const cluster = program.cluster('a');
    ['was-01', 'was-02'].forEach((name) => program.tomcat(name, was.add(name), { cluster }));
    web.letIn({ name: 'gateway', addresses: ['10.8.1.0/24'], port: 80 });
    program.frontend('web-01', web.add('web-01'), [cluster]);
    return program;
  }

  test('two tiers of one group get priorities that differ', () => {
    const program = twoTiers(2003);
    const priorities = Object.values({ ...prioritiesOf(program.rules('web')), ...prioritiesOf(program.rules('was')) });
    expect(new Set(priorities).size).toBe(3);
  });

  test('two tiers are of one group in whichever letters its id is said', () => {
    const other = NSG.replace('/resourceGroups/shared/', '/RESOURCEGROUPS/Shared/').replace('nsg-shop', 'NSG-Shop');
    [NSG, other].forEach((ofWas) => expect(twoTiers(2001, ofWas).problems).toMatchObject([{ code: 'SECURITY_GROUP_FULL', got: '3 rules with the priorities 2000 to 2001' }]));
  });
});

describe('who is let in', () => {
  test('comes by all of their addresses to all of their ports', () => {
    const program = new AzureProgram();
    program.tomcat('a', program.was.add('was-01'), { connectors: [Connector.http({ address: '0.0.0.0' })] });
    program.was.letIn({ name: 'checks', addresses: ['10.9.0.0/24', '10.9.4.0/24'], port: 8080 });
    program.was.letIn({ name: 'checks', addresses: ['10.9.0.0/24', '10.9.4.0/24'], port: 9100 });
    expect(passing(program.rules('was')['allow-tcp-checks-to-was'])).toMatchObject({
      source_address_prefixes: ['10.9.0.0/24', '10.9.4.0/24'], destination_port_ranges: ['8080', '9100'],
    });
  });

  test.each(['internet', 'load-balancer'])('is not everyone because it is called %s', (name) => {
    const program = new AzureProgram();
    program.tomcat('a', program.was.add('was-01'));
    program.was.letIn({ name, addresses: ['10.9.0.0/24'], port: 8009 });
    expect(program.rules('was')[`allow-tcp-${name}-to-was`].source_address_prefix).toBe('10.9.0.0/24');
  });

  test('by a load balancer may be chosen', () => {
    const program = new AzureProgram();
    const frontends = program.sites('a');
    new AzureLoadBalancer(program.stack, 'office', { hosts: program.hosts, frontends, clients: ['203.0.113.0/24'] });
    expect(program.rules('web')['allow-http-clients-of-office-to-web']).toMatchObject({ source_address_prefix: '203.0.113.0/24', destination_port_range: '80' });
    expect(program.rules('web')['allow-http-internet-to-web']).toBeUndefined();
  });

  test('from another network comes by address: an application security group is of one network', () => {
    const program = new AzureProgram();
    const cluster = program.cluster('a');
    program.tomcat('a-was-01', program.was.add('was-01'), { cluster });
    const edge = new AzureVmHosts(program.stack, 'edge', { location: 'koreacentral', adminSshKey: SSH_KEY, namePrefix: 'edge', addressSpace: '10.30.0.0/16' });
    const web = edge.addTier('web', { subnets: [AzureSubnet.withCidr('10.30.1.0/24')] }).add('web-01', { address: '10.30.1.9' });
    program.frontend('web-01', web, [cluster]);
    expect(program.rules('was')['allow-ajp-web-01-to-was']).toMatchObject({ source_address_prefix: '10.30.1.9/32', destination_port_range: '8009' });
  });
});
