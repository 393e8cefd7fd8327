import {
  ClusterValve, EncryptionAlgorithm, Interceptor, Membership, Secret, SessionCluster, SessionClusterProps, SessionManager, StaticMechanism,
  TomcatDistribution, TomcatRelease, WebApplication,
} from 'cdktf-tomcat-cluster';
import { Tier } from '../support/program';

/** The elements of a member's cluster: name, class and attributes. */
function elements(
  props: Partial<SessionClusterProps> | ((key: Secret) => Partial<SessionClusterProps>), members = 1,
): { cluster: SessionCluster; list: string[] } {
  const tier = new Tier();
  const cluster = tier.cluster('x', typeof props === 'function' ? props(tier.secret) : props);
  const [tomcat] = ['a', 'b', 'c'].slice(0, members).map((id) => tier.tomcat(id, { cluster, host: tier.host(`was-${id}`) }));
  const xml = /<Cluster [\s\S]*<\/Cluster>/.exec(tomcat.files['/srv/tomcat/a/conf/server.xml'])![0];
  const list = [...xml.matchAll(/<(\w+) className="[\w.]+\.(\w+)" ?([^>]*?)\/?>/g)].map(([, element, name, rest]) => `${element} ${name} ${rest}`.trim());
  return { cluster, list };
}

const socket = {
  rxBufSizeBytes: 1, txBufSizeBytes: 2, timeoutMillis: 3, tcpNoDelay: false, soKeepAlive: true, ooBInline: false, soReuseAddress: false,
  soLingerOn: true, soLingerTimeSeconds: 4, soTrafficClass: 8,
};
const SOCKET = 'rxBufSize="1" txBufSize="2" timeout="3" tcpNoDelay="false" soKeepAlive="true" ooBInline="false" soReuseAddress="false" soLingerOn="true" '
  + 'soLingerTime="4" soTrafficClass="8"';

test('every option of the cluster, its channel, its receivers and its sender is an attribute', () => {
  const { list } = elements({
    heartbeatBackgroundEnabled: true,
    notifyLifecycleListenerOnFailure: true,
    channel: { heartbeatSleeptimeMillis: 900, optionCheck: true, jmxEnabled: false, jmxDomain: 'd', jmxPrefix: 'p' },
    receiver: { ...socket, maxThreads: 9, minThreads: 8, maxIdleTimeMillis: 7, selectorTimeoutMillis: 6, direct: false, useBufferPool: false },
    sender: {
      ...socket, poolSize: 3, maxWaitMillis: 4, maxRetryAttempts: 0, keepAliveCount: 5, keepAliveTimeMillis: 6, directBuffer: true,
      throwOnFailedAck: false,
    },
  });
  expect(list).toEqual(expect.arrayContaining([
    'Cluster SimpleTcpCluster channelSendOptions="8" channelStartOptions="15" heartbeatBackgroundEnabled="true" notifyLifecycleListenerOnFailure="true"',
    'Channel GroupChannel heartbeatSleeptime="900" optionCheck="true" jmxEnabled="false" jmxDomain="d" jmxPrefix="p"',
    expect.stringMatching(new RegExp(
      `autoBind="1" maxThreads="9" minThreads="8" maxIdleTime="7" selectorTimeout="6" direct="false" useBufferPool="false" ${SOCKET}$`)),
    'Transport PooledParallelSender poolSize="3" maxWait="4" maxRetryAttempts="0" keepAliveCount="5" keepAliveTime="6" directBuffer="true" '
      + `throwOnFailedAck="false" ${SOCKET}`,
  ]));
});

const manager = {
  recordAllActions: true,
  processExpiresFrequency: 3,
  maxActiveSessions: 1000,
  sessionAttributeNameFilter: '[a-z]+',
  sessionAttributeValueClassNameFilter: 'java\\.lang\\..*',
  warnOnSessionAttributeFilterFailure: true,
  persistAuthenticationNotes: true,
  notifyBindingListenerOnUnchangedValue: true,
  notifyAttributeListenerOnUnchangedValue: false,
  sessionActivityCheck: true,
  sessionLastAccessAtStart: true,
  secureRandomClass: 'a.B',
  secureRandomAlgorithm: 'DRBG',
  secureRandomProvider: 'SUN',
  sessionIdLengthBytes: 24,
};
const MANAGER = 'recordAllActions="true" processExpiresFrequency="3" maxActiveSessions="1000" sessionAttributeNameFilter="[a-z]+" '
  + 'sessionAttributeValueClassNameFilter="java\\.lang\\..*" warnOnSessionAttributeFilterFailure="true" persistAuthenticationNotes="true" '
  + 'notifyBindingListenerOnUnchangedValue="true" notifyAttributeListenerOnUnchangedValue="false" sessionActivityCheck="true" '
  + 'sessionLastAccessAtStart="true" secureRandomClass="a.B" secureRandomAlgorithm="DRBG" secureRandomProvider="SUN"';

