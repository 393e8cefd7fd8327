import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  ClusterValve, Connector, DockerHosts, EncryptionAlgorithm, Host, Interceptor, Membership, MultiSiteWasNode, Secret, SessionCluster,
  SessionClusterProps, SessionManager, StaticMechanism, TomcatInstance, TomcatInstanceProps, TomcatRelease, WebApplication,
} from 'cdktf-tomcat-cluster';
import { writeArchive } from '../../test/support/archive';
import { ASKING_KUBERNETES } from '../../test/support/asking-kubernetes';

/** Where the instance that is loaded runs. */
export const SUBNET = '172.31.42.0/24';
export const ADDRESS = '172.31.42.10';

/** Values for the secrets of the programs below, as they stand in XML. */
export const SECRETS = {
  ajp_secret: 'an-ajp-secret-for-tests',
  other_ajp_secret: 'another-ajp-secret-for-tests',
  password: 'a &lt;password&gt; with &quot;, &amp;, &#39; and ü',
  key_128: '00112233445566778899aabbccddeeff',
  key_192: '00112233445566778899aabbccddeeff0011223344556677',
  key_256: '00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF',
};

/** A program, and the instance of it that a Tomcat has to load. */
export interface Configuration {
  readonly name: string;
  readonly instance: (program: Program) => TomcatInstance;
}

/** What a configuration is declared in. */
export class Program {
  private hosts?: DockerHosts;

  public constructor(public readonly stack: TerraformStack, public readonly release: TomcatRelease) {}

  public secret(name: keyof typeof SECRETS): Secret {
    const existing = this.stack.node.tryFindChild(name) as TerraformVariable | undefined;
    return Secret.fromVariable(existing ?? new TerraformVariable(this.stack, name, { type: 'string', sensitive: true }));
  }

  public host(name: string, addresses?: { [service: string]: string }): Host {
    this.hosts ??= new DockerHosts(this.stack, 'hosts', { subnet: SUBNET });
    return this.hosts.add(name, { addresses });
  }

  /** The instance to load, at the address that it is loaded at. */
  public instance(props: Omit<TomcatInstanceProps, 'host' | 'release'> = {}): TomcatInstance {
    const host = this.host('was-01', { [props.instanceName ?? 'tomcat']: ADDRESS });
    return new TomcatInstance(this.stack, 'tomcat', { release: this.release, ...props, host });
  }

  public cluster(props: SessionClusterProps): SessionCluster {
    return new SessionCluster(this.stack, 'site', props);
  }

  /** The instance to load in a cluster with two others. */
  public clustered(cluster: SessionClusterProps, instance: Omit<TomcatInstanceProps, 'host' | 'release' | 'cluster'> = {}): TomcatInstance {
    const joined = this.cluster(cluster);
    const { engineName, applications = [], globalDataSources, libraries, environment } = instance;
    for (const name of ['was-02', 'was-03']) {
      new TomcatInstance(this.stack, name, {
        release: this.release, host: this.host(name), cluster: joined, engineName, globalDataSources, libraries, environment,
        applications: applications.filter(({ _context: { manager } }) => manager === undefined), // those that members have in common
      });
    }
    return this.instance({ ...instance, cluster: joined });
  }

  /** The instance to load as one of two sites of a node. */
  public node(cluster: SessionClusterProps): TomcatInstance {
    const sites = ['site', 'other'].map((id) => new SessionCluster(this.stack, id, cluster))
      .map((joined) => ({ cluster: joined, applications: [WebApplication.sessionProbe()] }));
    return new MultiSiteWasNode(this.stack, 'node', {
      host: this.host('was-01', { other: ADDRESS }), release: this.release, ajpSecret: this.secret('ajp_secret'), sites,
    }).instances[1];
  }
}

/** A WAR with nothing in it, which no test deploys. */
function emptyWar(): string {
  return writeArchive(join(mkdtempSync(join(tmpdir(), 'cdktf-tomcat-cluster-')), 'books.war'), {});
}

const PROBES = [
  WebApplication.sessionProbe(),
  WebApplication.sessionProbe({ contextPath: '/shop', readinessPath: '/session' }),
  WebApplication.sessionProbe({ contextPath: '/shop/eu' }),
  WebApplication.war(emptyWar(), { contextPath: '/books' }),
];

