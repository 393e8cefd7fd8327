import { TomcatRelease } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { Tier } from '../support/program';

describe('RELEASE_BROKEN', () => {
  function running(version: string, clustered: boolean) {
    const tier = new Tier();
    tier.tomcat('a', { ajpSecret: undefined, release: TomcatRelease.of(version), cluster: clustered ? tier.cluster('x') : undefined });
    return tier.problems;
  }

  test.each([
    ['9.0.109', '9.0.109 to 9.0.112', '9.0.113'],
    ['9.0.112', '9.0.109 to 9.0.112', '9.0.113'],
    ['10.1.45', '10.1.45 to 10.1.49', '10.1.50'],
    ['10.1.49', '10.1.45 to 10.1.49', '10.1.50'],
    ['11.0.11', '11.0.11 to 11.0.14', '11.0.15'],
    ['11.0.14', '11.0.11 to 11.0.14', '11.0.15'],
  ])('Tomcat %s in a cluster is refused', (version, range, fixed) => {
    expectErrors(running(version, true), {
      code: 'RELEASE_BROKEN', path: 'shop/a', got: `Tomcat ${version} in a cluster`, why: `in ${range} RpcChannel does not wait`, fix: `use TomcatRelease.of('${fixed}') or later`,
    });
  });

  test.each(['9.0.108', '9.0.113', '10.1.44', '10.1.50', '11.0.10', '11.0.15'])('Tomcat %s in a cluster is accepted', (version) => {
    expect(running(version, true)).toEqual([]);
  });

  test('Tomcat 10.1.45 without a cluster is accepted', () => {
    expect(running('10.1.45', false)).toEqual([]);
  });
});
