import { Membership, MulticastOptions, StaticMechanism, TomcatInstanceProps } from 'cdktf-tomcat-cluster';
import { AzureProgram } from '../azure/azure-program';
import { ASKING_KUBERNETES } from '../support/asking-kubernetes';
import { expectErrors, expectProblems } from '../support/expect-problem';
import { MachineHost } from '../support/machine-host';
import { Tier } from '../support/program';

function twoMembers(membership: Membership, ...props: Partial<TomcatInstanceProps>[]) {
  const tier = new Tier();
  const cluster = tier.cluster('x', { membership });
  ['a', 'b'].forEach((id, index) => tier.tomcat(id, { cluster, ...props[index] ?? props[0] }));
  return tier.problems;
}

describe('MULTICAST_DROP_TIME', () => {
  test.each<[MulticastOptions, number, number, string, number]>([
    [{ dropTimeMillis: 299 }, 299, 100, 'one or two packets are late', 300],
    [{ frequencyMillis: 600 }, 1500, 600, 'one or two packets are late', 1800],
    [{ dropTimeMillis: 100 }, 100, 100, 'not even one packet is late', 300],
  ])('%j is warned of', (options, dropTime, frequency, why, enough) => {
    expectProblems(twoMembers(Membership.multicast(options)), 'warning', {
      code: 'MULTICAST_DROP_TIME',
      path: 'shop/x',
      got: `dropTimeMillis ${dropTime} with frequencyMillis ${frequency}`,
      why,
      fix: `use a dropTimeMillis of ${enough} or more`,
    });
  });

  test.each<[MulticastOptions]>([[{}], [{ dropTimeMillis: 900, frequencyMillis: 300 }]])('%j is not', (options) => {
    expect(twoMembers(Membership.multicast(options))).toEqual([]);
  });
});

describe('MULTICAST_LOOPBACK', () => {
  function onHosts(names: string[], localLoopbackDisabled: boolean) {
    const tier = new Tier();
    const cluster = tier.cluster('x', { membership: Membership.multicast({ localLoopbackDisabled }) });
    const hosts = new Map([...new Set(names)].map((name) => [name, tier.host(name)]));
    names.forEach((name, index) => tier.tomcat(`t${index}`, { cluster, host: hosts.get(name), jvmRoute: `r${index}`, portIndex: index }));
    return tier.problems;
  }

  test('two members on two hosts without loopback are accepted', () => {
    expect(onHosts(['was-01', 'was-02'], true)).toEqual([]);
  });
});

describe('CLOUD_ENVIRONMENT', () => {
  test('a member that repeats what its cluster says is accepted', () => {
    expect(twoMembers(Membership.dns('tomcats.internal'), { environment: { DNS_MEMBERSHIP_SERVICE_NAME: 'tomcats.internal' } })).toEqual([]);
  });
});

describe('CLOUD_ENVIRONMENT with Kubernetes', () => {
  const said = { code: 'CLOUD_ENVIRONMENT', why: 'Kubernetes says this to its pods, and this is none' };
  const membership = Membership.kubernetes('shop');

  test('members on hosts of Docker and Azure are refused, which are no pods', () => {
    const all = 'without KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT, SA_TOKEN_FILE';
    expectErrors(twoMembers(membership, {}),
      { ...said, path: 'shop/a', got: all, fix: 'use Membership.multicast() or Membership.staticUnicast()' },
      { ...said, path: 'shop/b', got: all, fix: 'or say it in its environment' });
    const program = new AzureProgram();
    program.tomcat('a', program.was.add('was-01'), { cluster: program.cluster('x', { membership }) });
    expectErrors(program.problems, { ...said, path: 'shop/a', got: `Membership.kubernetes() on was-01, ${all}`, fix: 'use Membership.staticUnicast(), or' });
  });

  test('what is missing is named, and with all of it they are accepted', () => {
    const { SA_TOKEN_FILE, ...api } = ASKING_KUBERNETES;
    expectErrors(twoMembers(membership, { environment: api }, { environment: { SA_TOKEN_FILE, ...api } }), { ...said, path: 'shop/a', got: 'without SA_TOKEN_FILE', fix: 'environment' });
    expect(twoMembers(membership, { environment: { ...api, KUBERNETES_CLIENT_CERTIFICATE_FILE: '/etc/kubernetes.crt' } })).toEqual([]);
  });

  test('a host of a provider of ones own may be a pod, and DNS is asked by anybody', () => {
    const tier = new Tier();
    tier.tomcat('a', { cluster: tier.cluster('x', { membership }), host: new MachineHost(tier.stack, 'pod', '10.0.0.4') });
    expect(tier.problems).toEqual([]);
    expect(twoMembers(Membership.dns('tomcats.internal'), {})).toEqual([]);
  });
});

