import { Interceptor, Membership, Secret, SessionClusterProps, SessionManager, StaticMechanism } from 'cdktf-tomcat-cluster';
import { expectErrors, expectProblems } from '../support/expect-problem';
import { Tier } from '../support/program';

function clusterWith(interceptors: Interceptor[] | ((key: Secret) => Interceptor[]), props: Partial<SessionClusterProps> = {}) {
  const tier = new Tier();
  tier.cluster('x', { ...props, interceptors: [Interceptor.messageDispatch(), ...typeof interceptors === 'function' ? interceptors(tier.secret) : interceptors] });
  return tier.problems;
}

describe('INTERCEPTOR_ORDER', () => {
  test('compression of what is encrypted is refused', () => {
    expectErrors(clusterWith((key) => [Interceptor.encrypt(key), Interceptor.gzip()]).filter(({ severity }) => severity === 'error'), {
      code: 'INTERCEPTOR_ORDER', path: 'shop/x', got: 'EncryptInterceptor before GzipInterceptor', why: 'cannot be compressed any more', fix: 'put GzipInterceptor before',
    });
  });

  test('encryption of what is compressed is accepted', () => {
    expect(clusterWith((key) => [Interceptor.gzip(), Interceptor.encrypt(key)]).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('INTERCEPTOR_TWICE', () => {
  test('a second queue is refused, once', () => {
    expectErrors(clusterWith([Interceptor.messageDispatch(), Interceptor.messageDispatch()]), {
      code: 'INTERCEPTOR_TWICE', path: 'shop/x', got: 'MessageDispatchInterceptor more than once', why: 'would pass both', fix: 'leave one',
    });
  });

  test('one of each is accepted', () => {
    expect(clusterWith([Interceptor.fragmentation(), Interceptor.tcpPing(), Interceptor.tcpFailureDetector(), Interceptor.throughput()])).toEqual([]);
  });
});

describe('INTERCEPTOR_UNSUITABLE', () => {
  test.each<[string, Interceptor, string]>([
    ['GzipInterceptor', Interceptor.gzip(), 'compressing costs more time than it saves'],
    ['OrderInterceptor', Interceptor.order(), 'one thread and one connection keep the order already'],
    ['TwoPhaseCommitInterceptor', Interceptor.twoPhaseCommit(), 'every message is sent twice'],
  ])('%s is warned of', (name, interceptor, why) => {
    expectProblems(clusterWith([interceptor]), 'warning', { code: 'INTERCEPTOR_UNSUITABLE', path: 'shop/x', got: name, why, fix: 'leave it out' });
  });

  test('the parts of large messages are not', () => {
    expect(clusterWith([Interceptor.fragmentation()])).toEqual([]);
  });
});

describe('STATIC_MEMBERS_UNWATCHED', () => {
  const membership = Membership.staticUnicast({ mechanism: StaticMechanism.INTERCEPTOR });

  test.each<[string, Interceptor, string]>([
    ['TcpPingInterceptor', Interceptor.tcpFailureDetector(), 'tcpPing'],
    ['TcpFailureDetector', Interceptor.tcpPing(), 'tcpFailureDetector'],
  ])('a list of members without %s is refused', (missing, other, factory) => {
    expectErrors(clusterWith([other], { membership }), {
      code: 'STATIC_MEMBERS_UNWATCHED',
      path: 'shop/x',
      got: `StaticMechanism.INTERCEPTOR without ${missing}`,
      why: 'nothing would notice that a member is gone',
      fix: `add Interceptor.${factory}()`,
    });
  });

  test('a list of members with both is accepted', () => {
    expect(clusterWith([Interceptor.tcpPing(), Interceptor.tcpFailureDetector()], { membership })).toEqual([]);
  });

  test('its defaults are accepted', () => {
    const tier = new Tier();
    tier.cluster('x', { membership });
    expect(tier.problems).toEqual([]);
  });

  test('StaticMembershipService needs neither', () => {
    expect(clusterWith([], { membership: Membership.staticUnicast() })).toEqual([]);
  });
});

describe('DOMAIN_DIFFERS', () => {
  test.each<[string, Membership, string]>([
    ['no domain', Membership.multicast(), 'members without a domain'],
    ['another domain', Membership.staticUnicast({ domain: 'other' }), 'members of the domain other'],
    ['DNS, which knows none', Membership.dns('x'), 'members without a domain'],
  ])('a filter and %s are refused', (_, membership, got) => {
    expectErrors(clusterWith([Interceptor.domainFilter('shop')], { membership }), {
      code: 'DOMAIN_DIFFERS', path: 'shop/x', got, why: 'would let none of them through', fix: "the domain 'shop'",
    });
  });

  test.each([Membership.multicast({ domain: 'shop' }), Membership.staticUnicast({ domain: 'shop' })])('a filter and its domain are accepted', (membership) => {
    expect(clusterWith([Interceptor.domainFilter('shop')], { membership })).toEqual([]);
  });
});

describe('MESSAGES_OVERTAKE', () => {
  function problemsWith(props: Partial<SessionClusterProps>, receiver = {}) {
    const tier = new Tier();
    tier.tomcat('a', { cluster: tier.cluster('x', props), receiver });
    return tier.problems;
  }

  test.each<[string, Partial<SessionClusterProps>, object]>([
    ['maxThreads 2 of Interceptor.messageDispatch()', { interceptors: [Interceptor.messageDispatch({ maxThreads: 2 })] }, {}],
    ['poolSize 3 of the sender', { sender: { poolSize: 3 } }, {}],
    ['maxThreads 4 of the receiver,', { receiver: { maxThreads: 4 } }, {}],
    ['maxThreads 5 of the receiver of shop/a', {}, { maxThreads: 5 }],
  ])('%s, asynchronous, is warned of', (got, props, receiver) => {
    expectProblems(problemsWith(props, receiver), 'warning', {
      code: 'MESSAGES_OVERTAKE', path: 'shop/x', got, why: 'a change that arrives before its session is dropped', fix: 'use channelSendOptions 6',
    });
    expect(problemsWith({ ...props, channelSendOptions: 6 }, receiver)).toEqual([]);
  });

  test('a BackupManager needs the order too, unless requests wait', () => {
    expectProblems(problemsWith({ manager: SessionManager.backup({ mapSendOptions: 8 }), sender: { poolSize: 3 } }), 'warning', {
      code: 'MESSAGES_OVERTAKE', path: 'shop/x', got: 'poolSize 3 of the sender, and asynchronous messages', why: 'a change that arrives before its session is dropped', fix: 'use mapSendOptions 6',
    });
    expect(problemsWith({ manager: SessionManager.backup(), sender: { poolSize: 3 } })).toEqual([]);
  });

  test('one of each is not', () => {
    expect(problemsWith({ sender: { poolSize: 1 }, receiver: { maxThreads: 1 } }, { maxThreads: 1 })).toEqual([]);
  });
});
