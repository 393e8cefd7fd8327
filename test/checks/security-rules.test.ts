import { AzureExistingVm, AzureLoadBalancer, AzureNetwork, AzureSecurityGroup, AzureSubnet, Connector } from 'cdktf-tomcat-cluster';
import { AzureProgram, GROUP, NETWORK } from '../azure/azure-program';
import { expectErrors, expectProblems } from '../support/expect-problem';
import { newApp, synth } from '../support/program';

const NSG = `${GROUP}/Microsoft.Network/networkSecurityGroups/nsg-shop`;

/** Tomcats in a tier of an existing network, before which stands a security group. */
function guardedBy(securityGroup: AzureSecurityGroup, visitors = 0): AzureProgram {
  const program = new AzureProgram(newApp(), 'shop', { network: AzureNetwork.fromId(NETWORK) });
  const tier = program.hosts.addTier('was', { subnets: [AzureSubnet.fromId(`${NETWORK}/subnets/was`, '10.8.4.0/24')], securityGroup });
  const cluster = program.cluster('a');
  ['was-01', 'was-02'].forEach((name, index) => program.tomcat(name, tier.add(name, { address: `10.8.4.1${index}` }), { cluster }));
  for (let index = 0; index < visitors; index += 1) tier.letIn({ name: `visitor-${index}`, addresses: ['10.8.0.0/24'], port: 8009 });
  return program;
}

describe('FLOW_NOT_OPENED', () => {
  test('where others write the rules, each of them is said', () => {
    expectProblems(guardedBy(AzureSecurityGroup.managedElsewhere(), 1).problems, 'warning', {
      code: 'FLOW_NOT_OPENED',
      path: 'shop/hosts/was',
      got: 'no rule allow-replication-was-to-was',
      why: 'the network may drop what the program needs',
      fix: 'let in tcp 4000 from was (10.8.4.11/32, 10.8.4.10/32) to was (10.8.4.10, 10.8.4.11), or pass AzureSecurityGroup.fromId(',
    }, {
      code: 'FLOW_NOT_OPENED', path: 'shop/hosts/was', got: 'no rule allow-tcp-visitor-0-to-was', why: 'may drop', fix: 'let in tcp 8009 from visitor-0 (10.8.0.0/24) to was',
    });
  });

  test('of a machine that exists already too, where the program says so', () => {
    const program = guardedBy(AzureSecurityGroup.fromId(NSG));
    const old = (securityGroup?: AzureSecurityGroup) => new AzureExistingVm(program.stack, securityGroup ? 'one' : 'two', {
      virtualMachineId: `${GROUP}/Microsoft.Compute/virtualMachines/${securityGroup ? 'one' : 'two'}`,
      location: 'koreacentral', address: securityGroup ? '10.8.9.1' : '10.8.9.2', network: program.hosts.network, securityGroup,
    });
    const targets = [old(AzureSecurityGroup.managedElsewhere()), old()].map((host) => program.tomcat(`a-${host.hostName}`, host));
    program.frontend('web', program.hosts.addTier('web', { subnets: [AzureSubnet.fromId(`${NETWORK}/subnets/web`, '10.8.5.0/24')] }).add('web-01'), targets);
    expectProblems(program.problems, 'warning', {
      code: 'FLOW_NOT_OPENED', path: 'shop/one', got: 'no rule allow-ajp-web-to-one', why: 'may drop', fix: 'to one (10.8.9.1)',
    });
  });

  test('names the service tags of a load balancer', () => {
    const program = new AzureProgram();
    const web = program.hosts.addTier('edge', { subnets: [AzureSubnet.withCidr('10.20.7.0/24')], securityGroup: AzureSecurityGroup.managedElsewhere() });
    const frontend = program.frontend('web', web.add('web-01'), [program.tomcat('a', program.was.add('was-01'))]);
    new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: [frontend] });
    expect(program.problems.map(({ fix }) => fix)).toEqual([
      expect.stringContaining('tcp 80 from internet (Internet) to edge'), expect.stringContaining('tcp 80 from load-balancer (AzureLoadBalancer) to edge'),
    ]);
  });

  test('a security group to which the library adds its rules is accepted', () => {
    expect(guardedBy(AzureSecurityGroup.fromId(NSG), 1).problems).toEqual([]);
  });
});

describe('RULE_TOO_WIDE', () => {
  const open = (port: number, address: string) => {
    const program = new AzureProgram();
    program.tomcat('a', program.was.add('was-01'));
    program.was.letIn({ name: 'office', addresses: ['10.9.0.0/24', address], port });
    return program.problems;
  };

  test.each([[8009, 'pass the addresses of those who need the port'], [22, 'pass the addresses of a bastion to sshFrom']])('port %d for everyone is refused', (port, fix) => {
    expectErrors(open(port, '0.0.0.0/0'), {
      code: 'RULE_TOO_WIDE', path: 'shop/hosts/was', got: `port ${port} for office from 0.0.0.0/0`, why: port === 22 ? 'could try keys' : 'AJP, replication', fix,
    });
  });

  test('SSH for everyone is refused where the tier says it too', () => {
    const program = new AzureProgram();
    program.hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')], sshFrom: ['0.0.0.0/0'] }).add('was-01');
    expect(program.problems.map(({ code }) => code)).toEqual(['RULE_TOO_WIDE']);
  });

  test('a port for a network is accepted, and a load balancer for everyone', () => {
    expect(open(8009, '10.0.0.0/8')).toEqual([]);
    const program = new AzureProgram();
    new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: program.sites('a') });
    expect(program.problems).toEqual([]);
  });
});