describe('CLOUD_PORTS_DIFFER', () => {
  test('static members may have different ports', () => {
    expect(twoMembers(Membership.staticUnicast(), {}, { portIndex: 1 })).toEqual([]);
  });
});

describe('CLOUD_MEMBERS_SHARED', () => {
  /** Two clusters with a member each. */
  const clusters = (memberships: Membership[], props: Partial<TomcatInstanceProps> = {}) => {
    const tier = new Tier();
    memberships.forEach((membership, index) => tier.tomcat(`t${index}`, {
      cluster: tier.cluster('xy'[index], { membership }), environment: membership._cloud?.provider === 'kubernetes' ? ASKING_KUBERNETES : {}, ...(index === 1 ? props : {}),
    }));
    return tier.problems;
  };
  const said = { code: 'CLOUD_MEMBERS_SHARED', path: 'shop/y', why: 'those of shop/x are found by the same and have the same receiver port' };

  test('two clusters of one name are refused, however it is written', () => {
    expectErrors(clusters([Membership.dns('tomcats.internal'), Membership.dns('Tomcats.internal.')]), {
      ...said, got: 'DNS_MEMBERSHIP_SERVICE_NAME=Tomcats.internal.', fix: 'a name of its own in the DNS',
    });
  });

  test('two clusters of one namespace and the same labels are refused', () => {
    expectErrors(clusters([1, 2].map(() => Membership.kubernetes('shop', { labels: 'app=shop' }))), {
      ...said, got: 'KUBERNETES_NAMESPACE=shop and KUBERNETES_LABELS=app=shop', fix: 'labels of its own',
    });
  });

  test('other names, labels and ports are accepted', () => {
    expect(clusters([Membership.dns('a.internal'), Membership.dns('b.internal')])).toEqual([]);
    expect(clusters(['a', 'b'].map((app) => Membership.kubernetes('shop', { labels: `app=${app}` })))).toEqual([]);
    expect(clusters([Membership.kubernetes('shop'), Membership.kubernetes('Shop')])).toEqual([]);
    expect(clusters([1, 2].map(() => Membership.dns('tomcats.internal')), { portIndex: 1 })).toEqual([]);
  });
});

describe('CLOUD_HOST_NAME', () => {
  test('members on machines that are found by DNS are warned of, each', () => {
    const program = new AzureProgram();
    program.tomcat('a', program.was.add('was-01'), { cluster: program.cluster('x', { membership: Membership.dns('tomcats.internal') }) });
    expectProblems(program.problems, 'warning', {
      code: 'CLOUD_HOST_NAME', path: 'shop/a', got: 'Membership.dns() on the machine was-01', why: 'where that is 127.0.1.1', fix: 'use Membership.staticUnicast(), or map',
    });
  });
});

describe('RECEIVER_AUTO_BIND', () => {
  test.each<[string, Membership]>([
    ['StaticMembershipService', Membership.staticUnicast()],
    ['StaticMembershipInterceptor', Membership.staticUnicast({ mechanism: StaticMechanism.INTERCEPTOR })],
    ['DNS', Membership.dns('tomcats.internal')],
  ])('several ports with %s are warned of', (_, membership) => {
    expectProblems(twoMembers(membership, { receiver: { autoBind: 2 } }, {}), 'warning', {
      code: 'RECEIVER_AUTO_BIND',
      path: 'shop/a',
      got: 'autoBind 2, with a membership that knows the port 4000 only',
      why: 'at which no other member looks for it',
      fix: 'leave autoBind out',
    });
  });

  test('several ports with multicast, which announces them, are not', () => {
    expect(twoMembers(Membership.multicast(), { receiver: { autoBind: 2 } })).toEqual([]);
  });

  test('one port is not', () => {
    expect(twoMembers(Membership.staticUnicast(), { receiver: { autoBind: 1 } })).toEqual([]);
  });
});

describe('CHANNEL_START_OPTIONS', () => {
  const membership = Membership.staticUnicast({ mechanism: StaticMechanism.INTERCEPTOR });

  test.each([
    [15, 'it starts multicast, which may find the members once more'],
    [1, 'receiver and sender are 3'],
  ])('channelStartOptions %d with StaticMembershipInterceptor are refused', (channelStartOptions, why) => {
    const tier = new Tier();
    tier.cluster('x', { membership, channelStartOptions });
    expectErrors(tier.problems, {
      code: 'CHANNEL_START_OPTIONS', path: 'shop/x', got: `channelStartOptions ${channelStartOptions}`, why, fix: 'leave channelStartOptions out',
    });
  });

  test.each([undefined, 3])('channelStartOptions %s are accepted there', (channelStartOptions) => {
    const tier = new Tier();
    tier.cluster('x', { membership, channelStartOptions });
    expect(tier.problems).toEqual([]);
  });
});
