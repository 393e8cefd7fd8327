import { Interceptor, Membership, Secret, SessionClusterProps, SessionManager, StaticMechanism, TomcatDistribution, TomcatRelease } from 'cdktf-tomcat-cluster';
import { ASKING_KUBERNETES } from '../support/asking-kubernetes';
import { expectErrors } from '../support/expect-problem';
import { Tier } from '../support/program';

type Uses = (key: Secret) => Partial<SessionClusterProps>;

function running(version: string, uses: Uses) {
  const tier = new Tier();
  const cluster = tier.cluster('x', uses(tier.secret));
  tier.tomcat('a', {
    release: version.startsWith('8.') ? TomcatRelease.endOfLife(version) : TomcatRelease.of(version),
    ajpSecret: undefined,
    // Not every release can be downloaded with a checksum.
    distribution: TomcatDistribution.image('tomcat'),
    cluster,
    environment: { DNS_MEMBERSHIP_SERVICE_NAME: 'tomcats.internal', KUBERNETES_NAMESPACE: 'shop', ...ASKING_KUBERNETES },
  });
  return tier.problems;
}

const interceptors = (interceptor: Interceptor) => ({ interceptors: [Interceptor.messageDispatch(), interceptor] });

describe('RELEASE_LACKS', () => {
  test.each<[string, string, string, string, Uses]>([
    ['StaticMembershipService', '8.5.100', '9.0.31', 'StaticMechanism.INTERCEPTOR', () => ({ membership: Membership.staticUnicast() })],
    ['Membership.dns()', '9.0.31', '9.0.32', 'use Membership.staticUnicast()', () => ({ membership: Membership.dns('tomcats.internal') })],
    ['Membership.kubernetes()', '8.5.100', '9.0.117', 'use Membership.staticUnicast()', () => ({ membership: Membership.kubernetes('shop') })],
    ['replayWindowTimeMillis', '9.0.118', '9.0.119', 'leave replayWindowTimeMillis out', (key) => interceptors(Interceptor.encrypt(key, { replayWindowTimeMillis: 1 }))],
    ['replayWindowMessageCount', '10.1.55', '10.1.56', 'leave replayWindowMessageCount out', (key) => interceptors(Interceptor.encrypt(key, { replayWindowMessageCount: 1 }))],
    ['replayWindowMessageCount', '11.0.22', '11.0.23', 'leave replayWindowMessageCount out', (key) => interceptors(Interceptor.encrypt(key, { replayWindowMessageCount: 1 }))],
    ['enableStatistics', '9.0.107', '9.0.108', 'leave enableStatistics out', () => ({ manager: SessionManager.delta({ enableStatistics: false }) })],
    ['enableStatistics', '10.1.43', '10.1.44', 'leave enableStatistics out', () => ({ manager: SessionManager.delta({ enableStatistics: true }) })],
    ['persistAuthenticationNotes', '9.0.65', '9.0.66', 'leave persistAuthenticationNotes out', () => ({ manager: SessionManager.delta({ persistAuthenticationNotes: true }) })],
    ['persistAuthenticationNotes', '10.1.59', '9.0.117', 'leave persistAuthenticationNotes out', () => ({ manager: SessionManager.backup({ persistAuthenticationNotes: true }) })],
    ['sessionActivityCheck', '9.0.117', '10.1.59', 'leave sessionActivityCheck out', () => ({ manager: SessionManager.delta({ sessionActivityCheck: true }) })],
    ['sessionLastAccessAtStart', '9.0.117', '11.0.25', 'leave sessionLastAccessAtStart out', () => ({ manager: SessionManager.backup({ sessionLastAccessAtStart: true }) })],
  ])('%s is refused with Tomcat %s, and accepted with %s', (what, without, having, fix, uses) => {
    expectErrors(running(without, uses), { code: 'RELEASE_LACKS', path: 'shop/a', got: `with Tomcat ${without}`, why: 'only Tomcat ', fix });
    expect(running(without, uses)[0].got).toContain(what);
    expect(running(having, uses)).toEqual([]);
  });

  test('the message names the first release of each line', () => {
    expect(running('8.5.100', () => ({ membership: Membership.staticUnicast() }))[0].why)
      .toBe('only Tomcat 9.0.17 and later 9.0.x, 10.1.0 and later 10.1.x, 11.0.0 and later 11.0.x have it');
  });

  test('GzipInterceptor has no options in Tomcat 8.5', () => {
    const said = (version: string) => running(version, () => interceptors(Interceptor.gzip({ compressionMinSizeBytes: 1 }))).map(({ code }) => code);
    expect(said('8.5.100')).toEqual(['RELEASE_LACKS', 'INTERCEPTOR_UNSUITABLE']);
    expect(said('9.0.31')).toEqual(['INTERCEPTOR_UNSUITABLE']);
  });

  test('a front end asks HealthCheckValve, which Tomcat 8.5 does not have', () => {
    const routedTo = (release: TomcatRelease) => {
      const tier = new Tier();
      tier.frontend('web', [tier.tomcat('a', { release })]);
      return tier.problems;
    };
    expectErrors(routedTo(TomcatRelease.endOfLife('8.5.100')), {
      code: 'RELEASE_LACKS', path: 'shop/a', got: 'the health check of a front end', why: 'only Tomcat 9.0.15', fix: 'TomcatRelease.V9_0',
    });
    expect(routedTo(TomcatRelease.V9_0)).toEqual([]);
  });

  test('a list of members by an interceptor is in every release', () => {
    expect(running('8.5.51', () => ({ membership: Membership.staticUnicast({ mechanism: StaticMechanism.INTERCEPTOR }) }))).toEqual([]);
  });
});
