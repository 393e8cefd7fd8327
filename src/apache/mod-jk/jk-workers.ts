import { AJP_SECRET } from '../ajp-secret';
import { Balancer, healthBalancer, membersOf, MEMBERS_WORKER, sessionPathParameter, STATUS_WORKER } from '../balancer';
import { Balanced } from '../balancing';
import { JkMethod, JkWorkerOptions } from './jk-worker-options';
import { MemberOptions, MembersOptions, STANDBY_DISTANCE } from '../member-options';
import { BalancerMember } from '../route-target';
import { SESSION_COOKIE, SESSION_PATH_PARAMETER } from '../../network/session-cookie';
import { jkProperties } from '../../text/jk-properties';
import { Text } from '../../text/text';

/** What all workers share. No Tomcat can be called so: a name has no dot. */
const TEMPLATE = 'worker.template.tomcat';

/** After how much more time a visitor tries a Tomcat that the watch has not brought back. */
const UNWATCHED_RECOVER_SECONDS = 30;

/**
 * How often a connection is tried before a Tomcat counts as gone; the pings of all last as long together as two of those of mod_proxy. What a Tomcat
 * answers with a status that counts as a failure is asked of it as often.
 */
function triesOf({ failOnStatus = [] }: JkWorkerOptions): number {
  return failOnStatus.length > 0 ? 2 : 3;
}

/**
 * workers.properties: one balancer per site, one worker per Tomcat.
 *
 * @see https://tomcat.apache.org/connectors-doc/reference/workers.html
 */
export function workersProperties(balanced: Balanced, options: JkWorkerOptions): Text {
  const { balancers, failover, memberOptions } = balanced;
  const [ping, tries] = [failover.pingTimeoutMillis, triesOf(options)];
  const template: [string, string | number][] = [
    ['type', 'ajp13'],
    ['socket_connect_timeout', failover.connectTimeoutMillis],
    ['socket_keepalive', 'true'],
    // At connect and before each request. Pings of idle connections (I) would hold all requests up while a Tomcat hangs, each for its time-out.
    ['ping_mode', 'CP'],
    ['ping_timeout', ping],
    ['connect_timeout', Math.ceil(2 * ping / tries)],
    ['prepost_timeout', failover.reusePingTimeoutMillis],
    ['reply_timeout', failover.replyTimeoutMillis],
    // Packets that are lost while a connection is made do not take a Tomcat out.
    ['retries', tries],
    ['retry_interval', 10],
    ['recovery_options', options.recoveryOptions ?? 3],
    // Before a request, mod_jk pings the idle connections of its process one after the other, until one answers: those to a dead Tomcat are few so.
    ['connection_pool_timeout', options.connectionPoolTimeoutSeconds ?? 1],
    ['connection_pool_minsize', options.connectionPoolMinsize ?? 0],
    ...said('connection_pool_size', options.connectionPoolSize),
    // Over HTTP/2 there are more requests than connections: one waits for another to end.
    ['connection_acquire_timeout', options.connectionAcquireTimeoutMillis ?? 5000],
    ...said('busy_limit', options.busyLimit),
    ...said('fail_on_status', options.failOnStatus?.join(',')),
  ];
  const health = healthBalancer(balancers);
  const mounted = health ? [...balancers, health] : balancers;
  return jkProperties([
    ['worker.list', [...mounted.map(({ name }) => name), STATUS_WORKER, MEMBERS_WORKER].join(',')],
    ['worker.maintain', 1],
    ...template.map(([key, value]): [string, string | number] => [`${TEMPLATE}.${key}`, value]),
    ...membersOf(balancers).flatMap((member) => worker(member, memberOptions[member.jvmRoute] ?? {})),
    ...mounted.flatMap((each) => balancer(each, balanced, options)),
    [`worker.${STATUS_WORKER}.type`, 'status'],
    [`worker.${STATUS_WORKER}.read_only`, 'true'],
    [`worker.${MEMBERS_WORKER}.type`, 'status'],
  ]);
}

function worker(member: BalancerMember, options: MemberOptions): [string, string | number | Text][] {
  const prefix = `worker.${member.jvmRoute}`;
  return [
    [`${prefix}.reference`, TEMPLATE],
    [`${prefix}.host`, member.host],
    [`${prefix}.port`, member.port ?? 8009],
    ...said(`${prefix}.max_packet_size`, member.packetSizeBytes),
    ...said(`${prefix}.lbfactor`, options.lbfactor),
    ...said(`${prefix}.activation`, options.activation?._jk),
    ...said(`${prefix}.distance`, options.hotStandby ? STANDBY_DISTANCE : options.distance),
    ...said(`${prefix}.redirect`, options.redirect),
    ...said(`${prefix}.domain`, options.domain),
    ...(member.secret ? [[`${prefix}.secret`, member.secret._text.constrained(AJP_SECRET.mod_jk)] as [string, Text]] : []),
  ];
}

function balancer(of: Balancer, { failover, memberOptions }: Balanced, options: JkWorkerOptions): [string, string | number][] {
  const { name, members, sessionCookie } = of;
  const prefix = `worker.${name}`;
  return [
    [`${prefix}.type`, 'lb'],
    [`${prefix}.balance_workers`, members.map(({ jvmRoute }) => jvmRoute).join(',')],
    [`${prefix}.method`, (options.method ?? usualMethod(members, memberOptions))._name],
    ...said(`${prefix}.lock`, options.pessimisticLock ? 'P' : undefined),
    [`${prefix}.sticky_session`, 'true'],
    [`${prefix}.sticky_session_force`, `${options.stickySessionForce ?? false}`],
    ...said(`${prefix}.session_cookie`, unless(SESSION_COOKIE, sessionCookie)),
    ...said(`${prefix}.session_path`, unless(`;${SESSION_PATH_PARAMETER}`, `;${sessionPathParameter(of)}`)),
    // Two rounds over the members: where one has just died and the other just come back, the first round meets only the dead one.
    [`${prefix}.retries`, options.retries ?? 2],
    [`${prefix}.error_escalation_time`, options.errorEscalationTimeSeconds ?? 0],
    [`${prefix}.max_reply_timeouts`, options.maxReplyTimeouts ?? 1000],
    // Until then the watch has looked, and has let no visitor try what does not answer.
    [`${prefix}.recover_time`, UNWATCHED_RECOVER_SECONDS + failover.recoverTimeSeconds],
  ];
}

/** With `worker.maintain` of a second mod_jk forgets within a few what it has counted, and weights with it, but for this method. */
function usualMethod(members: BalancerMember[], of: MembersOptions): JkMethod {
  return members.some(({ jvmRoute }) => of[jvmRoute]?.lbfactor !== undefined) ? JkMethod.NEXT : JkMethod.SESSION;
}

/** A property where the program says it. */
function said(key: string, value: string | number | undefined): [string, string | number][] {
  return value === undefined ? [] : [[key, value]];
}

/** A value where it is not mod_jk's own. */
function unless(own: string, value: string): string | undefined {
  return value === own ? undefined : value;
}
