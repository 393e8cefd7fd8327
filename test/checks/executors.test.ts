import { Connector, Executor, TomcatDistribution, TomcatInstanceProps, TomcatRelease } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { Tier } from '../support/program';

function problemsWith(executors: Executor[], props: Partial<TomcatInstanceProps> = {}) {
  const tier = new Tier();
  tier.tomcat('a', { connectors: executors.map((executor, index) => Connector.http({ port: 8080 + index, executor })), ...props });
  return tier.problems;
}

describe('EXECUTOR_NAME', () => {
  test('one that is shared, and one of another name, are accepted', () => {
    const shared = Executor.platform('shared');
    expect(problemsWith([shared, shared, Executor.platform('other')])).toEqual([]);
  });
});

describe('VIRTUAL_THREADS', () => {
  const virtual = [Executor.virtualThreads('virtual')];
  const on21 = TomcatDistribution.image('tomcat:10.1-jdk21');

  test.each([['9.0.75', '9.0.76'], ['10.1.9', '10.1.10']])('Tomcat %s, which lacks them, is refused', (version, since) => {
    expectErrors(problemsWith(virtual, { release: TomcatRelease.of(version), distribution: on21 }), {
      code: 'VIRTUAL_THREADS', path: 'shop/a', got: `virtual threads in Tomcat ${version}`, why: `since ${since}`, fix: `TomcatRelease.of('${since}')`,
    });
  });

  test.each<[string, TomcatDistribution | undefined]>([
    ["the library's own Java", undefined],
    ["an archive's Java", TomcatDistribution.apacheArchive()],
    ["an image's Java", TomcatDistribution.image('tomcat:10.1-jdk17-temurin')],
  ])('%s, which is 17, is refused', (_, distribution) => {
    expectErrors(problemsWith(virtual, { distribution }), {
      code: 'VIRTUAL_THREADS', path: 'shop/a', got: 'virtual threads on Java 17', why: 'since 21', fix: 'openjdk-21-jre-headless',
    });
  });

  test.each<[string, TomcatRelease, TomcatDistribution]>([
    ['9.0.76 on 21', TomcatRelease.of('9.0.76'), on21],
    ['10.1.10 on 21', TomcatRelease.of('10.1.10'), on21],
    ['11.0 on 25', TomcatRelease.V11_0, TomcatDistribution.apacheArchive({ baseImage: 'debian:13-slim', javaPackage: 'openjdk-25-jre-headless' })],
    ['an image that does not say its Java', TomcatRelease.V10_1, TomcatDistribution.image('registry.example.com/tomcat')],

  ])('%s is accepted', (_, release, distribution) => {
    expect(problemsWith(virtual, { release, distribution })).toEqual([]);
  });

  test('platform threads are accepted everywhere', () => {
    expect(problemsWith([Executor.platform('shared')], { release: TomcatRelease.of('9.0.75'), distribution: on21 })).toEqual([]);
  });
});
