import { AJP_SECRET } from '../ajp-secret';
import { askAgain } from '../ask-again';
import { Balanced } from '../balancing';
import { Balancer } from '../balancer';
import { FailoverTimes } from '../failover';
import { loadModule } from '../load-module';
import { STANDBY_DISTANCE } from '../member-options';
import { ProxyBalancerOptions, ProxyHealthCheck, ProxyLbMethod } from './proxy-balancer-options';
import { stickySession } from './sticky-session';
import { BalancerMember } from '../route-target';
import { CLIENT_HEADER, PORT_HEADER, PROTOCOL_HEADER } from '../../network/forwarded-headers';
import { directive, httpdFile, HttpdDirective, section } from '../../text/httpd-directive';
import { Text } from '../../text/text';

/** mod_proxy does not wait for ever. */
const DAY_S = 86_400;

/** The filter that keeps the beginning of an answer, so that a GET can be asked for again. */
export const ANSWER_FILTER = 'BUFFER';

/** The most of an answer that httpd keeps to itself, as mod_jk has it do. */
const KEPT_BYTES = 8000;

/** One of the balancers over the Tomcats of a target. mod_proxy has no other place for what they differ in. */
export interface ProxyBalancer extends Balancer {
  /** How long its Tomcats may be silent. @default - that of the front end */
  readonly replyTimeoutMillis?: number;
  /** What leads some of its requests to other balancers. @default - nothing */
  readonly leadsTo?: HttpdDirective[];
  /** Whether a connection serves more than one request. @default true */
  readonly reusesConnections?: boolean;
  /** How long a connection to one of its Tomcats may take to be made. @default - twice as long as the front end has it */
  readonly connectTimeoutMillis?: number;
  /** How long its Tomcats may take to answer a ping. @default - as the front end has it */
  readonly pingTimeoutMillis?: number;
  /** Whether a Tomcat that cannot be reached is tried a second time, over another connection, before others are. @default false */
  readonly triesTwice?: boolean;
  /** Whether a Tomcat stays in use that failed with a request. httpd itself asks then which can be reached. @default false */
  readonly forgives?: boolean;
}

/**
 * proxy.conf: one balancer per site, with a member per Tomcat.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass
 */
export function proxyConf(balanced: Balanced, all: ProxyBalancer[], options: ProxyBalancerOptions): Text {
  const { httpd, balancers, failover } = balanced;
  const overHttp = options.protocol?._name === 'HTTP';
  const { _name: lbMethod } = options.lbMethod ?? ProxyLbMethod.BY_REQUESTS;
  const modules = [
    'proxy', `proxy_${overHttp ? 'http' : 'ajp'}`, 'slotmem_shm', 'proxy_balancer', ...lbMethodModules(lbMethod),
    ...(all.some((balancer) => healthCheckOf(balancer, options)) ? ['watchdog', 'proxy_hcheck'] : []),
    ...(overHttp ? ['headers'] : []),
    ...(failover.repeatGet ? ['buffer'] : []),
    ...(all.some(({ leadsTo }) => leadsTo) ? ['rewrite'] : []),
  ];
  const packetSize = Math.max(...balancers.flatMap(({ members }) => members.map(({ packetSizeBytes = 0 }) => packetSizeBytes)), 0);
  return httpdFile([
    ...modules.map((name) => loadModule(name, httpd.modules)),
    directive('ProxyRequests', 'Off'),
    directive('ProxyPreserveHost', 'On'),
    ...(packetSize > 0 ? [directive('ProxyIOBufferSize', packetSize)] : []),
    ...(overHttp ? visitor() : []),
    ...(failover.repeatGet ? repetition(overHttp) : []),
    ...all.flatMap((balancer) => balancerSections(balancer, lbMethod, options, balanced)),
  ]);
}

/**
 * Tells Tomcats who the visitor is and how he came: to httpd itself, or to a load balancer that is believed to have ended TLS. mod_proxy appends the
 * address of the client to what the client says of itself, and a Tomcat would believe that behind a private address.
 */
function visitor(): HttpdDirective[] {
  return [
    // mod_proxy takes out what a visitor names in this header, also what is set here.
    directive('RequestHeader', 'edit*', 'Connection', '(?i)x-forwarded-[a-z]+', ''),
    directive('RequestHeader', 'unset', CLIENT_HEADER),
    directive('RequestHeader', 'set', PROTOCOL_HEADER, 'expr=%{REQUEST_SCHEME}'),
    directive('RequestHeader', 'set', PROTOCOL_HEADER, 'https', "expr=%{reqenv:HTTPS} == 'on'"),
    // As over AJP the port is the one that the visitor has asked for; where he says none, it follows from the scheme.
    directive('RequestHeader', 'unset', PORT_HEADER),
    directive('RequestHeader', 'set', PORT_HEADER, 'expr=%{SERVER_PORT}', 'expr=%{HTTP_HOST} =~ /:[0-9]+$/'),
  ];
}

/** mod_proxy gives up with 502 on an answer that breaks off. On one that does not begin mod_proxy_ajp does so with 500. */
function repetition(overHttp: boolean): HttpdDirective[] {
  return [
    {
      ...section('Proxy', '*', directive('SetOutputFilter', ANSWER_FILTER), directive('BufferSize', KEPT_BYTES)),
      comment: 'A GET whose Tomcat dies or hangs is asked for once more, unless parts of an answer are with the client.',
    },
    askAgain(overHttp ? [502] : [500, 502]),
  ];
}

