import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ClusterValve, Connector, DataSource, EncryptionAlgorithm, Executor, Interceptor, Membership, SameSite, SessionManager, StaticMechanism,
  TlsCertificate, TomcatInstance, TomcatLibrary, WebApplication,
} from 'cdktf-tomcat-cluster';
import fc from 'fast-check';
import { ADDRESS, Program } from './tomcat-configurations';
import { ASKING_KUBERNETES } from '../../test/support/asking-kubernetes';
import { driverJar } from '../../test/support/driver-jar';

/** A program as data, so that a failure can be printed and made smaller. */
export type Spec = typeof legalSpec extends fc.Arbitrary<infer S> ? S : never;

/** Where the values of a program come from: either what the library promises to take, or anything of the right type. */
interface Source {
  readonly whole: (min: number, max: number) => fc.Arbitrary<number>;
  readonly text: fc.Arbitrary<string>;
  readonly pattern: fc.Arbitrary<string>;
  readonly pathPattern: fc.Arbitrary<string>;
  readonly name: fc.Arbitrary<string>;
  readonly contextPaths: fc.Arbitrary<string[]>;
  readonly interceptors: (kinds: string[]) => fc.Arbitrary<string[]>;
  readonly sendOptions: fc.Arbitrary<number>;
}

const HOSTILE = [
  '"', "'", '<', '>', '&', ']]>', '<!--', '--', '${java.home}', '${', '$', '}', '%{x}', '\\',
  '#', ';', ' ', '\t', 'ü', '漢', '😀', 'a', 'Z', '0', '|', '`', '{{', '}}',
];
const hostile = fc.array(fc.constantFrom(...HOSTILE), { maxLength: 6 }).map((parts) => parts.join(''));
const INTERCEPTORS = ['throughput', 'messageDispatch', 'gzip', 'fragmentation', 'encrypt', 'tcpPing', 'tcpFailureDetector'];
const PATHS = ['/', '/shop', '/shop/eu', '/a-b', '/a/b', '/x.y_z~1'];

const LEGAL: Source = {
  whole: (min, max) => fc.integer({ min, max }),
  text: hostile.map((text) => text.replace(/\$\{/g, '$ {')), // Tomcat itself replaces ${…}
  pattern: fc.constantFrom('.*', '.*\\.(?:gif|png)', '[a-z&"<]+', '(a|b)\\d{2}', 'x', '[^ü]*'),
  pathPattern: fc.constantFrom('.*', '/static/.*', '.*\\.(?:gif|png)', '.*[&"<]+'),
  name: fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/),
  contextPaths: fc.shuffledSubarray(PATHS),
  interceptors: (kinds) => fc.subarray(kinds).map((chosen) => kinds.filter((kind) => kind === 'messageDispatch' || chosen.includes(kind))),
  sendOptions: fc.constantFrom(2, 6, 8, 10, 14),
};

/** Mostly what is legal, so that much of a program is there when one part of it is not. */
const mostly = <T>(legal: fc.Arbitrary<T>, ...others: fc.Arbitrary<T>[]) => fc.oneof(
  { weight: 12, arbitrary: legal }, ...others.map((arbitrary) => ({ weight: 1, arbitrary })),
);

const ANY: Source = {
  whole: (min, max) => mostly(LEGAL.whole(min, max), fc.constantFrom(-2, -1, 0, 1, 65_535, 65_536, 2 ** 31, 1.5, NaN)),
  text: mostly(LEGAL.text, hostile, fc.string({ maxLength: 5 }), fc.constantFrom(
    '', '\u0000', '\u0001', '\n', '\ud800', '\uffff', '${catalina.base}', '${unknown:-x}',
  )),
  pattern: mostly(LEGAL.pattern, hostile, fc.constantFrom('(', '[', 'a{', '*', '\\j', '(?<n>x)', 'a;b', '\\p{L}', '(?i)x', '')),
  pathPattern: mostly(LEGAL.pathPattern, hostile, fc.constantFrom('.*;x', '(', 'x', '')),
  name: mostly(LEGAL.name, hostile, fc.constantFrom('', '.', '..', 'a/b', 'A b')),
  contextPaths: mostly(LEGAL.contextPaths, fc.array(fc.oneof(
    fc.constantFrom(...PATHS, '', 'shop', '/shop/', '//', '/..', '/a b', '/#'), hostile,
  ), { maxLength: 3 })),
  interceptors: (kinds) => mostly(LEGAL.interceptors(kinds), fc.array(fc.constantFrom(...kinds), { maxLength: 5 })),
  sendOptions: mostly(LEGAL.sendOptions, fc.integer({ min: -1, max: 70 })),
};

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