describe('RULE_UNUSED', () => {
  function letIn(port: number, connector?: Connector) {
    const program = new AzureProgram();
    program.tomcat('a', program.was.add('was-01'), connector ? { connectors: [connector] } : {});
    program.was.letIn({ name: 'monitoring', addresses: ['10.9.0.0/24'], port });
    return program.problems;
  }

  test.each([
    [45564, 'it is the port of multicast, which is UDP and which Azure does not carry', 'remove letIn()'],
    [8080, 'the HTTP connector of shop/a is bound to its own machine', "bind it with Connector.http({ address: '0.0.0.0' })"],
  ])('a rule for port %d is warned of', (port, why, fix) => {
    expectProblems(letIn(port), 'warning', { code: 'RULE_UNUSED', path: 'shop/hosts/was', got: `port ${port} for monitoring`, why, fix });
  });

  test.each<[number, Connector | undefined]>([[8009, undefined], [22, undefined], [9100, undefined], [8080, Connector.http({ address: '0.0.0.0' })]])('a rule for port %d is not: something listens, or an agent of the image may', (port, connector) => {
    expect(letIn(port, connector)).toEqual([]);
  });
});

describe('SECURITY_GROUP_FULL', () => {
  test('more rules than priorities are refused, and nothing is written', () => {
    const program = guardedBy(AzureSecurityGroup.fromId(NSG, { first: 2000, last: 2002 }), 3);
    expectErrors(program.problems, {
      code: 'SECURITY_GROUP_FULL', path: 'shop/hosts/was', got: '4 rules with the priorities 2000 to 2002', why: 'each has a priority of its own', fix: 'pass more priorities to AzureSecurityGroup.fromId()',
    });
    expect(synth(program.app).files).toEqual({});
  });

  test('more rules than Azure takes are refused', () => {
    expectErrors(guardedBy(AzureSecurityGroup.fromId(NSG), 1000).problems, {
      code: 'SECURITY_GROUP_FULL', path: 'shop/hosts/was', got: '1001 rules', why: 'at most 1000 rules', fix: 'more priorities',
    });
  });

  test('as many rules as priorities are accepted', () => {
    const program = guardedBy(AzureSecurityGroup.fromId(NSG, { first: 2000, last: 2002 }), 2);
    expect(program.problems).toEqual([]);
    expect(Object.values(program.rules('was')).map(({ priority }) => priority).sort()).toEqual([2000, 2001, 2002]);
  });
});

describe('RULE_NAME', () => {
  function oldBeside(hostName: string) {
    const securityGroup = AzureSecurityGroup.fromId(NSG);
    const program = guardedBy(securityGroup);
    const old = new AzureExistingVm(program.stack, 'old', {
      virtualMachineId: `${GROUP}/Microsoft.Compute/virtualMachines/old`, location: 'koreacentral', address: '10.8.9.1', network: program.hosts.network, hostName, securityGroup,
    });
    const cluster = program.cluster('b');
    program.tomcat('b-old', old, { cluster });
    program.tomcat('b-new', program.hosts._tiers[0].add('was-03'), { cluster, portIndex: 1 });
    return program;
  }

  test('a name that Azure does not take is refused', () => {
    const name = 'm'.repeat(56);
    expectErrors(oldBeside(name).problems, {
      code: 'RULE_NAME', path: 'shop/hosts/was', got: `the rule "allow-replication-${name}-to-was" of 81 characters`, why: 'Azure takes 80', fix: 'shorter names',
    }, {
      code: 'RULE_NAME', path: 'shop/old', got: `the rule "allow-replication-was-to-${name}" of 81 characters`, why: 'Azure takes 80', fix: 'shorter names',
    });
  });

  test('a name that another rule of the group has is refused, and no rule is lost in silence', () => {
    const program = oldBeside('was');
    expect(program.problems).toEqual(expect.arrayContaining([expect.objectContaining({
      code: 'RULE_NAME', severity: 'error', got: 'a second rule "allow-replication-was-to-was"', why: expect.stringContaining('in the same security group'), fix: expect.stringContaining('differ'),
    })]));
    expect(synth(program.app).error).toContain('[RULE_NAME]');
  });

  test('names of 80 characters are accepted', () => {
    expect(oldBeside('m'.repeat(55)).problems).toEqual([]);
  });
});

describe('RULE_PRIORITIES', () => {
  function ranges(...priorities: { first: number; last: number }[]) {
    const program = new AzureProgram(newApp(), 'shop', { network: AzureNetwork.fromId(NETWORK) });
    const cluster = program.cluster('a');
    priorities.forEach((range, index) => {
      const tier = program.hosts.addTier(`was-${index}`, {
        subnets: [AzureSubnet.fromId(`${NETWORK}/subnets/was`, '10.8.4.0/24')], securityGroup: AzureSecurityGroup.fromId(NSG, range),
      });
      program.tomcat(`a-${index}`, tier.add(`vm-${index + 1}`), { cluster });
    });
    return program.problems;
  }

  test('two ranges that are the same are accepted', () => {
    expect(ranges({ first: 2000, last: 2999 }, { first: 2000, last: 2999 })).toEqual([]);
  });
});