const everyInterceptor = (program: Program): Interceptor[] => [
  Interceptor.throughput({ intervalMessages: 100 }),
  Interceptor.messageDispatch({
    maxThreads: 1, maxSpareThreads: 1, keepAliveTimeMillis: 4000, maxQueueSizeBytes: 32 * 1024 * 1024, alwaysSend: false, useDeepClone: false,
  }),
  Interceptor.domainFilter(DOMAIN, { logIntervalMessages: 10 }),
  Interceptor.fragmentation({ maxSizeBytes: 50_000, expireMillis: 30_000 }),
  Interceptor.encrypt(program.secret('key_256'), { providerName: 'SunJCE', ...replayWindow(program) }),
  Interceptor.tcpPing({ intervalMillis: 2000, useThread: true, staticOnly: false }),
  Interceptor.tcpFailureDetector({
    connectTimeoutMillis: 2000, performSendTest: true, performReadTest: true, readTestTimeoutMillis: 1000, removeSuspectsTimeoutSeconds: 60,
  }),
];

/** The line that `program` is for has what only later releases have. */
const isLater = ({ release }: Program) => release.line !== '9.0';
const replayWindow = (program: Program) => isLater(program) ? { replayWindowTimeMillis: 9000, replayWindowMessageCount: 4096 } : {};

const DOMAIN = 'a-domain';
const everyOptionOfMulticast = {
  address: '228.1.2.3', port: 45_999, frequencyMillis: 400, dropTimeMillis: 2000, ttl: 2, soTimeoutMillis: 300, recoveryEnabled: true,
  recoveryCounter: 5, recoverySleepTimeMillis: 1000, localLoopbackDisabled: true, domain: DOMAIN,
};
const everyOptionOfStaticUnicast = {
  pingIntervalMillis: 900, expirationTimeMillis: 4000, connectTimeoutMillis: 400, rpcTimeoutMillis: 2000, useThread: true, domain: DOMAIN,
};
export const everyOptionOfManagers = (program: Program) => ({
  notifyListenersOnReplication: false,
  recordAllActions: true,
  processExpiresFrequency: 3,
  maxActiveSessions: 1000,
  sessionAttributeNameFilter: '[A-Za-z_.]+',
  sessionAttributeValueClassNameFilter: 'java\\.lang\\..*',
  warnOnSessionAttributeFilterFailure: true,
  notifyBindingListenerOnUnchangedValue: true,
  notifyAttributeListenerOnUnchangedValue: false,
  ...(isLater(program) ? { sessionActivityCheck: true, sessionLastAccessAtStart: true } : { persistAuthenticationNotes: true }),
  secureRandomClass: 'java.security.SecureRandom',
  secureRandomAlgorithm: 'DRBG',
  secureRandomProvider: 'SUN',
  sessionIdLengthBytes: 24,
});
const everyOptionOfDelta = (program: Program) => ({
  ...everyOptionOfManagers(program),
  expireSessionsOnShutdown: true,
  stateTransferTimeoutSeconds: 5,
  notifySessionListenersOnReplication: false,
  notifyContainerListenersOnReplication: false,
  sendAllSessions: false,
  sendAllSessionsSize: 100,
  sendAllSessionsWaitTimeMillis: 100,
  stateTimestampDrop: false,
  enableStatistics: false,
});
const everyOptionOfBackup = (program: Program) => ({
  ...everyOptionOfManagers(program), mapSendOptions: 6, rpcTimeoutMillis: 5000, terminateOnStartFailure: true, accessTimeoutMillis: 2000,
});
const everyOptionOfSockets = {
  rxBufSizeBytes: 30_000, txBufSizeBytes: 40_000, timeoutMillis: 2000, tcpNoDelay: false, soKeepAlive: true, ooBInline: false, soReuseAddress: true,
  soLingerOn: true, soLingerTimeSeconds: 2, soTrafficClass: 8,
};
/** What a cluster says beside membership, manager, interceptors and valves. */
const everyOptionOfTheChannel = {
  heartbeatBackgroundEnabled: true,
  notifyLifecycleListenerOnFailure: true,
  channel: { heartbeatSleeptimeMillis: 4000, optionCheck: true, jmxEnabled: true, jmxDomain: 'Channels', jmxPrefix: 'a-' },
  receiver: {
    ...everyOptionOfSockets, maxThreads: 8, minThreads: 2, maxIdleTimeMillis: 30_000, selectorTimeoutMillis: 1000, direct: false,
    useBufferPool: false,
  },
  sender: {
    ...everyOptionOfSockets, poolSize: 2, maxWaitMillis: 1000, maxRetryAttempts: 2, keepAliveCount: 1000, keepAliveTimeMillis: 60_000,
    directBuffer: true, throwOnFailedAck: false,
  },
};
const everyOptionOfTheValves = [
  ClusterValve.replication('.*\\.(png|"<&>)', { primaryIndicator: true, primaryIndicatorName: 'an.attribute', statistics: true }),
  ClusterValve.jvmRouteBinder({ enabled: true, sessionIdAttribute: 'another.attribute' }),
];
const everyOptionOfTheReceiver = { address: ADDRESS, port: 4100, autoBind: 5, maxThreads: 7 };

