import {
  AzureExistingVm, AzureLoadBalancer, AzureNetwork, AzureSubnet, AzureVmHostsProps, AzureVmOptions, Connector, Host, TomcatDistribution,
  TomcatInstanceProps, WebApplication,
} from 'cdktf-tomcat-cluster';
import { AzureProgram, GROUP, NETWORK } from '../azure/azure-program';
import { expectErrors, expectProblems } from '../support/expect-problem';
import { newApp, synth } from '../support/program';

describe('CLOCK_NOT_KEPT', () => {
  const said = { code: 'CLOCK_NOT_KEPT', got: 'timeSync: false', why: 'where the clocks of members drift apart', fix: 'leave timeSync out' };

  function with2(timeSync?: boolean) {
    const program = new AzureProgram(newApp(), 'shop', { timeSync });
    program.tomcat('a', program.was.add('was-01'));
    program.tomcat('b', new AzureExistingVm(program.stack, 'old', {
      virtualMachineId: `${GROUP}/Microsoft.Compute/virtualMachines/old`, location: 'koreacentral', address: '10.20.9.9', network: program.hosts.network, timeSync,
    }));
    return program.problems;
  }

  test('hosts whose clock nobody keeps are warned of, once for all of one kind', () => {
    expectProblems(with2(false), 'warning', { ...said, path: 'shop/hosts' }, { ...said, path: 'shop/old' });
  });

  test.each([undefined, true])('timeSync %s is not', (timeSync) => {
    expect(with2(timeSync)).toEqual([]);
  });
});

describe('OUTBOUND_MISSING', () => {
  function closed(props: Partial<AzureVmHostsProps>, distribution?: TomcatDistribution, applications: WebApplication[] = [], subnet = AzureSubnet.withCidr('10.20.3.0/24')) {
    const program = new AzureProgram(newApp(), 'shop', props);
    program.tomcat('a', program.hosts.addTier('app', { subnets: [subnet] }).add('app-01'), { distribution, applications });
    return program.problems;
  }
  const preinstalled = TomcatDistribution.preinstalled('/opt/tomcat');

  test.each<[string, TomcatDistribution | undefined, WebApplication[]]>([
    ['packages', undefined, []],
    ['an archive', TomcatDistribution.apacheArchive(), []],
    ['a WAR', preinstalled, [WebApplication.warFromUrl('https://a.example.com/shop.war', '0'.repeat(64))]],
  ])('machines that fetch %s without a way out are warned of', (_, distribution, applications) => {
    expectProblems(closed({ natGateway: false }, distribution, applications), 'warning', {
      code: 'OUTBOUND_MISSING', path: 'shop/hosts/app', got: 'natGateway: false, and ', why: 'its subnet has no way out', fix: 'leave natGateway out',
    });
  });

  test('machines that have everything, or a way out, are not', () => {
    expect(closed({ natGateway: false }, preinstalled)).toEqual([]);
    expect(closed({ natGateway: true })).toEqual([]);
    expect(closed({ natGateway: false, network: AzureNetwork.fromId(NETWORK) }, undefined, [], AzureSubnet.fromId(`${NETWORK}/subnets/app`, '10.8.4.0/24'))).toEqual([]);
  });
});

describe('SITE_IN_ONE_ZONE', () => {
  function members(zones: string[] | undefined, ...machines: [name: string, options?: AzureVmOptions][]) {
    const program = new AzureProgram(newApp(), 'shop', { zones });
    const cluster = program.cluster('a');
    machines.forEach(([name, options]) => program.tomcat(`a-${name}`, program.was.add(name, options), { cluster }));
    return program.problems;
  }

  test('members that are all in one of several zones are warned of', () => {
    expectProblems(members(['1', '2'], ['was-01'], ['was-03']), 'warning', {
      code: 'SITE_IN_ONE_ZONE', path: 'shop/a', got: 'was-01 and was-03 in zone 1', why: 'when the zone fails, no member is left', fix: "tier.add('was-03', { zone: '2' })",
    });
  });

  test('front ends of one load balancer are too', () => {
    const program = new AzureProgram();
    const target = program.tomcat('a', program.was.add('was-01'));
    const frontends = ['web-a', 'web-b'].map((name) => program.frontend(name, program.web.add(name), [target]));
    new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends });
    expectProblems(program.problems, 'warning', {
      code: 'SITE_IN_ONE_ZONE', path: 'shop/public', got: 'web-a and web-b in zone 1', why: 'no front end is left', fix: 'number the machines as in was-01 and was-02',
    });
  });

  test.each<[string, string[] | undefined, [string, AzureVmOptions?][]]>([
    ['in two zones', undefined, [['was-01'], ['was-02']]],
    ['in a zone of their own choice', undefined, [['was-01'], ['was-04', { zone: '3' }]]],
    ['of which there is one', undefined, [['was-01']]],
    ['where there is one zone', ['1'], [['was-01'], ['was-02']]],
    ['where there are none', [], [['was-01'], ['was-02']]],
  ])('members %s are not', (_, zones, machines) => {
    expect(members(zones, ...machines)).toEqual([]);
  });
});

