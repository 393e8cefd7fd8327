import { problemOf, Tier } from '../support/program';

const withOptions = (...jvmOptions: string[]) => new Tier().tomcat('a', { jvmOptions });

describe('JVM_OPTION', () => {
  test.each([
    '', ' ', ' -Xss512k', '-XX:+UseG1GC -Xmx4g', '-XX:+UseG1GC ', '-Xss512k\n', '-Xss512k -Xmx4g', '-Xlog:gc -Xmx4g', '-javaagent:/opt/agent.jar --enable-preview',
    '--add-opens java.base/java.lang=ALL-UNNAMED', '-Da=b -Xmx4g', '-Da=b\t--enable-preview', '-XX:MaxMetaspaceSize=256m -XX:+UseZGC',
  ])('"%s" is refused', (option) => {
    expect(problemOf(() => withOptions('-Dfirst=1', option))).toMatchObject({
      code: 'JVM_OPTION', path: 'shop/a', got: `"${option}" among the jvmOptions`, why: expect.stringContaining('one word of the command line'), fix: expect.stringContaining('write each option by itself'),
    });
  });

  test.each([
    ['-XX:+UseZGC'], ['--add-opens', 'java.base/java.lang=ALL-UNNAMED'], ['--add-opens=java.base/java.lang=ALL-UNNAMED'], ['-Dgreeting=hello world'], ['-Dgreeting=hello - world'],
    ['-Dempty='], ['-Xlog:gc*:file=/srv/my logs/gc.log:time'], ['-javaagent:/opt/my agent.jar=a'], ['-XX:OnError=gcore -o /srv/core %p'], ['-XX:HeapDumpPath=/srv/my dumps'],
  ])('%s are accepted', (...options) => {
    expect(() => withOptions(...options)).not.toThrow();
  });
});

describe('HEAP_OPTION', () => {
  test.each(['-Xmx4g', '-Xms4g', '-mx4g', '-ms4g', '-XX:InitialRAMPercentage=50', '-XX:MaxHeapSize=4g', '-XX:MinHeapSize=4g'])('%s is refused', (option) => {
    expect(problemOf(() => withOptions('-XX:+UseZGC', option))).toMatchObject({
      code: 'HEAP_OPTION', path: 'shop/a', got: `${option} among the jvmOptions`, fix: 'use maxHeapMegabytes and minHeapMegabytes',
    });
  });

  test.each(['-Xmn64m', '-Xss512k', '-XX:MaxMetaspaceSize=256m', '-Doption=-Xmx4g'])('%s, which is not the size of the heap, is accepted', (option) => {
    expect(() => withOptions(option)).not.toThrow();
  });
});
