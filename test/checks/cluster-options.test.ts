import { TerraformVariable } from 'cdktf';
import { ClusterValve, Interceptor, Membership, SessionClusterProps, SessionManager, StaticMechanism, StaticUnicastOptions } from 'cdktf-tomcat-cluster';
import { expectComplete, expectRange, MOST, OptionRange } from '../support/option-range';
import { problemOf, Tier } from '../support/program';

jest.mock('../../src/checks/options/check-numbers', () => {
  const { checkNumbers } = jest.requireActual('../../src/checks/options/check-numbers');
  return { checkNumbers: jest.fn(checkNumbers) };
});

const cluster = (props: Partial<SessionClusterProps>) => new Tier().cluster('x', props);

const RANGES: OptionRange[] = [
  ['maxActiveSessions', 'a session manager', -1, MOST, (maxActiveSessions) => SessionManager.delta({ maxActiveSessions })],
  ['sessionIdLengthBytes', 'a session manager', 1, MOST, (sessionIdLengthBytes) => SessionManager.delta({ sessionIdLengthBytes })],
  ['processExpiresFrequency', 'a session manager', 1, MOST, (processExpiresFrequency) => SessionManager.backup({ processExpiresFrequency })],
  ['stateTransferTimeoutSeconds', 'SessionManager.delta()', -1, MOST, (stateTransferTimeoutSeconds) => SessionManager.delta({ stateTransferTimeoutSeconds })],
  ['sendAllSessionsSize', 'SessionManager.delta()', 1, MOST, (sendAllSessionsSize) => SessionManager.delta({ sendAllSessionsSize })],
  ['sendAllSessionsWaitTimeMillis', 'SessionManager.delta()', 0, MOST, (sendAllSessionsWaitTimeMillis) => SessionManager.delta({ sendAllSessionsWaitTimeMillis })],
  ['rpcTimeoutMillis', 'SessionManager.backup()', 1, MOST, (rpcTimeoutMillis) => SessionManager.backup({ rpcTimeoutMillis })],
  ['accessTimeoutMillis', 'SessionManager.backup()', 1, MOST, (accessTimeoutMillis) => SessionManager.backup({ accessTimeoutMillis })],
  ['rpcTimeoutMillis', 'ClusterValve.singleSignOn()', 1, MOST, (rpcTimeoutMillis) => ClusterValve.singleSignOn({ rpcTimeoutMillis })],
  ['accessTimeoutMillis', 'ClusterValve.singleSignOn()', 1, MOST, (accessTimeoutMillis) => ClusterValve.singleSignOn({ accessTimeoutMillis })],
  ['processDeployFrequency', 'the deployer of a cluster', 1, MOST, (processDeployFrequency) => cluster({ deployer: { processDeployFrequency } })],
  ['maxValidTimeSeconds', 'the deployer of a cluster', -1, MOST, (maxValidTimeSeconds) => cluster({ deployer: { maxValidTimeSeconds } })],
  ['frequencyMillis', 'Membership.multicast()', 1, MOST, (frequencyMillis) => Membership.multicast({ frequencyMillis })],
  ['dropTimeMillis', 'Membership.multicast()', 1, MOST, (dropTimeMillis) => Membership.multicast({ dropTimeMillis })],
  ['ttl', 'Membership.multicast()', 0, 255, (ttl) => Membership.multicast({ ttl })],
  ['soTimeoutMillis', 'Membership.multicast()', 1, MOST, (soTimeoutMillis) => Membership.multicast({ soTimeoutMillis })],
  ['recoveryCounter', 'Membership.multicast()', 1, MOST, (recoveryCounter) => Membership.multicast({ recoveryCounter })],
  ['recoverySleepTimeMillis', 'Membership.multicast()', 1, MOST, (recoverySleepTimeMillis) => Membership.multicast({ recoverySleepTimeMillis })],
  ['pingIntervalMillis', 'Membership.staticUnicast()', 1, MOST, (pingIntervalMillis) => Membership.staticUnicast({ pingIntervalMillis })],
  ['expirationTimeMillis', 'Membership.staticUnicast()', 1, MOST, (expirationTimeMillis) => Membership.staticUnicast({ expirationTimeMillis })],
  ['connectTimeoutMillis', 'Membership.staticUnicast()', 1, MOST, (connectTimeoutMillis) => Membership.staticUnicast({ connectTimeoutMillis })],
  ['rpcTimeoutMillis', 'Membership.staticUnicast()', 1, MOST, (rpcTimeoutMillis) => Membership.staticUnicast({ rpcTimeoutMillis })],
  ['connectTimeoutMillis', 'Membership.dns()', 1, MOST, (connectTimeoutMillis) => Membership.dns('x', { connectTimeoutMillis })],
  ['readTimeoutMillis', 'Membership.dns()', 1, MOST, (readTimeoutMillis) => Membership.dns('x', { readTimeoutMillis })],
  ['expirationTimeMillis', 'Membership.dns()', 1, MOST, (expirationTimeMillis) => Membership.dns('x', { expirationTimeMillis })],
  ['connectTimeoutMillis', 'Membership.kubernetes()', 1, MOST, (connectTimeoutMillis) => Membership.kubernetes('x', { connectTimeoutMillis })],
  ['readTimeoutMillis', 'Membership.kubernetes()', 1, MOST, (readTimeoutMillis) => Membership.kubernetes('x', { readTimeoutMillis })],
  ['expirationTimeMillis', 'Membership.kubernetes()', 1, MOST, (expirationTimeMillis) => Membership.kubernetes('x', { expirationTimeMillis })],
  ['maxThreads', 'Interceptor.messageDispatch()', 1, MOST, (maxThreads) => Interceptor.messageDispatch({ maxThreads })],
  ['maxSpareThreads', 'Interceptor.messageDispatch()', 0, 4, (maxSpareThreads) => Interceptor.messageDispatch({ maxThreads: 4, maxSpareThreads })],
  ['keepAliveTimeMillis', 'Interceptor.messageDispatch()', 0, MOST, (keepAliveTimeMillis) => Interceptor.messageDispatch({ keepAliveTimeMillis })],
  ['maxQueueSizeBytes', 'Interceptor.messageDispatch()', 1, MOST, (maxQueueSizeBytes) => Interceptor.messageDispatch({ maxQueueSizeBytes })],
  ['connectTimeoutMillis', 'Interceptor.tcpFailureDetector()', 1, MOST, (connectTimeoutMillis) => Interceptor.tcpFailureDetector({ connectTimeoutMillis })],
  ['readTestTimeoutMillis', 'Interceptor.tcpFailureDetector()', 1, MOST, (readTestTimeoutMillis) => Interceptor.tcpFailureDetector({ readTestTimeoutMillis })],
  ['removeSuspectsTimeoutSeconds', 'Interceptor.tcpFailureDetector()', 1, MOST, (removeSuspectsTimeoutSeconds) => Interceptor.tcpFailureDetector({ removeSuspectsTimeoutSeconds })],
  ['intervalMillis', 'Interceptor.tcpPing()', 1, MOST, (intervalMillis) => Interceptor.tcpPing({ intervalMillis })],
  ['intervalMessages', 'Interceptor.throughput()', 1, MOST, (intervalMessages) => Interceptor.throughput({ intervalMessages })],
  ['replayWindowTimeMillis', 'Interceptor.encrypt()', 1, MOST, (replayWindowTimeMillis) => Interceptor.encrypt(new Tier().secret, { replayWindowTimeMillis })],
  ['replayWindowMessageCount', 'Interceptor.encrypt()', 1, MOST, (replayWindowMessageCount) => Interceptor.encrypt(new Tier().secret, { replayWindowMessageCount })],
  ['maxSizeBytes', 'Interceptor.fragmentation()', 1, MOST, (maxSizeBytes) => Interceptor.fragmentation({ maxSizeBytes })],
  ['expireMillis', 'Interceptor.fragmentation()', 1, MOST, (expireMillis) => Interceptor.fragmentation({ expireMillis })],
  ['compressionMinSizeBytes', 'Interceptor.gzip()', 0, MOST, (compressionMinSizeBytes) => Interceptor.gzip({ compressionMinSizeBytes })],
  ['intervalMessages', 'Interceptor.gzip()', 0, MOST, (intervalMessages) => Interceptor.gzip({ intervalMessages })],
  ['logIntervalMessages', 'Interceptor.domainFilter()', 1, MOST, (logIntervalMessages) => Interceptor.domainFilter('shop', { logIntervalMessages })],
  ['expireMillis', 'Interceptor.order()', 1, MOST, (expireMillis) => Interceptor.order({ expireMillis })],
  ['maxQueueMessages', 'Interceptor.order()', 1, MOST, (maxQueueMessages) => Interceptor.order({ maxQueueMessages })],
  ['expireMillis', 'Interceptor.twoPhaseCommit()', 1, MOST, (expireMillis) => Interceptor.twoPhaseCommit({ expireMillis })],
  ['heartbeatSleeptimeMillis', 'the channel', 1, MOST, (heartbeatSleeptimeMillis) => cluster({ channel: { heartbeatSleeptimeMillis } })],
  ['maxThreads', 'the receiver', 1, MOST, (maxThreads) => cluster({ receiver: { maxThreads } })],
  ['minThreads', 'the receiver', 1, 4, (minThreads) => cluster({ receiver: { maxThreads: 4, minThreads } })],
  ['maxIdleTimeMillis', 'the receiver', 1, MOST, (maxIdleTimeMillis) => cluster({ receiver: { maxIdleTimeMillis } })],
  ['selectorTimeoutMillis', 'the receiver', 1, MOST, (selectorTimeoutMillis) => cluster({ receiver: { selectorTimeoutMillis } })],
  ['poolSize', 'the sender', 1, MOST, (poolSize) => cluster({ sender: { poolSize } })],
  ['maxWaitMillis', 'the sender', 0, MOST, (maxWaitMillis) => cluster({ sender: { maxWaitMillis } })],
  ['maxRetryAttempts', 'the sender', 0, MOST, (maxRetryAttempts) => cluster({ sender: { maxRetryAttempts } })],
  ['keepAliveCount', 'the sender', -1, MOST, (keepAliveCount) => cluster({ sender: { keepAliveCount } })],
  ['keepAliveTimeMillis', 'the sender', -1, MOST, (keepAliveTimeMillis) => cluster({ sender: { keepAliveTimeMillis } })],
  ...(['receiver', 'sender'] as const).flatMap((end): OptionRange[] => [
    ['rxBufSizeBytes', `the ${end}`, 1, MOST, (rxBufSizeBytes) => cluster({ [end]: { rxBufSizeBytes } })],
    ['txBufSizeBytes', `the ${end}`, 1, MOST, (txBufSizeBytes) => cluster({ [end]: { txBufSizeBytes } })],
    ['timeoutMillis', `the ${end}`, 1, MOST, (timeoutMillis) => cluster({ [end]: { timeoutMillis } })],
    ['soLingerTimeSeconds', `the ${end}`, 0, 65_535, (soLingerTimeSeconds) => cluster({ [end]: { soLingerTimeSeconds } })],
    ['soTrafficClass', `the ${end}`, 0, 255, (soTrafficClass) => cluster({ [end]: { soTrafficClass } })],
  ]),
];

describe('OPTION_RANGE', () => {
  test.each(RANGES)('%s of %s beyond what Tomcat takes, from %d to %d, is refused', expectRange);

  test('no other number of these is compared', () => expectComplete(RANGES));

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