const everyConnector = (program: Program): Connector[] => [
  Connector.ajp({
    port: 8109, address: '0.0.0.0', maxThreads: 50, maxParameterCount: 500, secret: program.secret('other_ajp_secret'), secretRequired: true,
    keepAliveTimeoutMillis: 30_000,
  }),
  Connector.ajp({ port: 8209, address: '127.0.0.1', secretRequired: false }),
  Connector.http({ port: 8180, address: '0.0.0.0', maxThreads: 50, maxParameterCount: 500 }),
  Connector.http({ port: 8280 }),
];

/** Everything that an instance may say beside its cluster and its connectors. */
const everyOption = (program: Program) => ({
  ajpSecret: program.secret('ajp_secret'),
  instanceName: 'an-instance',
  engineName: 'AnEngine',
  jvmRoute: 'a_route',
  portIndex: 3,
  shutdownPort: 8005,
  maxHeapMegabytes: 128,
  jvmOptions: ['-XX:+UseSerialGC', '-Dtwo.words=one two', '-Dquotes="\'', '-Dreference=${HOME} $HOME `id`'],
  environment: { GREETING: 'it\'s "${HOME}" for 100 % \\ ü', LC_ALL: 'C.UTF-8' },
  accessLogPattern: '%h "%r" <%{User-Agent}i> %s & \'%D\' ${x} ü',
  users: [
    { username: 'admin', password: program.secret('password'), roles: ['manager-gui', 'a<b>'] },
    { username: 'o\'neill & "söhne"', password: program.secret('password'), roles: [] },
  ],
  applications: PROBES,
});

const INTERCEPTORS: [string, (program: Program) => Interceptor[]][] = [
  ['messageDispatch alone', () => [Interceptor.messageDispatch()]],
  ['tcpPing and tcpFailureDetector', () => [Interceptor.tcpPing(), Interceptor.messageDispatch(), Interceptor.tcpFailureDetector()]],
  ['compression, order and two phases', () => [
    Interceptor.messageDispatch(),
    Interceptor.order({ expireMillis: 2000, forwardExpired: false, maxQueueMessages: 100 }),
    Interceptor.twoPhaseCommit({ expireMillis: 2000, deepclone: false }),
    Interceptor.gzip({ compressionMinSizeBytes: 1000, statsEnabled: true, intervalMessages: 100 }),
  ]],
  ['encrypt with chained blocks', (program) => [
    Interceptor.messageDispatch(), Interceptor.encrypt(program.secret('key_128'), { algorithm: EncryptionAlgorithm.AES_CBC }),
  ]],
  ['throughput', () => [Interceptor.messageDispatch(), Interceptor.throughput()]],
  ...(['key_128', 'key_192', 'key_256'] as const).map((key): [string, (program: Program) => Interceptor[]] => [
    `encrypt with a ${key.slice(4)}-bit key`, (program) => [Interceptor.messageDispatch(), Interceptor.encrypt(program.secret(key)), Interceptor.tcpFailureDetector()],
  ]),
];

const everyOptionOfTheCloud = { connectTimeoutMillis: 500, readTimeoutMillis: 600, expirationTimeMillis: 7000 };

/** The instance to load in a cluster whose members are found by asking someone else. */
function found(program: Program, membership: Membership, environment: { [name: string]: string } = {}): TomcatInstance {
  return program.instance({
    environment,
    cluster: program.cluster({ membership }),
  });
}