function specs(source: Source) {
  const { whole, text, pattern, pathPattern, name, sendOptions } = source;
  const millis = optional(whole(1, 100_000));
  const flag = optional(fc.boolean());
  const connector = fc.record({
    kind: fc.constantFrom('http', 'ajp', 'https'),
    maxThreads: optional(whole(1, 500)), minSpareThreads: optional(whole(1, 20)), executor: fc.boolean(),
    acceptCount: optional(whole(1, 500)), maxConnections: optional(whole(1, 9000)), maxParameterCount: optional(whole(1, 5000)),
    maxPostSize: optional(whole(0, 10 ** 7)),
    seconds: optional(whole(1, 600)), proxyName: optional(name), proxyPort: optional(whole(1, 65_535)), packet: optional(whole(8, 64)), http2: flag,
    compression: flag, server: optional(text), pattern: optional(pattern), extra: optional(text),
  });
  const application = fc.record({
    cookie: optional(fc.boolean()), httpOnly: flag, sameSite: flag, parameters: fc.dictionary(fc.constantFrom('a', 'site', 'ü', '<"&>'), text),
    environment: optional(text), dataSource: fc.boolean(), extra: optional(text),
  });
  const cluster = fc.record({
    membership: fc.constantFrom('multicast', 'static', 'interceptor', 'dns', 'kubernetes'), sendOptions,
    frequency: optional(whole(100, 1000)), drop: optional(whole(3000, 9000)), ttl: optional(whole(1, 255)), timeout: millis, domain: optional(name),
    manager: fc.constantFrom('delta', 'backup'), filter: optional(pattern), transfer: optional(whole(0, 60)),
    maxActive: optional(whole(1, 10_000)), idBytes: optional(whole(8, 64)),
    interceptors: source.interceptors(INTERCEPTORS), cbc: fc.boolean(), number: whole(1, 50_000),
    valveFilter: optional(pathPattern), receiverThreads: optional(whole(1, 50)),
    poolSize: optional(whole(1, 50)), retries: optional(whole(0, 9)), tcpNoDelay: flag, heartbeat: flag,
  });
  return fc.record({
    engineName: optional(fc.constantFrom('Catalina', 'AnEngine')), jvmRoute: optional(name), portIndex: whole(0, 50), 
    shutdownPort: optional(fc.constantFrom(-1, 8005)),
    connectors: fc.array(connector, { maxLength: 3 }), accessLogPattern: optional(text), condition: optional(text),
    alias: optional(name), timeoutMinutes: optional(whole(0, 600)),
    remoteIp: optional(fc.record({ proxies: pattern, header: fc.constantFrom('X-Forwarded-For', 'X-Real-IP') })),
    users: fc.uniqueArray(fc.record({ username: text, roles: fc.array(text, { maxLength: 2 }) }), {
      maxLength: 2, selector: ({ username }) => username,
    }),
    contextPaths: source.contextPaths, application, globalDataSource: fc.boolean(), engineExtra: optional(text), greeting: optional(text),
    cluster: optional(cluster),
  });
}

/** What stands for the driver of a database that nobody asks. */
const H2 = TomcatLibrary.jar(driverJar(mkdtempSync(join(tmpdir(), 'cdktf-tomcat-cluster-')), 'org.h2.Driver'));

/** Programs of which the library promises that they run. */
export const legalSpec = specs(LEGAL);
/** Programs that are made of anything: refused by synth, or as good as the others. */
export const anySpec = specs(ANY) as typeof legalSpec;

/** The program that a spec stands for. */
export function declared(spec: Spec, program: Program): TomcatInstance {
  const executor = Executor.platform('shared', { maxThreads: 40 });
  const dataSource = DataSource.jdbc('jdbc/shop', {
    url: 'jdbc:h2:mem:"<&>', driverClassName: 'org.h2.Driver', username: 'shop', password: program.secret('password'),
  });
  const props = {
    engineName: spec.cluster ? undefined : spec.engineName, // members have one name
    jvmRoute: spec.jvmRoute,
    portIndex: spec.portIndex,
    shutdownPort: spec.shutdownPort,
    ajpSecret: program.secret('ajp_secret'),
    connectors: spec.connectors.map((connector, index) => connectorOf(connector, 18_600 + index, program, executor)),
    accessLogPattern: spec.accessLogPattern,
    accessLogConditionIf: spec.condition,
    hostAliases: spec.alias === undefined ? undefined : [spec.alias],
    sessionTimeoutMinutes: spec.timeoutMinutes,
    remoteIp: spec.remoteIp && { internalProxies: spec.remoteIp.proxies, remoteIpHeader: spec.remoteIp.header },
    users: spec.users.map(({ username, roles }) => ({ username, roles, password: program.secret('password') })),
    globalDataSources: spec.globalDataSource ? [dataSource] : undefined,
    libraries: [H2],
    engineExtraAttributes: spec.engineExtra === undefined ? undefined : { startStopThreads: '1' },
    environment: { ...(spec.cluster?.membership === 'kubernetes' ? ASKING_KUBERNETES : {}), ...(spec.greeting === undefined ? {} : { GREETING: spec.greeting }) },
    applications: spec.contextPaths.map((contextPath) => WebApplication.sessionProbe({
      contextPath,
      sessionCookieName: spec.application.cookie ? 'SHOP' : undefined,
      useHttpOnly: spec.application.httpOnly,
      sameSiteCookies: spec.application.sameSite ? SameSite.LAX : undefined,
      parameters: spec.application.parameters,
      environmentEntries: spec.application.environment === undefined ? undefined : [{ name: 'entry', value: spec.application.environment }],
      dataSources: spec.application.dataSource ? [dataSource] : undefined,
      extraAttributes: spec.application.extra === undefined ? undefined : { displayName: spec.application.extra },
    })),
  };
  if (!spec.cluster) return program.instance(props);
  return program.clustered(clusterOf(spec.cluster, program), {
    ...props, receiver: { address: ADDRESS, port: 4000, maxThreads: spec.cluster.receiverThreads },
  });
}

