import { SingleSignOnOptions, TomcatDistribution, TomcatInstanceProps, TomcatRelease, WebApplication } from 'cdktf-tomcat-cluster';
import { problemOf, Tier } from '../support/program';

function hostOf(props: Partial<TomcatInstanceProps>): string[] {
  const text = new Tier().tomcat('a', { applications: [WebApplication.sessionProbe()], ...props }).files['/srv/tomcat/a/conf/server.xml'];
  return text.slice(text.indexOf('<Host '), text.indexOf('</Host>')).split('\n').map((line) => line.trim()).filter(Boolean);
}

const ERRORS = '<Valve className="org.apache.catalina.valves.ErrorReportValve" showReport="false" showServerInfo="false"/>';

test('the virtual host says what it is told', () => {
  const [host, , errors] = hostOf({
    hostOptions: {
      autoDeploy: true, unpackWars: false, deployIgnore: '\\..*', deployXml: false, copyXml: true, undeployOldVersions: true, startStopThreads: 0,
      failCtxIfServletStartFails: true,
    },
  });
  expect(host).toBe('<Host name="localhost" appBase="webapps" unpackWARs="false" autoDeploy="true" deployXML="false" copyXML="true" deployIgnore="\\..*" '
    + 'undeployOldVersions="true" startStopThreads="0" failCtxIfServletStartFails="true">');
  expect(errors).toBe(ERRORS);
});

test('without an application Tomcat does not want to make a directory for descriptors, which it could not', () => {
  expect(hostOf({ applications: [] })[0]).toBe('<Host name="localhost" appBase="webapps" createDirs="false" unpackWARs="true" autoDeploy="false">');
  expect(hostOf({})[0]).toBe('<Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="false">');
});

test('a class of its own reports errors', () => {
  const lines = hostOf({ hostOptions: { errorReportValveClass: 'org.apache.catalina.valves.JsonErrorReportValve' } });
  expect(lines[0]).toContain('errorReportValveClass="org.apache.catalina.valves.JsonErrorReportValve"');
  expect(lines).not.toContain(ERRORS);
});

test.each(['*.bak', '(', 'a{'])('the names %s, which Java does not compile, are refused', (deployIgnore) => {
  expect(problemOf(() => hostOf({ hostOptions: { deployIgnore } }))).toMatchObject({
    code: 'REGULAR_EXPRESSION', got: `the deployIgnore of hostOptions "${deployIgnore}"`, fix: expect.stringContaining('a regular expression of Java'),
  });
  expect(() => hostOf({ hostOptions: { deployIgnore: '.*\\.bak' } })).not.toThrow();
});

test.each([1.5, NaN, 2 ** 31])('startStopThreads %s is refused', (startStopThreads) => {
  expect(problemOf(() => hostOf({ hostOptions: { startStopThreads } }))).toMatchObject({
    code: 'OPTION_RANGE', path: 'shop/a', got: `startStopThreads ${startStopThreads} of hostOptions`,
  });
});

test.each([-1, 0, 4])('startStopThreads %d is accepted', (startStopThreads) => {
  expect(hostOf({ hostOptions: { startStopThreads } })[0]).toContain(`startStopThreads="${startStopThreads}"`);
});

describe('single sign-on', () => {
  const options: SingleSignOnOptions = { requireReauthentication: true, cookieDomain: 'example.com', cookieName: 'SSO' };

  test('is there when it is asked for', () => {
    expect(hostOf({ singleSignOn: options })).toContain('<Valve className="org.apache.catalina.authenticator.SingleSignOn" requireReauthentication="true" '
      + 'cookieDomain="example.com" cookieName="SSO"/>');
    expect(hostOf({}).join()).not.toContain('SingleSignOn');
  });

  test.each([['9.0.46', ['the cookieName of single sign-on with Tomcat 9.0.46']], ['9.0.47', []]])('with a cookie of its own in Tomcat %s: %j', (version, got) => {
    const tier = new Tier();
    tier.tomcat('a', {
      ajpSecret: undefined, release: TomcatRelease.of(version), distribution: TomcatDistribution.image('tomcat'), singleSignOn: options,
    });
    expect(tier.problems.map((problem) => problem.got)).toEqual(got);
  });
});
