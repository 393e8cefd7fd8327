import { TerraformVariable } from 'cdktf';
import { DockerNetwork, Membership, MulticastOptions, TomcatInstanceProps } from 'cdktf-tomcat-cluster';
import { expectErrors, expectProblems } from '../support/expect-problem';
import { MachineHost } from '../support/machine-host';
import { newApp, Tier } from '../support/program';
import { AzureProgram } from '../azure/azure-program';

describe('MULTICAST_ADDRESS', () => {
  function clusterAt(address: (tier: Tier) => string | undefined) {
    const tier = new Tier();
    tier.cluster('x', { membership: Membership.multicast({ address: address(tier) }) });
    return tier.problems;
  }

  test.each([
    ['192.168.1.1', 'it is not one of 224.0.1.0 to 239.255.255.255'],
    ['240.0.0.1', 'it is not one of 224.0.1.0 to 239.255.255.255'],
    ['223.255.255.255', 'it is not one of 224.0.1.0 to 239.255.255.255'],
    ['cluster.example.com', 'it is not one of 224.0.1.0 to 239.255.255.255'],
    ['224.0.0.4', "224.0.0.0/24 is for the network's own control messages"],
  ])('the group %s is refused', (address, why) => {
    expectErrors(clusterAt(() => address), {
      code: 'MULTICAST_ADDRESS', path: 'shop/x', got: `the multicast address ${address}`, why, fix: 'leave the address out to have one derived, or use one such as 228.0.0.4',
    });
  });

  test.each([undefined, '224.0.1.0', '228.0.0.4', '239.255.255.255'])('the group %s is accepted', (address) => {
    expect(clusterAt(() => address)).toEqual([]);
  });

  test('a group that only Terraform knows is left alone', () => {
    expect(clusterAt(({ stack }) => new TerraformVariable(stack, 'group', { type: 'string' }).stringValue)).toEqual([]);
  });
});

describe('MULTICAST_UNSUPPORTED', () => {
  function onNetwork(network: DockerNetwork, membership: Membership) {
    const tier = new Tier(newApp(), 'shop', { network });
    const cluster = tier.cluster('x', { membership });
    tier.tomcat('a', { cluster });
    tier.tomcat('b', { cluster });
    return tier.problems;
  }

  test('multicast over an overlay network is refused, once per cluster', () => {
    expectErrors(onNetwork(DockerNetwork.overlay('swarm', '10.0.1.0/24'), Membership.multicast()), {
      code: 'MULTICAST_UNSUPPORTED',
      path: 'shop/x',
      got: 'Membership.multicast()',
      why: 'the overlay network swarm does not carry multicast',
      fix: 'use Membership.staticUnicast()',
    });
  });

  function onAzure(membership: Membership) {
    const program = new AzureProgram();
    const cluster = program.cluster('x', { membership });
    ['was-01', 'was-02'].forEach((name) => program.tomcat(name, program.was.add(name), { cluster }));
    return program.problems;
  }

  test('multicast on Azure is refused, and nothing else is said of it', () => {
    expectErrors(onAzure(Membership.multicast()), {
      code: 'MULTICAST_UNSUPPORTED',
      path: 'shop/x',
      got: 'Membership.multicast()',
      why: "Azure's virtual networks do not carry multicast",
      fix: 'use Membership.staticUnicast()',
    });
  });

  test('static unicast on Azure is accepted', () => {
    expect(onAzure(Membership.staticUnicast())).toEqual([]);
  });

  test('multicast over a bridge network is accepted', () => {
    expect(onNetwork(DockerNetwork.bridge('shop', '10.0.1.0/24'), Membership.multicast())).toEqual([]);
  });
});

describe('UNIQUE_ID_FORMAT', () => {
  function memberWith(uniqueId: number[], clustered = true) {
    const tier = new Tier();
    tier.tomcat('a', { cluster: clustered ? tier.cluster('x') : undefined, uniqueId });
    return tier.problems;
  }

  test.each([
    ['of 14 values', Array(14).fill(1)],
    ['of 17 values', Array(17).fill(1)],
    ['with 128', [...Array(15).fill(1), 128]],
    ['with -129', [...Array(15).fill(1), -129]],
    ['with 1.5', [...Array(15).fill(1), 1.5]],
  ])('a uniqueId %s is refused', (_, uniqueId) => {
    expectErrors(memberWith(uniqueId), {
      code: 'UNIQUE_ID_FORMAT',
      path: 'shop/a',
      got: `a uniqueId of ${uniqueId.length} values: {${uniqueId.join(',')}}`,
      why: 'exactly 16 values from -128 to 127',
      fix: 'leave uniqueId out to have one derived',
    });
  });

  test('without a cluster a uniqueId does not matter', () => {
    expect(memberWith([1], false)).toEqual([]);
  });
});