test('every option of a DeltaManager is an attribute', () => {
  const delta = SessionManager.delta({
    ...manager, notifySessionListenersOnReplication: false, notifyContainerListenersOnReplication: false, sendAllSessions: false,
    sendAllSessionsSize: 100, sendAllSessionsWaitTimeMillis: 50, stateTimestampDrop: false, enableStatistics: false,
  });
  expect(elements({ manager: delta }).list).toEqual(expect.arrayContaining([
    'Manager DeltaManager expireSessionsOnShutdown="false" notifyListenersOnReplication="true" stateTransferTimeout="2" '
      + 'notifySessionListenersOnReplication="false" notifyContainerListenersOnReplication="false" sendAllSessions="false" sendAllSessionsSize="100" '
      + `sendAllSessionsWaitTime="50" stateTimestampDrop="false" enableStatistics="false" ${MANAGER}`,
    'SessionIdGenerator StandardSessionIdGenerator sessionIdLength="24"',
  ]));
});

test('every option of a BackupManager is an attribute', () => {
  const backup = SessionManager.backup({ ...manager, mapSendOptions: 8, rpcTimeoutMillis: 1, terminateOnStartFailure: true, accessTimeoutMillis: 2 });
  expect(elements({ manager: backup }).list).toContain(
    `Manager BackupManager notifyListenersOnReplication="true" mapSendOptions="8" rpcTimeout="1" terminateOnStartFailure="true" accessTimeout="2" ${MANAGER}`);
});

test.each<[string, boolean | undefined, string[]]>([
  ['8.5.82', undefined, []],
  ['8.5.83', undefined, ['true']],
  ['9.0.65', undefined, []],
  ['9.0.66', undefined, ['true']],
  ['9.0.66', false, ['false']],
  ['10.1.60', undefined, []],
  ['11.0.25', undefined, []],
])('a login form is taken by another member: Tomcat %s is asked for that where it does not do it by itself; the program says %s', (version, said, written) => {
  const release = version.startsWith('8.5.') ? TomcatRelease.endOfLife(version) : TomcatRelease.of(version);
  for (const manager of [SessionManager.delta, SessionManager.backup]) {
    const tier = new Tier();
    const cluster = tier.cluster('x', { manager: manager({ persistAuthenticationNotes: said }) });
    const { files } = tier.tomcat('a', { cluster, release, distribution: TomcatDistribution.image('tomcat'), applications: [WebApplication.sessionProbe()] });
    const managers = Object.values(files).flatMap((text) => text.match(/<Manager .*>/g) ?? []);
    expect(managers).toHaveLength(2); // one for the application, one for those that a deployer brings
    for (const each of managers) expect([...each.matchAll(/persistAuthenticationNotes="(.*?)"/g)].map(([, value]) => value)).toEqual(written);
  }
});

test('every interceptor and its options are written, in the order of the list', () => {
  const { list } = elements((key) => ({
    interceptors: [
      Interceptor.throughput({ intervalMessages: 5 }),
      Interceptor.messageDispatch({
        maxThreads: 4, maxSpareThreads: 3, keepAliveTimeMillis: 2, maxQueueSizeBytes: 1, alwaysSend: false, useDeepClone: false,
      }),
      Interceptor.order({ expireMillis: 1, forwardExpired: false, maxQueueMessages: 2 }),
      Interceptor.twoPhaseCommit({ expireMillis: 1, deepclone: false }),
      Interceptor.fragmentation({ maxSizeBytes: 1, expireMillis: 2 }),
      Interceptor.gzip({ compressionMinSizeBytes: 1, statsEnabled: true, intervalMessages: 2 }),
      Interceptor.domainFilter('shop', { logIntervalMessages: 1 }),
      Interceptor.encrypt(key, { algorithm: EncryptionAlgorithm.AES_CBC, providerName: 'SunJCE', replayWindowTimeMillis: 1, replayWindowMessageCount: 2 }),
      Interceptor.tcpPing({ intervalMillis: 1, useThread: false, staticOnly: true }),
      Interceptor.tcpFailureDetector({
        connectTimeoutMillis: 1, performSendTest: false, performReadTest: true, readTestTimeoutMillis: 2, removeSuspectsTimeoutSeconds: 3,
      }),
    ],
  }));
  expect(list.filter((element) => element.startsWith('Interceptor '))).toEqual([
    'Interceptor ThroughputInterceptor interval="5"',
    'Interceptor MessageDispatchInterceptor maxThreads="4" maxSpareThreads="3" keepAliveTime="2" maxQueueSize="1" alwaysSend="false" useDeepClone="false"',
    'Interceptor OrderInterceptor expire="1" forwardExpired="false" maxQueue="2"',
    'Interceptor TwoPhaseCommitInterceptor expire="1" deepclone="false"',
    'Interceptor FragmentationInterceptor maxSize="1" expire="2"',
    'Interceptor GzipInterceptor compressionMinSize="1" statsEnabled="true" interval="2"',
    'Interceptor DomainFilterInterceptor domain="shop" logInterval="1"',
    'Interceptor EncryptInterceptor encryptionAlgorithm="AES/CBC/PKCS5Padding" encryptionKey="{{ajp_secret}}" providerName="SunJCE" '
      + 'replayWindowTime="1" replayWindowMessageCount="2"',
    'Interceptor TcpPingInterceptor interval="1" useThread="false" staticOnly="true"',
    'Interceptor TcpFailureDetector connectTimeout="1" performSendTest="false" performReadTest="true" readTestTimeout="2" removeSuspectsTimeout="3"',
  ]);
});