/** The name of a section is the beginning of those that it is for: what not all of them have stands in one that says where the name ends. */
function balancerSections(
  balancer: ProxyBalancer, lbMethod: string, options: ProxyBalancerOptions, balanced: Balanced,
): HttpdDirective[] {
  const { name, members, leadsTo = [], triesTwice } = balancer;
  const { failOnStatus = [], maxAttempts = Math.max(2, members.length - 1) } = options;
  return [section('Proxy', `balancer://${name}`,
    ...members.flatMap((member) => usersOf(balancer).map((user) => memberDirective(member, user, balancer, options, balanced))),
    directive('ProxySet',
      `lbmethod=${lbMethod}`,
      `stickysession=${stickySession(balancer)}`,
      'scolonpathdelim=On',
      `nofailover=${onOff(options.noFailover ?? false)}`,
      `maxattempts=${triesTwice ? 2 * maxAttempts + 1 : maxAttempts}`,
      `failontimeout=${onOff(options.failOnTimeout ?? false)}`,
      `forcerecovery=${onOff(options.forceRecovery ?? true)}`,
      ...(failOnStatus.length > 0 ? [`failonstatus=${failOnStatus.join(',')}`] : []))),
  ...(leadsTo.length > 0 ? [section('ProxyMatch', `^balancer://${name}/`, ...leadsTo)] : []),
  ];
}

/** A Tomcat that is tried twice is two members. They need different names: the first one names a user, of whom AJP says nothing to the Tomcat. */
function usersOf({ triesTwice }: ProxyBalancer): string[] {
  return triesTwice ? ['first@', LAST_TRY] : [LAST_TRY];
}

const LAST_TRY = '';

function memberDirective(
  member: BalancerMember, user: string, balancer: ProxyBalancer, options: ProxyBalancerOptions, { failover, memberOptions }: Balanced,
): HttpdDirective {
  const {
    connectTimeoutMillis = 2 * failover.connectTimeoutMillis,
    pingTimeoutMillis = failover.pingTimeoutMillis,
    replyTimeoutMillis = failover.replyTimeoutMillis,
    reusesConnections = true,
    triesTwice,
  } = balancer;
  const own = memberOptions[member.jvmRoute] ?? {};
  // In a set with others, a hot standby would be asked before those of the sets behind it.
  const distance = own.hotStandby ? STANDBY_DISTANCE : own.distance;
  const overHttp = options.protocol?._name === 'HTTP';
  const healthCheck = healthCheckOf(balancer, options);
  return directive('BalancerMember',
    Text.of(overHttp ? 'http://' : 'ajp://', user, member.host, ':', member.port ?? 8009),
    `route=${member.jvmRoute}`,
    ...(member.secret && !overHttp ? [Text.of('secret=', member.secret._text.constrained(AJP_SECRET.mod_proxy))] : []),
    `connectiontimeout=${connectTimeoutMillis}ms`,
    ...(overHttp ? [] : [`ping=${pingTimeoutMillis}ms`]),
    `timeout=${seconds(replyTimeoutMillis)}`,
    `retry=${triesTwice ? Math.max(failover.recoverTimeSeconds, secondsOfTries(failover)) : failover.recoverTimeSeconds}`,
    // Both ends drop an idle connection at the same time, so that neither sends into one that the other has closed.
    ...(member.keepAliveSeconds === undefined || !reusesConnections ? [] : [`ttl=${member.keepAliveSeconds}`]),
    ...(reusesConnections ? [] : ['disablereuse=On']),
    'keepalive=On',
    ...(overHttp ? ['upgrade=websocket'] : []),
    ...(own.lbfactor === undefined ? [] : [`loadfactor=${own.lbfactor}`]),
    ...(distance === undefined ? [] : [`lbset=${distance}`]),
    ...(own.redirect === undefined || user !== LAST_TRY ? [] : [`redirect=${own.redirect}`]),
    ...(own.activation?._proxyStatus === undefined ? [] : [`status=${own.activation._proxyStatus}`]),
    ...(own.hotStandby ? ['status=+H'] : []),
    ...(balancer.forgives ? ['status=+I'] : []),
    ...(healthCheck ? healthCheckParameters(healthCheck) : []));
}

/** Until all tries of a Tomcat have failed, each a connection and two pings, none of them begins anew. */
function secondsOfTries({ connectTimeoutMillis, pingTimeoutMillis }: FailoverTimes): number {
  return 1 + Math.ceil(2 * (connectTimeoutMillis + pingTimeoutMillis) / 1000);
}

function healthCheckOf({ forgives }: ProxyBalancer, { healthCheck }: ProxyBalancerOptions): ProxyHealthCheck | undefined {
  return healthCheck ?? (forgives ? {} : undefined);
}

function healthCheckParameters({ intervalSeconds = 2, passes = 1, fails = 2 }: ProxyHealthCheck): string[] {
  return ['hcmethod=TCP', `hcinterval=${intervalSeconds}`, `hcpasses=${passes}`, `hcfails=${fails}`];
}

/** This time alone httpd takes in seconds, and reads a unit as none. */
function seconds(replyTimeoutMillis: number): number {
  return replyTimeoutMillis === 0 ? DAY_S : Math.ceil(replyTimeoutMillis / 1000);
}

function onOff(value: boolean): string {
  return value ? 'On' : 'Off';
}

/** httpd does not start without the one that it takes by default, whichever is said. */
function lbMethodModules(lbMethod: string): string[] {
  return [...new Set(['byrequests', lbMethod])].map((name) => `lbmethod_${name}`);
}
