import { TerraformVariable } from 'cdktf';
import { ClusterValve, Interceptor, Membership, SessionClusterProps, SessionManager, StaticMechanism, StaticUnicastOptions } from 'cdktf-tomcat-cluster';
import { problemOf, Tier } from '../support/program';

const cluster = (props: Partial<SessionClusterProps>) => new Tier().cluster('x', props);
const MOST = 2_147_483_647;

describe('OPTION_RANGE', () => {
  test.each<[string, (value: number) => unknown, string, number, number]>([
    ['sendAllSessionsSize', (value) => SessionManager.delta({ sendAllSessionsSize: value }), 'SessionManager.delta()', 1, MOST],
    ['stateTransferTimeoutSeconds', (value) => SessionManager.delta({ stateTransferTimeoutSeconds: value }), 'SessionManager.delta()', -1, MOST],
    ['processExpiresFrequency', (value) => SessionManager.backup({ processExpiresFrequency: value }), 'a session manager', 1, MOST],
    ['maxActiveSessions', (value) => SessionManager.delta({ maxActiveSessions: value }), 'a session manager', -1, MOST],
    ['rpcTimeoutMillis', (value) => SessionManager.backup({ rpcTimeoutMillis: value }), 'SessionManager.backup()', 1, MOST],
    ['ttl', (value) => Membership.multicast({ ttl: value }), 'Membership.multicast()', 0, 255],
    ['pingIntervalMillis', (value) => Membership.staticUnicast({ pingIntervalMillis: value }), 'Membership.staticUnicast()', 1, MOST],
    ['readTimeoutMillis', (value) => Membership.dns('x', { readTimeoutMillis: value }), 'Membership.dns()', 1, MOST],
    ['readTimeoutMillis', (value) => Membership.kubernetes('x', { readTimeoutMillis: value }), 'Membership.kubernetes()', 1, MOST],
    ['maxThreads', (value) => Interceptor.messageDispatch({ maxThreads: value }), 'Interceptor.messageDispatch()', 1, MOST],
    ['maxSpareThreads', (value) => Interceptor.messageDispatch({ maxThreads: 4, maxSpareThreads: value }), 'Interceptor.messageDispatch()', 0, 4],
    ['connectTimeoutMillis', (value) => Interceptor.tcpFailureDetector({ connectTimeoutMillis: value }), 'Interceptor.tcpFailureDetector()', 1, MOST],
    ['intervalMillis', (value) => Interceptor.tcpPing({ intervalMillis: value }), 'Interceptor.tcpPing()', 1, MOST],
    ['maxSizeBytes', (value) => Interceptor.fragmentation({ maxSizeBytes: value }), 'Interceptor.fragmentation()', 1, MOST],
    ['compressionMinSizeBytes', (value) => Interceptor.gzip({ compressionMinSizeBytes: value }), 'Interceptor.gzip()', 0, MOST],
    ['poolSize', (value) => cluster({ sender: { poolSize: value } }), 'the sender', 1, MOST],
    ['soTrafficClass', (value) => cluster({ sender: { soTrafficClass: value } }), 'the sender', 0, 255],
    ['maxRetryAttempts', (value) => cluster({ sender: { maxRetryAttempts: value } }), 'the sender', 0, MOST],
    ['minThreads', (value) => cluster({ receiver: { maxThreads: 4, minThreads: value } }), 'the receiver', 1, 4],
    ['rxBufSizeBytes', (value) => cluster({ receiver: { rxBufSizeBytes: value } }), 'the receiver', 1, MOST],
    ['heartbeatSleeptimeMillis', (value) => cluster({ channel: { heartbeatSleeptimeMillis: value } }), 'the channel', 1, MOST],
  ])('%s beyond what Tomcat takes is refused', (option, program, what, least, most) => {
    [least - 1, most + 1, least + 0.5, NaN].forEach((value) => expect(problemOf(() => program(value))).toMatchObject({
      code: 'OPTION_RANGE',
      got: `${option} ${value} of ${what}`,
      why: `it is a whole number from ${least} to ${most}`,
      fix: 'choose one in this range, or leave it out',
    }));
    [least, most].forEach((value) => expect(() => program(value)).not.toThrow());
  });

  test('a number that only Terraform knows is left alone', () => {
    const sendAllSessionsSize = new TerraformVariable(new Tier().stack, 'size', { type: 'number' }).numberValue;
    expect(() => SessionManager.delta({ sendAllSessionsSize })).not.toThrow();
  });
});

describe('REGULAR_EXPRESSION', () => {
  test.each([['.*\\.(gif', 'unclosed group at 4'], ['.*\\j', 'unknown escape \\j at 2'], ['*.gif', 'dangling * at 0']])('the filter %s is refused', (filter, why) => {
    expect(problemOf(() => ClusterValve.replication(filter))).toMatchObject({
      code: 'REGULAR_EXPRESSION',
      got: `the filter of ClusterValve.replication() "${filter}"`,
      why: `Java does not compile it: ${why}`,
      fix: 'write a regular expression of Java, such as .*\\.(?:gif|png)',
    });
  });

  test.each(['.*\\.(gif)', '.*\\.\\w', '.*gif', ''])('the filter %s is accepted', (filter) => {
    expect(() => ClusterValve.replication(filter)).not.toThrow();
  });
});

describe('PATH_PATTERN', () => {
  test.each([
    ['.*\\.gif;.*\\.js;', 'a semicolon separates nothing', 'write .*\\.gif|.*\\.js'],
    ['\\.js$', 'a whole path must match, and none that begins with a slash matches \\.js$', 'write .*\\.js$ for paths that end so'],
    ['.*\\.gif|^js', 'none that begins with a slash matches ^js', 'write .*js for paths that end so'],
  ])('the filter %s is refused', (filter, why, fix) => {
    expect(problemOf(() => ClusterValve.replication(filter))).toMatchObject({
      code: 'PATH_PATTERN', got: `the filter of ClusterValve.replication() "${filter}"`, why: expect.stringContaining(why), fix: expect.stringContaining(fix),
    });
  });

  test.each(['.*\\.gif|.*\\.js', '.*\\.js$', '/static/.*', '.*\\;x'])('the filter %s is accepted', (filter) => {
    expect(() => ClusterValve.replication(filter)).not.toThrow();
  });
});

describe('STATIC_UNICAST_OPTION', () => {
  const mechanism = StaticMechanism.INTERCEPTOR;

  test.each<StaticUnicastOptions>([
    { pingIntervalMillis: 900 }, { expirationTimeMillis: 1 }, { connectTimeoutMillis: 1 }, { rpcTimeoutMillis: 1 }, { useThread: false },
  ])(
    '%j with the interceptor is refused', (options) => {
      expect(problemOf(() => Membership.staticUnicast({ ...options, mechanism }))).toMatchObject({
        code: 'STATIC_UNICAST_OPTION',
        got: `${Object.keys(options)[0]} with StaticMechanism.INTERCEPTOR`,
        why: expect.stringContaining('only lists the members'),
        fix: expect.stringContaining('use the options of Interceptor.tcpPing()'),
      });
      expect(() => Membership.staticUnicast({ ...options, mechanism: StaticMechanism.SERVICE })).not.toThrow();
    });

  test('a domain with the interceptor is accepted', () => {
    expect(() => Membership.staticUnicast({ domain: 'shop', mechanism })).not.toThrow();
  });
});