/** Every kind of element and attribute that the library writes is in one of these. */
export const CONFIGURATIONS: Configuration[] = [
  { name: 'a lone instance that says nothing', instance: (program) => program.instance() },
  {
    name: 'a lone instance with every option and every connector',
    instance: (program) => program.instance({ ...everyOption(program), connectors: everyConnector(program) }),
  },
  { name: 'multicast as it is by default', instance: (program) => program.clustered({ membership: Membership.multicast() }) },
  { name: 'static unicast as it is by default', instance: (program) => program.clustered({ membership: Membership.staticUnicast() }) },
  {
    name: 'multicast with a delta manager, and every option of all',
    instance: (program) => program.clustered({
      membership: Membership.multicast(everyOptionOfMulticast),
      ...everyOptionOfTheChannel,
      manager: SessionManager.delta(everyOptionOfDelta(program)),
      clusterName: 'a-site',
      channelSendOptions: 6,
      channelStartOptions: 15,
      interceptors: everyInterceptor(program),
      valves: everyOptionOfTheValves,
    }, { ...everyOption(program), connectors: everyConnector(program), receiver: everyOptionOfTheReceiver }),
  },
  {
    name: 'static unicast with a backup manager, and every option of all',
    instance: (program) => program.clustered({
      ...everyOptionOfTheChannel,
      membership: Membership.staticUnicast(everyOptionOfStaticUnicast),
      manager: SessionManager.backup(everyOptionOfBackup(program)),
      interceptors: everyInterceptor(program),
      valves: [],
    }, { ...everyOption(program), receiver: everyOptionOfTheReceiver, uniqueId: [-128, 127, ...Array.from({ length: 14 }, (_, n) => n)] }),
  },
  {
    name: 'static unicast by an interceptor',
    instance: (program) => program.clustered({
      membership: Membership.staticUnicast({ mechanism: StaticMechanism.INTERCEPTOR, domain: DOMAIN }), interceptors: everyInterceptor(program),
    }),
  },
  { name: 'membership by DNS', instance: (program) => found(program, Membership.dns('tomcats.internal', everyOptionOfTheCloud)) },
  {
    name: 'membership by Kubernetes',
    instance: (program) => found(program, Membership.kubernetes('shop', { ...everyOptionOfTheCloud, labels: 'app=shop' }), ASKING_KUBERNETES),
  },
  { name: 'multicast with a backup manager', instance: (program) => program.clustered({ membership: Membership.multicast(), manager: SessionManager.backup() }) },
  { name: 'static unicast with a delta manager', instance: (program) => program.clustered({ membership: Membership.staticUnicast(), manager: SessionManager.delta() }) },
  { name: 'a site of a node with two', instance: (program) => program.node({ membership: Membership.multicast() }) },
  ...[2, 6, 8, 10, 14].map((channelSendOptions): Configuration => ({
    name: `send options ${channelSendOptions}`, instance: (program) => program.clustered({ membership: Membership.staticUnicast(), channelSendOptions }),
  })),
  ...INTERCEPTORS.map(([name, interceptors]): Configuration => ({
    name, instance: (program) => program.clustered({ membership: Membership.multicast(), interceptors: interceptors(program) }),
  })),
];

/** Programs of one instance, so that nothing is missing when it starts alone. Each answers HTTP from outside on port 8080. */
export const STARTED: Configuration[] = [
  {
    name: 'a lone instance',
    instance: (program) => program.instance({
      ...everyOption(program),
      applications: PROBES.slice(0, 3),
      connectors: [Connector.ajp({ address: ADDRESS }), Connector.http({ port: 8080, address: '0.0.0.0' })],
    }),
  },
  {
    name: 'multicast and a delta manager, with every interceptor',
    instance: (program) => program.instance({
      cluster: program.cluster({
        membership: Membership.multicast(everyOptionOfMulticast),
        ...everyOptionOfTheChannel,
        manager: SessionManager.delta(everyOptionOfDelta(program)),
        interceptors: everyInterceptor(program),
        valves: everyOptionOfTheValves,
      }),
      receiver: everyOptionOfTheReceiver,
      applications: PROBES.slice(0, 2),
      connectors: [Connector.http({ address: '0.0.0.0' })],
    }),
  },
  {
    name: 'static unicast and a backup manager, with every interceptor',
    instance: (program) => program.instance({
      cluster: program.cluster({
        ...everyOptionOfTheChannel,
        membership: Membership.staticUnicast(everyOptionOfStaticUnicast),
        manager: SessionManager.backup(everyOptionOfBackup(program)),
        channelSendOptions: 6,
        interceptors: everyInterceptor(program),
      }),
      applications: PROBES.slice(0, 2),
      connectors: [Connector.http({ address: '0.0.0.0' })],
    }),
  },
  {
    name: 'static unicast by an interceptor, with every other one',
    instance: (program) => program.instance({
      cluster: program.cluster({
        membership: Membership.staticUnicast({ mechanism: StaticMechanism.INTERCEPTOR, domain: DOMAIN }), interceptors: everyInterceptor(program),
      }),
      applications: PROBES.slice(0, 2),
      connectors: [Connector.http({ address: '0.0.0.0' })],
    }),
  },
];
