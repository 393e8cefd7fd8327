import { ClusterSingleSignOnOptions, ClusterValve, FarmDeployerOptions, SessionClusterProps } from 'cdktf-tomcat-cluster';
import { expectErrors, expectProblems } from '../support/expect-problem';
import { MachineHost } from '../support/machine-host';
import { problemOf, problemsOf, Tier } from '../support/program';

const VALVES = [ClusterValve.replication(), ClusterValve.jvmRouteBinder()];

function member(props: Partial<SessionClusterProps>, tier = new Tier()) {
  return tier.tomcat('a', { cluster: tier.cluster('x', props), host: new MachineHost(tier.stack, 'was-01', '10.0.0.1') });
}

/** The lines of server.xml, without their indentation. */
function linesOf(props: Partial<SessionClusterProps>): string[] {
  return member(props).files['/srv/tomcat/a/conf/server.xml'].split('\n').map((line) => line.trim());
}

/** What the Cluster element stands in. */
function placeOf(props: Partial<SessionClusterProps>): string | undefined {
  const lines = linesOf(props);
  const cluster = lines.findIndex((line) => line.startsWith('<Cluster '));
  expect(lines.filter((line) => line.startsWith('<Cluster '))).toHaveLength(1);
  return lines.slice(0, cluster).reverse().find((line) => /^<(Engine|Host) /.test(line))?.split(' ')[0];
}

test('sessions alone are those of the Engine', () => {
  expect(placeOf({})).toBe('<Engine');
  expect(placeOf({ valves: VALVES })).toBe('<Engine');
});

describe('single sign-on over members', () => {
  const options: ClusterSingleSignOnOptions = {
    requireReauthentication: true, cookieDomain: 'example.com', mapSendOptions: 8, rpcTimeoutMillis: 5000, terminateOnStartFailure: true, accessTimeoutMillis: 2000,
  };

  test('has the cluster stand in the Host', () => {
    expect(placeOf({ valves: [...VALVES, ClusterValve.singleSignOn()] })).toBe('<Host');
    expect(linesOf({ valves: [...VALVES, ClusterValve.singleSignOn(options)] })).toContain('<Valve className="org.apache.catalina.ha.authenticator.ClusterSingleSignOn" '
      + 'requireReauthentication="true" cookieDomain="example.com" mapSendOptions="8" terminateOnStartFailure="true" rpcTimeout="5000" accessTimeout="2000"/>');
  });

  test('sends its changes in a way that Tomcat has', () => {
    const sending = (mapSendOptions: number) => problemsOf(member({ valves: [...VALVES, ClusterValve.singleSignOn({ mapSendOptions })] }));
    expectErrors(sending(64), { code: 'CHANNEL_SEND_OPTIONS', path: 'shop/x', got: 'mapSendOptions 64', why: '', fix: 'use 6' });
    expect(sending(8)).toEqual([]);
  });

  test('waits for no other member where messages must stay in order', () => {
    const said = (props: Partial<SessionClusterProps>) => linesOf({ ...props, valves: [...VALVES, ClusterValve.singleSignOn()] }).find((line) => line.includes('ClusterSingleSignOn'));
    expect(said({})).toBe('<Valve className="org.apache.catalina.ha.authenticator.ClusterSingleSignOn" mapSendOptions="8"/>');
    expect(said({ channelSendOptions: 6 })).toBe('<Valve className="org.apache.catalina.ha.authenticator.ClusterSingleSignOn"/>');
    const waiting = [...VALVES, ClusterValve.singleSignOn({ mapSendOptions: 6 })];
    const problems = (props: Partial<SessionClusterProps>) => problemsOf(member({ ...props, valves: waiting }));
    expectProblems(problems({}), 'warning', {
      code: 'ACKNOWLEDGED_IN_ORDER', path: 'shop/x', got: 'mapSendOptions 6 of ClusterSingleSignOn, and asynchronous changes of sessions',
      why: 'members that wait for each other there stand still for 3 seconds', fix: 'leave mapSendOptions out',
    });
    expect(problems({ channelSendOptions: 6 })).toEqual([]);
  });

  test('is not there beside that of one Tomcat', () => {
    const tier = new Tier();
    const joined = (valves?: ClusterValve[]) => tier.tomcat(`t${valves?.length}`, { cluster: tier.cluster(`x${valves?.length}`, { valves }), singleSignOn: {} });
    expect(problemOf(() => joined([...VALVES, ClusterValve.singleSignOn()]))).toMatchObject({
      code: 'SINGLE_SIGN_ON_TWICE', got: 'singleSignOn for a member of x3, which has ClusterValve.singleSignOn()', fix: 'leave singleSignOn out',
    });
    expect(() => joined()).not.toThrow();
  });
});

describe('a deployer', () => {
  test('has the cluster stand in the Host, and deploys to the appBase, which stays', () => {
    const instance = member({ deployer: { watchDir: '/srv/farm/watched', processDeployFrequency: 3, maxValidTimeSeconds: 60 } });
    expect(placeOf({ deployer: {} })).toBe('<Host');
    expect(instance.files['/srv/tomcat/a/conf/server.xml']).toContain('<Deployer className="org.apache.catalina.ha.deploy.FarmWarDeployer" deployDir="webapps" '
      + 'tempDir="temp" watchDir="/srv/farm/watched" watchEnabled="true" processDeployFrequency="3" maxValidTime="60"/>');
    expect(instance._service.stateDirectories()).toEqual(['/srv/tomcat/a/webapps', '/srv/farm/watched']);
    expect(instance._service.scratchDirectories).toEqual(['/srv/tomcat/a/logs', '/srv/tomcat/a/temp', '/srv/tomcat/a/work']);
  });

  test('that watches nothing takes what others send', () => {
    expect(linesOf({ deployer: {} })).toContain('<Deployer className="org.apache.catalina.ha.deploy.FarmWarDeployer" deployDir="webapps" tempDir="temp" watchEnabled="false"/>');
  });

  test.each<[FarmDeployerOptions, string]>([
    [{ processDeployFrequency: 0 }, 'OPTION_RANGE'], [{ maxValidTimeSeconds: -2 }, 'OPTION_RANGE'], [{ watchDir: 'watched' }, 'STATE_DIRECTORY'],
  ])('%j is refused', (deployer, code) => {
    expect(problemOf(() => member({ deployer })).code).toBe(code);
  });

  test('in a container is refused, whose applications would be gone after a restart', () => {
    const tier = new Tier();
    tier.tomcat('a', { cluster: tier.cluster('x', { deployer: {} }) });
    expectErrors(tier.problems, { code: 'STATE_NOT_KEPT', path: 'shop/a', got: '/srv/tomcat/a/webapps of a container', why: 'gone when it stops', fix: 'run it on a machine' });
  });
});
