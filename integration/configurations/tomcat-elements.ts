import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ClusterValve, Connector, ContextManager, ContextOptions, DataSource, Executor, ExtraElement, Host, Membership, SameSite, SessionStore,
  TlsCertificate, TlsProtocol, TomcatDistribution, TomcatLibrary, WebApplication,
} from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';
import { ADDRESS, Configuration, everyOptionOfManagers, Program } from './tomcat-configurations';
import { driverJar } from '../../test/support/driver-jar';
import { MachineHost } from '../../test/support/machine-host';

/** A keystore that the test makes in the container, with the password `SECRETS.ajp_secret`. */
export const KEYSTORE = '/etc/ssl/shop.p12';
/** Where the archive of Tomcat has its manager. */
export const MANAGER = '/opt/tomcat/webapps/manager';

const shared = Executor.platform('shared', { maxThreads: 40, minSpareThreads: 2, maxIdleTimeMillis: 30_000, maxQueueSize: 100, namePrefix: 'shop-' });

/** Every option that connectors have in common. */
const common = {
  maxConnections: 500,
  acceptCount: 50,
  maxParameterCount: 500,
  maxPostSizeBytes: 65_536,
  uriEncoding: 'UTF-8',
  proxyName: 'shop.example.com',
  proxyPort: 443,
  redirectPort: 443,
  scheme: 'https',
  secure: true,
  extraAttributes: { xpoweredBy: 'false', asyncTimeout: '20000' },
};

const http = {
  ...common,
  connectionTimeoutMillis: 20_000,
  keepAliveTimeoutMillis: 15_000,
  maxKeepAliveRequests: 200,
  compression: true,
  compressionMinSizeBytes: 1024,
  compressibleMimeType: ['text/html', 'application/json'],
  maxHttpHeaderSizeBytes: 16_384,
  relaxedPathChars: '[]|"<>^`{}\\',
  relaxedQueryChars: '[]|',
  server: 'shop',
};

const connectors = (program: Program): Connector[] => [
  Connector.http({ ...http, port: 8080, address: '0.0.0.0', executor: shared }),
  Connector.http({
    port: 8081, maxThreads: 20, minSpareThreads: 2,
    extraElements: [{ name: 'UpgradeProtocol', attributes: { className: 'org.apache.coyote.http2.Http2Protocol', readTimeout: '6000' } }],
  }),
  Connector.ajp({
    ...common, address: '127.0.0.1', executor: shared, packetSizeBytes: 65_536, tomcatAuthentication: false, allowedRequestAttributesPattern: 'AJP_.*|SSL<&>',
    secret: program.secret('other_ajp_secret'),
  }),
  Connector.https({
    ...http, address: '127.0.0.1', maxThreads: 20, minSpareThreads: 2,
    certificate: TlsCertificate.keystore(KEYSTORE, program.secret('ajp_secret'), { type: 'PKCS12', keyAlias: 'shop' }),
    protocols: [TlsProtocol.V1_3, TlsProtocol.V1_2],
    ciphers: 'ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256',
    honorCipherOrder: true,
    http2: true,
  }),
];

/** What stands for the driver of a database that nobody asks. */
const DRIVER = TomcatLibrary.jar(driverJar(mkdtempSync(join(tmpdir(), 'cdktf-tomcat-cluster-')), 'org.postgresql.Driver'));

const dataSource = (program: Program, name: string) => DataSource.jdbc(name, {
  url: 'jdbc:postgresql://db.example.com/shop?ssl=true&user="x"',
  driverClassName: 'org.postgresql.Driver',
  username: 'shop',
  password: program.secret('password'),
  maxTotal: 20,
  maxIdle: 10,
  minIdle: 0,
  maxWaitMillis: 5000,
  initialSize: 0,
  validationQuery: 'SELECT 1',
  validationQueryTimeoutSeconds: 3,
  testOnBorrow: false,
  maxConnLifetimeMillis: 1_800_000,
  timeBetweenEvictionRunsMillis: 30_000,
  removeAbandonedOnBorrow: true,
  removeAbandonedTimeoutSeconds: 60,
  extraAttributes: { logAbandoned: 'true' },
});

const ldap = (program: Program): ExtraElement => ({
  name: 'Realm',
  attributes: { className: 'org.apache.catalina.realm.LockOutRealm' },
  children: [{
    name: 'Realm',
    attributes: { className: 'org.apache.catalina.realm.JNDIRealm', connectionURL: 'ldaps://ldap.example.com', connectionName: 'cn=shop' },
    secretAttributes: { connectionPassword: program.secret('password') },
  }],
});

const context = (program: Program): ContextOptions => ({
  sessionCookieName: 'SHOP_SESSION',
  sessionCookiePath: '/shop',
  useHttpOnly: true,
  sameSiteCookies: SameSite.STRICT,
  parameters: { greeting: 'a "<&>" ü', site: 'another' },
  environmentEntries: [{ name: 'mail/sender', value: 'shop@example.com' }, { name: 'mail/limit', value: '5', type: 'java.lang.Integer' }],
  dataSources: [dataSource(program, 'jdbc/own')],
  resourceLinks: [{ name: 'jdbc/shop', global: 'jdbc/global' }],
  extraAttributes: { crossContext: 'false', sessionCookieDomain: 'shop.example.com' },
  extraElements: [
    { name: 'Resources', attributes: { cachingAllowed: 'true' } },
    { name: 'JarScanner', children: [{ name: 'JarScanFilter', attributes: { defaultTldScan: 'true' } }] },
  ],
});

