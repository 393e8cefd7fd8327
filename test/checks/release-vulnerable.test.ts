import { EncryptionAlgorithm, Interceptor, Membership, Secret, SessionClusterProps, TomcatDistribution, TomcatInstanceProps, TomcatRelease } from 'cdktf-tomcat-cluster';
import { ASKING_KUBERNETES } from '../support/asking-kubernetes';
import { expectProblems } from '../support/expect-problem';
import { Tier } from '../support/program';

interface Uses {
  readonly cluster?: (key: Secret) => Partial<SessionClusterProps>;
  readonly instance?: (key: Secret) => Partial<TomcatInstanceProps>;
}

function running(version: string, { cluster, instance }: Uses) {
  const tier = new Tier();
  tier.tomcat('a', {
    release: TomcatRelease.of(version),
    distribution: TomcatDistribution.image('tomcat'),
    ajpSecret: undefined,
    cluster: cluster && tier.cluster('x', cluster(tier.secret)),
    ...instance?.(tier.secret),
  });
  return tier.problems.filter(({ code }) => code !== 'ENCRYPTION_MALLEABLE');
}

const encrypted = (algorithm?: EncryptionAlgorithm): Uses => ({
  cluster: (key) => ({ interceptors: [Interceptor.messageDispatch(), Interceptor.encrypt(key, { algorithm }), Interceptor.tcpFailureDetector()] }),
});
const kubernetes: Uses = { cluster: () => ({ membership: Membership.kubernetes('shop') }), instance: () => ({ environment: ASKING_KUBERNETES }) };
const ajp: Uses = { instance: (ajpSecret) => ({ ajpSecret }) };

test.each<[string, string, string, 'error' | 'warning', string, Uses]>([
  ['9.0.116', '9.0.117', 'CVE-2026-34486', 'error', 'EncryptInterceptor', encrypted()],
  ['10.1.53', '10.1.54', 'CVE-2026-34486', 'error', 'EncryptInterceptor', encrypted()],
  ['11.0.20', '11.0.21', 'CVE-2026-34486', 'error', 'EncryptInterceptor', encrypted()],
  ['9.0.115', '9.0.116', 'CVE-2026-29146', 'warning', 'EncryptInterceptor with AES-CBC', encrypted(EncryptionAlgorithm.AES_CBC)],
  ['10.1.52', '10.1.54', 'CVE-2026-34487', 'warning', 'Membership.kubernetes()', kubernetes],
  ['9.0.117', '9.0.118', 'CVE-2026-43514', 'warning', 'AJP', ajp],
])('Tomcat %s is vulnerable, %s is not: %s', (version, fixed, cve, severity, exposed, uses) => {
  const problems = running(version, uses);
  expectProblems(problems, severity, {
    code: 'RELEASE_VULNERABLE', path: 'shop/a', got: `${exposed} with Tomcat ${version}`, why: cve, fix: 'or later',
  });
  expect(running(fixed, uses).map(({ why }) => why).join()).not.toContain(cve);
});

test('what is not configured is not exposed', () => {
  expect(running('9.0.116', {})).toEqual([]);
  expect(running('9.0.115', encrypted())).toEqual([]);
});

test('a package has corrections of its own', () => {
  const tier = new Tier();
  tier.tomcat('a', { distribution: TomcatDistribution.operatingSystemPackage() });
  expect(tier.problems).toEqual([]);
});