describe('MEMBER_NOT_UNIQUE', () => {
  function twoMembers(props: Partial<TomcatInstanceProps>) {
    const tier = new Tier();
    const cluster = tier.cluster('x');
    ['a', 'b'].forEach((id, index) => tier.tomcat(id, { cluster, host: new MachineHost(tier.stack, `was-0${index}`, `10.0.0.${index}`), ...props }));
    return tier.problems;
  }

  test('two members with one uniqueId are refused', () => {
    const uniqueId = Array(16).fill(3);
    expectErrors(twoMembers({ uniqueId }), {
      code: 'MEMBER_NOT_UNIQUE', path: 'shop/b', got: `uniqueId {${uniqueId.join(',')}}`, why: 'shop/a has the same', fix: 'leave uniqueId and receiver out to have them derived',
    });
  });
});

describe('MULTICAST_PORT_SHARED', () => {
  function onOnePort(...networks: string[][]) {
    const tier = new Tier();
    networks.forEach((those, index) => {
      const id = 'xyz'[index];
      const cluster = tier.cluster(id, { membership: Membership.multicast({ port: 45564, ttl: 2 }) });
      those.forEach((network, number) => tier.tomcat(`${id}${number}`, { cluster, host: new MachineHost(tier.stack, `${id}-${number}`, `10.0.${index}.${number}`, { network }) }));
    });
    return tier.problems;
  }
  const shared = { code: 'MULTICAST_PORT_SHARED', got: ':45564', fix: 'leave the port of Membership.multicast() out' };

  test('clusters with members on one network are refused, whichever came first, and those whose network is not known', () => {
    expectErrors(onOnePort(['one', 'two'], ['two']), { ...shared, path: 'shop/y', why: 'shop/x has the same port' });
    expectErrors(onOnePort(['one'], ['two'], ['two']), { ...shared, path: 'shop/z', why: 'shop/y has the same port' });
    expectErrors(onOnePort(['one'], []), { ...shared, path: 'shop/y', why: 'shop/x has the same port' });
  });

  test('clusters on different networks are accepted', () => {
    expect(onOnePort(['one', 'one'], ['two', 'two'])).toEqual([]);
  });
});

describe('MULTICAST_ACROSS_SUBNETS', () => {
  function across(one: object, two: object, membership: Membership) {
    const tier = new Tier();
    const cluster = tier.cluster('x', { membership });
    tier.tomcat('a', { cluster, host: new MachineHost(tier.stack, 'was-01', '172.16.2.1', one) });
    tier.tomcat('b', { cluster, host: new MachineHost(tier.stack, 'was-02', '172.16.3.2', two) });
    return tier.problems;
  }
  const subnets = [{ subnet: '172.16.2.0/24' }, { subnet: '172.16.3.0/24' }] as const;

  test.each<[MulticastOptions]>([[{}], [{ ttl: 1 }]])('multicast with %j between subnets is warned of', (options) => {
    expectProblems(across(...subnets, Membership.multicast(options)), 'warning', {
      code: 'MULTICAST_ACROSS_SUBNETS',
      path: 'shop/x',
      got: 'was-01 (172.16.2.0/24) and was-02 (172.16.3.0/24) in different networks',
      why: 'a packet with a ttl of 1 passes no router',
      fix: 'use Membership.staticUnicast()',
    });
  });

  test('multicast between two networks is warned of', () => {
    expectProblems(across({ network: 'one' }, { network: 'two' }, Membership.multicast()), 'warning', {
      code: 'MULTICAST_ACROSS_SUBNETS', path: 'shop/x', got: 'was-01 and was-02 in different networks', why: 'passes no router', fix: 'ttl: 4',
    });
  });

  test('a ttl that only Terraform knows is left alone', () => {
    const ttl = new TerraformVariable(new Tier().stack, 'ttl', { type: 'number' }).numberValue;
    expect(across(...subnets, Membership.multicast({ ttl }))).toEqual([]);
  });

  test.each<[string, object, object, Membership]>([
    ['with a ttl', ...subnets, Membership.multicast({ ttl: 2 })],
    ['in one subnet', subnets[0], subnets[0], Membership.multicast()],
    ['by static unicast', ...subnets, Membership.staticUnicast()],
  ])('membership %s is not', (_, one, two, membership) => {
    expect(across(one, two, membership)).toEqual([]);
  });
});
