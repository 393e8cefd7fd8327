import { Membership, SessionClusterProps, StaticMechanism } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { Tier } from '../support/program';

describe('ENGINE_NAMES_DIFFER', () => {
  function engines(names: (string | undefined)[], props: Partial<SessionClusterProps> = { membership: Membership.staticUnicast() }) {
    const tier = new Tier();
    const cluster = tier.cluster('x', props);
    names.forEach((engineName, index) => tier.tomcat(`t${index}`, { cluster, engineName }));
    return tier.problems;
  }

  test('every member with another name than the first is refused', () => {
    const said = { code: 'ENGINE_NAMES_DIFFER', why: 'drops those with another name', fix: 'give all members of the cluster one engineName' };
    expectErrors(engines(['Shop', undefined, 'Shop', 'shop']),
      { ...said, path: 'shop/t1', got: 'engineName "Catalina", and "Shop" of shop/t0' },
      { ...said, path: 'shop/t3', got: 'engineName "shop", and "Shop" of shop/t0' });
  });

  test('the name that an Engine has anyway is accepted beside none', () => {
    expect(engines(['Catalina', undefined])).toEqual([]);
  });

  test.each<[string, Partial<SessionClusterProps>]>([
    ['multicast', { membership: Membership.multicast() }],
    ['DNS', { membership: Membership.dns('tomcats.internal') }],
    ['StaticMembershipInterceptor', { membership: Membership.staticUnicast({ mechanism: StaticMechanism.INTERCEPTOR }) }],
  ])('with %s the name does not matter', (_, props) => {
    expect(engines(['Shop', 'Other'], props)).toEqual([]);
  });
});