test('every option of a valve is an attribute', () => {
  const { list } = elements({
    valves: [
      ClusterValve.replication('', { primaryIndicator: true, primaryIndicatorName: 'primary', statistics: true }),
      ClusterValve.jvmRouteBinder({ enabled: false, sessionIdAttribute: 'old' }),
    ],
  });
  expect(list.filter((element) => element.startsWith('Valve '))).toEqual([
    'Valve ReplicationValve filter="" primaryIndicator="true" primaryIndicatorName="primary" statistics="true"',
    'Valve JvmRouteBinderValve enabled="false" sessionIdAttribute="old"',
  ]);
});

describe('membership', () => {
  const membershipOf = (membership: Membership) => elements({ membership }).list.filter((element) => /^Mem/.test(element));

  test('every option of multicast is an attribute', () => {
    expect(membershipOf(Membership.multicast({
      ttl: 3, soTimeoutMillis: 200, recoveryEnabled: false, recoveryCounter: 4, recoverySleepTimeMillis: 300, localLoopbackDisabled: true, domain: 'shop',
    }))).toEqual([expect.stringMatching(
      /ttl="3" soTimeout="200" recoveryEnabled="false" recoveryCounter="4" recoverySleepTime="300" localLoopbackDisabled="true" domain="shop"$/)]);
  });

  test('every option of static unicast is an attribute', () => {
    expect(membershipOf(Membership.staticUnicast({ connectTimeoutMillis: 1, rpcTimeoutMillis: 2, useThread: false, domain: 'shop' }))).toEqual([
      'Membership StaticMembershipService useThread="false" pingInterval="1000" expirationTime="5000" connectTimeout="1" rpcTimeout="2"',
      expect.stringMatching(/^Member StaticMember host="[\d.]+" port="4000" uniqueId="\{[-\d,]+\}" domain="shop"$/),
    ]);
  });

  test.each<[string, Membership]>([
    ['dns', Membership.dns('tomcats.internal', { connectTimeoutMillis: 1, readTimeoutMillis: 2, expirationTimeMillis: 3 })],
    ['kubernetes', Membership.kubernetes('shop', { connectTimeoutMillis: 1, readTimeoutMillis: 2, expirationTimeMillis: 3, labels: 'app=shop' })],
  ])('%s is a provider of CloudMembershipService', (provider, membership) => {
    expect(membershipOf(membership)).toEqual([
      `Membership CloudMembershipService membershipProviderClassName="${provider}" connectTimeout="1" readTimeout="2" expirationTime="3"`,
    ]);
  });

  test('the static interceptor lists the others and who this one is, as the last interceptor, without a membership service', () => {
    const { cluster, list } = elements({ membership: Membership.staticUnicast({ mechanism: StaticMechanism.INTERCEPTOR, domain: 'shop' }) }, 3);
    const [a, ...others] = cluster.members;
    const uniqueId = (route: string) => `uniqueId="{${cluster._uniqueIdOf(route).join(',')}}" domain="shop"`;
    expect(cluster.channelStartOptions).toBe(3);
    expect(list.filter((element) => /^(Mem|Local|Inter)/.test(element))).toEqual([
      'Interceptor TcpPingInterceptor useThread="true"',
      'Interceptor MessageDispatchInterceptor maxThreads="1" maxSpareThreads="1"',
      'Interceptor TcpFailureDetector',
      'Interceptor StaticMembershipInterceptor',
      `LocalMember StaticMember ${uniqueId(a.jvmRoute)}`,
      ...others.map((other) => `Member StaticMember host="${other._address}" port="4000" ${uniqueId(other.jvmRoute)}`),
    ]);
  });
});
