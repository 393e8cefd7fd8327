import { Interceptor, Membership, SecurityUpdates, SessionCluster, TomcatDistribution, TomcatInstance, TomcatRelease } from 'cdktf-tomcat-cluster';
import { LabMachine } from '../machine/lab-machine';
import { expectErrors, expectProblems } from '../support/expect-problem';
import { Tier } from '../support/program';

function members(versions: [string, string], encrypted = false) {
  const tier = new Tier();
  const interceptors = encrypted ? [Interceptor.messageDispatch(), Interceptor.encrypt(tier.secret), Interceptor.tcpFailureDetector()] : undefined;
  const cluster = tier.cluster('x', { interceptors });
  versions.forEach((version, index) => tier.tomcat(`a${index}`, {
    cluster, release: TomcatRelease.of(version), distribution: TomcatDistribution.image('tomcat'), ajpSecret: undefined,
  }));
  return tier.problems;
}

test('two lines in a cluster are refused', () => {
  expectErrors(members(['9.0.122', '10.1.60']), {
    code: 'RELEASES_MIXED', path: 'shop/x', got: 'Tomcat 10.1.60 and 9.0.122', why: 'differ between the lines', fix: 'use one line',
  });
});

test('two releases of a line are warned of', () => {
  expectProblems(members(['10.1.57', '10.1.60']), 'warning', {
    code: 'RELEASES_MIXED', path: 'shop/x', got: 'Tomcat 10.1.57 and 10.1.60', why: 'one release only', fix: 'use one release',
  });
});

test('encrypted messages of an older release cannot be read by a newer one', () => {
  expectErrors(members(['10.1.55', '10.1.56'], true), {
    code: 'RELEASES_MIXED', path: 'shop/x', got: 'Tomcat 10.1.55 and 10.1.56', why: 'what earlier ones cannot read', fix: 'use one release for all',
  });
  expectProblems(members(['10.1.56', '10.1.57'], true), 'warning', {
    code: 'RELEASES_MIXED', path: 'shop/x', got: 'Tomcat 10.1.56 and 10.1.57', why: 'one release only', fix: 'use one release',
  });
});

test('one release is nothing to speak of', () => {
  expect(members(['10.1.60', '10.1.60'], true)).toEqual([]);
});

describe('the Tomcat of a package beside another', () => {
  const beside = (encrypted: boolean, distributions: (TomcatDistribution | undefined)[]) => {
    const tier = new Tier();
    const interceptors = encrypted ? [Interceptor.messageDispatch(), Interceptor.encrypt(tier.secret), Interceptor.tcpFailureDetector()] : undefined;
    const cluster = tier.cluster('x', { interceptors });
    distributions.forEach((distribution, index) => tier.tomcat(`a${index}`, { cluster, distribution }));
    return tier.problems;
  };
  const said = { code: 'RELEASES_MIXED', path: 'shop/x', got: 'members with the Tomcat of a package beside others', fix: 'use the package, or TomcatDistribution.apacheArchive()' };

  test('may be of another release: it is warned of, and refused where messages are encrypted', () => {
    expectProblems(beside(false, [undefined, TomcatDistribution.image('tomcat')]), 'warning', { ...said, why: 'seen on the machine alone' });
    expectErrors(beside(true, [TomcatDistribution.image('tomcat'), undefined]), { ...said, why: 'may write what the other cannot read' });
  });

  test('is nothing to speak of where all have it', () => {
    expect(beside(true, [undefined, undefined])).toEqual([]);
  });
});

describe('encrypted messages on machines that update the Tomcat of a package by themselves', () => {
  const machines = (encrypted: boolean, distribution?: TomcatDistribution, securityUpdates?: SecurityUpdates) => {
    const tier = new Tier();
    const interceptors = encrypted ? [Interceptor.messageDispatch(), Interceptor.encrypt(tier.secret), Interceptor.tcpFailureDetector()] : undefined;
    const cluster = new SessionCluster(tier.stack, 'x', { membership: Membership.staticUnicast(), interceptors });
    [1, 2].forEach((number) => new TomcatInstance(tier.stack, `a${number}`, {
      host: new LabMachine(tier.stack, `was-0${number}`, { address: `10.1.0.1${number}`, securityUpdates }), cluster, ajpSecret: tier.secret, distribution,
    }));
    return tier.problems;
  };

  test('are warned of: one member may have another format than the other', () => {
    expectProblems(machines(true), 'warning', {
      code: 'RELEASES_MIXED', path: 'shop/x', got: 'with the Tomcat of a package, on machines that update themselves', why: 'one member gets an update before the other',
      fix: 'use TomcatDistribution.apacheArchive()',
    });
  });

  test('are not where the program says the release, or somebody updates the machines together, or nothing is encrypted', () => {
    expect(machines(true, TomcatDistribution.apacheArchive())).toEqual([]);
    expect(machines(true, undefined, SecurityUpdates.none())).toEqual([]);
    expect(machines(false)).toEqual([]);
  });
});