function connectorOf(spec: Spec['connectors'][number], port: number, program: Program, executor: Executor): Connector {
  const common = {
    port, address: '0.0.0.0', acceptCount: spec.acceptCount, maxConnections: spec.maxConnections, maxParameterCount: spec.maxParameterCount,
    maxPostSizeBytes: spec.maxPostSize, proxyName: spec.proxyName, proxyPort: spec.proxyPort,
    ...(spec.executor ? { executor } : { maxThreads: spec.maxThreads, minSpareThreads: spec.minSpareThreads }),
    extraAttributes: spec.extra === undefined ? undefined : { xpoweredBy: 'false' },
  };
  const keepAliveTimeoutMillis = spec.seconds === undefined ? undefined : spec.seconds * 1000;
  if (spec.kind === 'ajp') {
    return Connector.ajp({
      ...common, keepAliveTimeoutMillis, packetSizeBytes: spec.packet === undefined ? undefined : spec.packet * 1024,
      allowedRequestAttributesPattern: spec.pattern,
    });
  }
  const http = { ...common, keepAliveTimeoutMillis, compression: spec.compression, server: spec.server };
  if (spec.kind === 'http') return Connector.http(http);
  return Connector.https({ ...http, http2: spec.http2, certificate: TlsCertificate.keystore('/etc/ssl/shop.p12', program.secret('password')) });
}

function clusterOf(spec: NonNullable<Spec['cluster']>, program: Program) {
  const sessions = { maxActiveSessions: spec.maxActive, sessionAttributeNameFilter: spec.filter, sessionIdLengthBytes: spec.idBytes };
  return {
    membership: membershipOf(spec),
    channelSendOptions: spec.sendOptions,
    manager: spec.manager === 'delta'
      ? SessionManager.delta({ ...sessions, stateTransferTimeoutSeconds: spec.transfer })
      : SessionManager.backup({ ...sessions, rpcTimeoutMillis: spec.timeout }),
    interceptors: interceptorsOf(spec, program),
    valves: [ClusterValve.replication(spec.valveFilter), ClusterValve.jvmRouteBinder()],
    sender: { poolSize: spec.poolSize, maxRetryAttempts: spec.retries, tcpNoDelay: spec.tcpNoDelay },
    heartbeatBackgroundEnabled: spec.heartbeat,
  };
}

function membershipOf({ membership, frequency, drop, ttl, timeout, domain }: NonNullable<Spec['cluster']>): Membership {
  switch (membership) {
    case 'multicast': return Membership.multicast({ frequencyMillis: frequency, dropTimeMillis: drop, ttl, domain });
    case 'static': return Membership.staticUnicast({ pingIntervalMillis: frequency, expirationTimeMillis: drop, rpcTimeoutMillis: timeout, domain });
    case 'interceptor': return Membership.staticUnicast({ mechanism: StaticMechanism.INTERCEPTOR, domain });
    case 'dns': return Membership.dns('tomcats.internal', { connectTimeoutMillis: timeout });
    default: return Membership.kubernetes('shop', { readTimeoutMillis: timeout });
  }
}

function interceptorsOf({ interceptors, cbc, number, membership }: NonNullable<Spec['cluster']>, program: Program): Interceptor[] {
  const watched = membership === 'interceptor' ? ['tcpPing', 'tcpFailureDetector'] : [];
  const missing = interceptors.includes('messageDispatch') ? watched.filter((kind) => !interceptors.includes(kind)) : []; // of a legal chain
  return ordered([...interceptors, ...missing], missing.length > 0).map((kind) => {
    switch (kind) {
      case 'throughput': return Interceptor.throughput({ intervalMessages: number });
      case 'messageDispatch': return Interceptor.messageDispatch({ keepAliveTimeMillis: number });
      case 'gzip': return Interceptor.gzip({ compressionMinSizeBytes: number });
      case 'fragmentation': return Interceptor.fragmentation({ maxSizeBytes: number });
      case 'encrypt': return Interceptor.encrypt(program.secret('key_256'), { algorithm: cbc ? EncryptionAlgorithm.AES_CBC : undefined });
      case 'tcpPing': return Interceptor.tcpPing({ intervalMillis: number });
      default: return Interceptor.tcpFailureDetector({ connectTimeoutMillis: number });
    }
  });
}

function ordered(kinds: string[], anew: boolean): string[] {
  return anew ? [...kinds].sort((a, b) => INTERCEPTORS.indexOf(a) - INTERCEPTORS.indexOf(b)) : kinds;
}
