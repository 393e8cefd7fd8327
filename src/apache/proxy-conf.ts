import { PROXY_AJP_SECRET } from './ajp-secret';
import { askAgain } from './ask-again';
import { Balanced } from './balancing';
import { Balancer, sessionPathParameter } from './balancer';
import { loadModule } from './load-module';
import { MemberOptions, MembersOptions } from './member-options';
import { ProxyBalancerOptions, ProxyLbMethod } from './proxy-balancer-options';
import { BalancerMember } from './route-target';
import { directive, httpdFile, HttpdDirective, section } from '../text/httpd-directive';
import { Text } from '../text/text';

/** A balancer whose Tomcats may be silent for a time of their own: mod_proxy has no other place for it. */
export interface TimedBalancer extends Balancer {
  readonly replyTimeoutMillis?: number;
}

/**
 * proxy.conf: one balancer per site, with a member per Tomcat.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass
 */
export function proxyConf({ httpd, balancers, memberOptions }: Balanced, all: TimedBalancer[], options: ProxyBalancerOptions): Text {
  const overHttp = options.protocol?._name === 'HTTP';
  const { _name: lbMethod } = options.lbMethod ?? ProxyLbMethod.BY_REQUESTS;
  const modules = [
    'proxy', `proxy_${overHttp ? 'http' : 'ajp'}`, 'slotmem_shm', 'proxy_balancer', ...lbMethodModules(lbMethod),
    ...(options.healthCheck ? ['watchdog', 'proxy_hcheck'] : []),
    ...(overHttp ? ['headers'] : []),
  ];
  const packetSize = Math.max(...balancers.flatMap(({ members }) => members.map(({ packetSizeBytes = 0 }) => packetSizeBytes)), 0);
  return httpdFile([
    ...modules.map((name) => loadModule(name, httpd.modules)),
    directive('ProxyRequests', 'Off'),
    directive('ProxyPreserveHost', 'On'),
    ...(packetSize > 0 && !overHttp ? [directive('ProxyIOBufferSize', packetSize)] : []),
    ...(overHttp ? [directive('RequestHeader', 'set', 'X-Forwarded-Proto', 'expr=%{REQUEST_SCHEME}')] : []),
    {
      ...askAgain(overHttp ? 502 : 500),
      comment: overHttp ? 'A GET whose Tomcat dies before it answers is asked for again.'
        : 'mod_proxy_ajp asks another Tomcat only where a GET has no query string. A GET whose Tomcat dies before it answers is asked for again.',
    },
    ...all.map((balancer) => balancerSection(balancer, lbMethod, options, memberOptions)),
  ]);
}

function balancerSection(balancer: TimedBalancer, lbMethod: string, options: ProxyBalancerOptions, memberOptions: MembersOptions): HttpdDirective {
  const { name, members, sessionCookie, replyTimeoutMillis = options.replyTimeoutMillis ?? 60_000 } = balancer;
  const { failOnStatus = [], maxAttempts = Math.max(2, members.length - 1) } = options;
  return section('Proxy', `balancer://${name}`,
    ...members.map((member) => memberDirective(member, replyTimeoutMillis, options, memberOptions[member.jvmRoute] ?? {})),
    directive('ProxySet',
      `lbmethod=${lbMethod}`,
      `stickysession=${sessionCookie}|${sessionPathParameter(balancer)}`,
      'scolonpathdelim=On',
      `nofailover=${onOff(options.noFailover ?? false)}`,
      `maxattempts=${maxAttempts}`,
      `failontimeout=${onOff(options.failOnTimeout ?? false)}`,
      `forcerecovery=${onOff(options.forceRecovery ?? true)}`,
      ...(failOnStatus.length > 0 ? [`failonstatus=${failOnStatus.join(',')}`] : [])));
}

function memberDirective(member: BalancerMember, replyTimeoutMillis: number, options: ProxyBalancerOptions, own: MemberOptions): HttpdDirective {
  const overHttp = options.protocol?._name === 'HTTP';
  const { intervalSeconds = 2, passes = 1, fails = 2 } = options.healthCheck ?? {};
  return directive('BalancerMember',
    Text.of(overHttp ? 'http://' : 'ajp://', member.host, ':', member.port ?? 8009),
    `route=${member.jvmRoute}`,
    ...(member.secret && !overHttp ? [Text.of('secret=', member.secret._text.constrained(PROXY_AJP_SECRET))] : []),
    `connectiontimeout=${options.connectTimeoutMillis ?? 500}ms`,
    ...(overHttp ? [] : [`ping=${options.pingTimeoutMillis ?? 1000}ms`]),
    `timeout=${replyTimeoutMillis}ms`,
    `retry=${options.retrySeconds ?? 5}`,
    // Both ends drop an idle connection at the same time, so that neither sends into one that the other has closed.
    ...(member.keepAliveSeconds === undefined ? [] : [`ttl=${member.keepAliveSeconds}`]),
    'keepalive=On',
    ...(own.lbfactor === undefined ? [] : [`loadfactor=${own.lbfactor}`]),
    ...(own.distance === undefined ? [] : [`lbset=${own.distance}`]),
    ...(own.redirect === undefined ? [] : [`redirect=${own.redirect}`]),
    ...(own.activation?._proxyStatus === undefined ? [] : [`status=${own.activation._proxyStatus}`]),
    ...(own.hotStandby ? ['status=+H'] : []),
    ...(options.healthCheck ? ['hcmethod=TCP', `hcinterval=${intervalSeconds}`, `hcpasses=${passes}`, `hcfails=${fails}`] : []));
}

function onOff(value: boolean): string {
  return value ? 'On' : 'Off';
}

/** httpd does not start without the one that it takes by default, whichever is said. */
function lbMethodModules(lbMethod: string): string[] {
  return [...new Set(['byrequests', lbMethod])].map((name) => `lbmethod_${name}`);
}
