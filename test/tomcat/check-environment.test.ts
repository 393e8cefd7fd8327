import { problemOf, Tier } from '../support/program';
import { readBySh } from '../support/readers';

const withVariables = (environment: { [name: string]: string }) => new Tier().tomcat('a', { environment });

test.each(['CATALINA_OPTS', 'CATALINA_BASE', 'CATALINA_HOME', 'CATALINA_TMPDIR', 'CATALINA_LOGGING_CONFIG', 'LOGGING_MANAGER'])(
  'the variable %s, which is the library\'s, is refused', (name) => {
    expect(problemOf(() => withVariables({ TZ: 'UTC', [name]: '-Dx=1' }))).toMatchObject({
      code: 'ENVIRONMENT_NAME', path: 'shop/a', got: `the variable ${name}`, why: expect.stringContaining('catalina.sh'), fix: expect.stringContaining('use jvmOptions'),
    });
  });

test.each([
  ['JAVA_OPTS', '-Xmx4g', '-Xmx4g'], ['JAVA_OPTS', '-Dx=1 -Xms4g', '-Xms4g'], ['JAVA_OPTS', '-Dx=1\n"-XX:MaxRAMPercentage=75"', '-XX:MaxRAMPercentage=75'],
  ['JAVA_TOOL_OPTIONS', '-Xmx4g', '-Xmx4g'], ['JDK_JAVA_OPTIONS', '-Xms4g', '-Xms4g'], ['_JAVA_OPTIONS', "'-Xmx4g'", '-Xmx4g'],
])('a heap in the variable %s is refused: %s', (name, value, option) => {
  expect(problemOf(() => withVariables({ [name]: value }))).toMatchObject({
    code: 'HEAP_OPTION', path: 'shop/a', got: `${option} in the variable ${name}`, fix: 'use maxHeapMegabytes and minHeapMegabytes',
  });
});

test('text is UTF-8, unless the program says another locale', () => {
  const { _service: { environment }, files } = withVariables({ LANG: 'ko_KR.UTF-8' });
  expect(environment.LANG).toBe('C.UTF-8');
  expect(readBySh(files['/srv/tomcat/a/bin/setenv.sh'], ['LANG'])).toEqual(['ko_KR.UTF-8']);
});

test('other variables are set, and nothing of the library is lost', () => {
  const environment = { JAVA_HOME: '/opt/jdk', JAVA_OPTS: '-Dx=1 -Dheap=-Xmx4g', UMASK: '0022', CATALINA: 'x', TEXT: '-Xmx4g' };
  const setenv = withVariables(environment).files['/srv/tomcat/a/bin/setenv.sh'];
  expect(readBySh(setenv, [...Object.keys(environment), 'CATALINA_OPTS'])).toEqual([...Object.values(environment), '-Xmx512m -XX:+ExitOnOutOfMemoryError']);
});
