import { DataSource, Executor, TomcatInstanceProps } from 'cdktf-tomcat-cluster';
import { problemOf, Tier } from '../support/program';

function serverXml(props: Partial<TomcatInstanceProps>): string {
  return new Tier().tomcat('a', props).files['/srv/tomcat/a/conf/server.xml'];
}

test('behind a load balancer the client is who it says, in the log too', () => {
  const text = serverXml({ remoteIp: { internalProxies: '10\\.0\\.0\\.4', remoteIpHeader: 'X-Client', protocolHeader: 'X-Scheme' } });
  expect(text).toMatch(/<Engine .*\n.*<Valve className="org.apache.catalina.valves.RemoteIpValve" internalProxies="10\\\.0\\\.0\\\.4" remoteIpHeader="X-Client" protocolHeader="X-Scheme"\/>/);
  expect(text).toMatch(/AccessLogValve.* requestAttributesEnabled="true"/);
  expect(serverXml({})).not.toMatch(/RemoteIpValve|requestAttributesEnabled/);
});

test('the access log leaves out what is not asked for', () => {
  expect(serverXml({ accessLogConditionIf: 'important', accessLogConditionUnless: 'boring' })).toMatch(/AccessLogValve.* conditionIf="important" conditionUnless="boring"/);
});

test.each([[undefined, 'false'], [true, 'true']])('with showErrorReports %s visitors see them: %s', (showErrorReports, shown) => {
  expect(serverXml({ showErrorReports })).toContain(`showReport="${shown}" showServerInfo="false"`);
});

test('the virtual host has further names', () => {
  expect(serverXml({ hostAliases: ['a.example.com', 'b.example.com'] })).toMatch(/<Host .*\n\s*<Alias>a.example.com<\/Alias>\n\s*<Alias>b.example.com<\/Alias>\n/);
});

test('what the library has no words for is added to the engine', () => {
  const text = serverXml({ engineExtraAttributes: { backgroundProcessorDelay: '5' }, engineExtraElements: [{ name: 'Valve', attributes: { className: 'a.B' } }] });
  expect(text).toContain('jvmRoute="a" backgroundProcessorDelay="5">');
  expect(text).toMatch(/<\/Host>\n\s*<Valve className="a.B"\/>\n\s*<\/Engine>/);
});

test('a name that XML does not take is refused', () => {
  expect(problemOf(() => serverXml({ engineExtraAttributes: { 'a b': '1' } }))).toMatchObject({ code: 'XML_NAME' });
});

test.each([[undefined, 30], [0, 0], [45, 45]])('sessionTimeoutMinutes %s is %d in web.xml', (sessionTimeoutMinutes, minutes) => {
  const { files } = new Tier().tomcat('a', { sessionTimeoutMinutes });
  expect(files['/srv/tomcat/a/conf/web.xml']).toContain(`<session-timeout>${minutes}</session-timeout>`);
});

test.each([-1, 0.5])('sessionTimeoutMinutes %d is refused', (sessionTimeoutMinutes) => {
  expect(problemOf(() => serverXml({ sessionTimeoutMinutes }))).toMatchObject({
    code: 'SESSION_TIMEOUT', path: 'shop/a', got: `sessionTimeoutMinutes ${sessionTimeoutMinutes}`, fix: 'use a number such as 30',
  });
});

test.each(['10.0.0.0/8', '10.0.0.4, 10.0.0.5', '10.0.0.4,10.0.0.5'])('the proxies %s, which are no expression for an address, are refused', (internalProxies) => {
  expect(problemOf(() => serverXml({ remoteIp: { internalProxies } }))).toMatchObject({
    code: 'REGULAR_EXPRESSION', got: `the internalProxies of remoteIp "${internalProxies}"`, fix: String.raw`write 10\.0\.0\.\d{1,3} for 10.0.0.0/24, and | between several`,
  });
  expect(() => serverXml({ remoteIp: { internalProxies: String.raw`10\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1` } })).not.toThrow();
});

test.each(['internalProxies', 'trustedProxies'])('%s must compile, because Tomcat would go on without it', (option) => {
  expect(problemOf(() => serverXml({ remoteIp: { [option]: '10\\' } }))).toMatchObject({ code: 'REGULAR_EXPRESSION', got: expect.stringContaining(option) });
  expect(() => serverXml({ remoteIp: { [option]: '10\\.0\\..*' } })).not.toThrow();
});

test('numbers of a pool of threads and of a data source are those that Tomcat takes', () => {
  const password = new Tier().secret;
  const jdbc = (maxTotal: number) => DataSource.jdbc('jdbc/shop', { url: 'jdbc:h2:mem:', driverClassName: 'org.h2.Driver', username: 'shop', password, maxTotal });
  expect(problemOf(() => Executor.platform('shared', { maxThreads: 0 }))).toMatchObject({ code: 'OPTION_RANGE', got: 'maxThreads 0 of Executor.platform()' });
  expect(problemOf(() => jdbc(1.5))).toMatchObject({ code: 'OPTION_RANGE', got: 'maxTotal 1.5 of DataSource.jdbc()' });
  expect(() => [Executor.platform('shared', { maxThreads: 1 }), jdbc(-1)]).not.toThrow();
});