/** Every option of the managers that replicate nothing, except where a container has no disk for them. */
const managers = (program: Program) => ({
  memory: ContextManager.standard({ ...everyOptionOfManagers(program), persistAuthentication: true }),
  rows: ContextManager.persistent(SessionStore.dataSource('jdbc/global', {
    sessionTable: 'sessions', sessionAppCol: 'a', sessionIdCol: 'b', sessionDataCol: 'c', sessionValidCol: 'd', sessionMaxInactiveCol: 'e',
    sessionLastAccessedCol: 'f',
  }), {
    ...everyOptionOfManagers(program), persistAuthentication: true, maxIdleBackupSeconds: 60, minIdleSwapSeconds: 120, maxIdleSwapSeconds: 600,
    saveOnRestart: true,
  }),
});

const hostOptions = {
  autoDeploy: true, unpackWars: false, deployIgnore: '\\..*', deployXml: false, copyXml: true, undeployOldVersions: true, startStopThreads: 2,
  failCtxIfServletStartFails: true, errorReportValveClass: 'org.apache.catalina.valves.ErrorReportValve',
};

/** A program whose hosts are machines, on which may stay what a Tomcat writes. */
class MachineProgram extends Program {
  private readonly machines = new Construct(this.stack, 'machines');
  private others = 10;

  public host(name: string, addresses?: { [service: string]: string }): Host {
    return new MachineHost(this.machines, name, addresses ? ADDRESS : `172.31.42.${++this.others}`);
  }
}

/** What works in the cluster of a Host only. */
const clusterOfHost = {
  membership: Membership.staticUnicast(),
  valves: [
    ClusterValve.replication(),
    ClusterValve.jvmRouteBinder(),
    ClusterValve.singleSignOn({
      requireReauthentication: true, cookieDomain: 'example.com', mapSendOptions: 8, rpcTimeoutMillis: 5000, terminateOnStartFailure: true, accessTimeoutMillis: 2000,
    }),
  ],
  deployer: { watchDir: '/srv/farm/watched', processDeployFrequency: 3, maxValidTimeSeconds: 60 },
};

const everything = (program: Program) => ({
  ajpSecret: program.secret('ajp_secret'),
  connectors: connectors(program),
  accessLogConditionIf: 'important',
  accessLogConditionUnless: 'boring',
  showErrorReports: true,
  remoteIp: {
    internalProxies: '10\\.0\\.0\\.\\d+', trustedProxies: '192\\.0\\.2\\.\\d+', remoteIpHeader: 'X-Forwarded-For', protocolHeader: 'X-Forwarded-Proto',
    hostHeader: 'X-Forwarded-Host', portHeader: 'X-Forwarded-Port',
  },
  hostAliases: ['shop.example.com', '*.shop.example.com'],
  sessionTimeoutMinutes: 45,
  hostOptions,
  singleSignOn: { requireReauthentication: true, cookieDomain: 'example.com', cookieName: 'SHOP_SSO' },
  minHeapMegabytes: 32,
  jmx: { username: 'ops', password: program.secret('other_ajp_secret') },
  globalDataSources: [dataSource(program, 'jdbc/global')],
  libraries: [DRIVER],
  users: [{ username: 'admin', password: program.secret('password'), roles: ['manager-gui'] }],
  engineExtraAttributes: { backgroundProcessorDelay: '5' },
  applications: [
    WebApplication.sessionProbe(),
    WebApplication.sessionProbe({ contextPath: '/shop', ...context(program) }),
    ...Object.entries(managers(program)).map(([name, manager]) => WebApplication.sessionProbe({ contextPath: `/${name}`, manager })),
    WebApplication.manager(MANAGER, { allowedFrom: ['192.0.2.0/24'] }),
    WebApplication.manager(MANAGER, { contextPath: '/open/manager', allowedFrom: ['192.0.2.0/24', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] }),
  ],
});

/** Tomcat 9.0 and 10.1 read this, and then refuse to go on without Java 21. */
export const VIRTUAL_THREADS: Configuration = {
  name: 'virtual threads',
  instance: (program) => program.instance({
    distribution: TomcatDistribution.image('tomcat:jdk21'),
    connectors: [Connector.http({ executor: Executor.virtualThreads('virtual', { namePrefix: 'v-' }) })],
  }),
};

/** Every other element and attribute of `src/tomcat` is in one of these. */
export const LOADED: Configuration[] = [
  {
    name: 'certificates in PEM, and a realm that the library has no words for',
    instance: (program) => program.instance({
      connectors: [
        Connector.https({
          certificate: TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/shop.key', {
            certificateChainFile: '/etc/ssl/chain.crt', certificateKeyPassword: program.secret('password'),
          }),
        }),
      ],
      engineExtraElements: [ldap(program)],
    }),
  },
  { name: 'every element of a Tomcat', instance: (program) => program.instance(everything(program)) },
  {
    name: 'every element of the cluster of a Host',
    instance: ({ stack, release }) => new MachineProgram(stack, release).clustered(clusterOfHost, {
      heapDumpDirectory: '/srv/dumps/heap',
      applications: [WebApplication.sessionProbe({ manager: ContextManager.persistent(SessionStore.file({ directory: '/srv/kept/sessions' })) })],
    }),
  },
  {
    name: 'every element of a member of a cluster',
    instance: (program) => program.clustered({ membership: Membership.staticUnicast() }, everything(program)),
  },
];

/** Starts alone, and answers HTTP from outside on port 8080. */
export const STARTED: Configuration = { name: 'every element of a Tomcat', instance: (program) => program.instance(everything(program)) };