describe('REPLACED_AT_ONCE', () => {
  const replaceOnChange = true;

  test('two members of a cluster that are replaced together are refused', () => {
    const program = new AzureProgram();
    const cluster = program.cluster('a');
    ['was-01', 'was-02'].forEach((name) => program.tomcat(name, program.was.add(name, { replaceOnChange }), { cluster }));
    expectErrors(program.problems, {
      code: 'REPLACED_AT_ONCE', path: 'shop/hosts/was/was-02', got: 'replaceOnChange: true', why: 'was-01 has it too, and both run shop/a', fix: 'leave replaceOnChange out for all but one of them',
    });
    expect(synth(program.app).error).toContain('[REPLACED_AT_ONCE]');
  });

  test('two front ends of a site are refused', () => {
    const program = new AzureProgram();
    const target = program.tomcat('a', program.was.add('was-01'));
    ['web-01', 'web-02'].forEach((name) => program.frontend(name, program.web.add(name, { replaceOnChange }), [target]));
    expectErrors(program.problems, {
      code: 'REPLACED_AT_ONCE', path: 'shop/hosts/web/web-02', got: 'replaceOnChange: true', why: 'web-01 has it too, and both are front ends of shop/a', fix: 'applied in place',
    });
  });

  test('one of each, and two that have nothing in common, are accepted', () => {
    const program = new AzureProgram();
    const [a, b] = ['a', 'b'].map((name) => program.cluster(name));
    [[a, true], [a, false], [b, true], [b, false]].forEach(([cluster, replaced], index) => {
      const host = program.was.add(`was-0${index + 1}`, { replaceOnChange: replaced as boolean });
      program.tomcat(host.hostName, host, { cluster: cluster as typeof a });
    });
    program.frontend('web', program.web.add('web-01', { replaceOnChange }), [a, b]);
    expect(program.problems).toEqual([]);
  });
});

describe('ADDRESS_NOT_OWN', () => {
  function bound(props: Partial<TomcatInstanceProps>, host: (program: AzureProgram) => Host = ({ was }) => was.add('was-01', { address: '10.20.2.9' })) {
    const program = new AzureProgram();
    program.tomcat('a', host(program), { cluster: program.cluster('x'), ...props });
    return program.problems;
  }
  const said = { code: 'ADDRESS_NOT_OWN', path: 'shop/a', why: 'the machine has the address 10.20.2.9', fix: 'leave the address out' };

  test('a connector or a receiver on an address of others is refused', () => {
    expectErrors(bound({ connectors: [Connector.ajp({ address: '10.9.9.9' })] }), { ...said, got: 'the AJP connector on 10.9.9.9, port 8009' });
    expectErrors(bound({ receiver: { address: '10.9.9.9' } }), { ...said, got: 'the cluster receiver on 10.9.9.9, port 4000' });
  });

  test('the own address is accepted, and another one of a machine that was there before, which may have several', () => {
    expect(bound({ receiver: { address: '10.20.2.9' }, connectors: [Connector.ajp({ address: '0.0.0.0' }), Connector.http()] })).toEqual([]);
    const existing = ({ stack, hosts: { network } }: AzureProgram) => new AzureExistingVm(stack, 'old', {
      virtualMachineId: `${GROUP}/Microsoft.Compute/virtualMachines/old`, location: 'koreacentral', address: '10.20.9.9', network,
    });
    expect(bound({ receiver: { address: '10.20.9.10' } }, existing)).toEqual([]);
  });
});
