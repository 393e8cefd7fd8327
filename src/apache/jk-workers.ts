import { AJP_SECRET } from './ajp-secret';
import { Balancer, healthBalancer } from './balancer';
import { BalancerMember } from './route-target';
import { jkProperties } from '../text/jk-properties';
import { Text } from '../text/text';

/** How mod_jk watches its Tomcats. All of it has the meaning that mod_jk gives it. */
export interface JkWorkerOptions {
  /** How long a connection may take to be made, in milliseconds. @default 500 */
  readonly socketConnectTimeoutMillis?: number;
  /** How long a Tomcat may take to answer a ping (CPING), in milliseconds. @default 1000 */
  readonly pingTimeoutMillis?: number;
  /** How long a Tomcat may be silent during a request, in milliseconds. Must exceed the slowest page. @default 60000 */
  readonly replyTimeoutMillis?: number;
  /** How many requests may exceed that time before the Tomcat counts as failed. @default 10 */
  readonly maxReplyTimeouts?: number;
  /** After which time a Tomcat that failed is tried again, in seconds. @default 5 */
  readonly recoverTimeSeconds?: number;
  /**
   * Which failed requests are sent to another Tomcat, as mod_jk's sum of flags: 1 not when Tomcat had got the request,
   * 2 not when it had begun to answer, 16 GET all the same.
   *
   * @default 19
   */
  readonly recoveryOptions?: number;
}

/**
 * workers.properties: one balancer per site, one worker per Tomcat.
 *
 * @see https://tomcat.apache.org/connectors-doc/reference/workers.html
 */
export function workersProperties(balancers: Balancer[], options: JkWorkerOptions): Text {
  const ping = options.pingTimeoutMillis ?? 1000;
  const template: [string, string | number][] = [
    ['type', 'ajp13'],
    ['socket_connect_timeout', options.socketConnectTimeoutMillis ?? 500],
    ['socket_keepalive', 'true'],
    ['ping_mode', 'A'],
    ['ping_timeout', ping],
    ['connect_timeout', ping],
    ['prepost_timeout', ping],
    ['reply_timeout', options.replyTimeoutMillis ?? 60_000],
    ['retries', 1],
    ['recovery_options', options.recoveryOptions ?? 19],
    ['connection_pool_minsize', 0],
  ];
  const health = healthBalancer(balancers);
  const mounted = health ? [...balancers, health] : balancers;
  return jkProperties([
    ['worker.list', mounted.map(({ name }) => name).join(',')],
    ['worker.maintain', 1],
    ...template.map(([key, value]): [string, string | number] => [`worker.tomcat.${key}`, value]),
    ...balancers.flatMap(({ members }) => members).flatMap((member) => worker(member)),
    ...mounted.flatMap(({ name, members }) => balancer(name, members, options)),
  ]);
}

function worker(member: BalancerMember): [string, string | number | Text][] {
  const prefix = `worker.${member.jvmRoute}`;
  return [
    [`${prefix}.reference`, 'worker.tomcat'],
    [`${prefix}.host`, member.host],
    [`${prefix}.port`, member.port ?? 8009],
    // Both ends drop an idle connection at the same time, so that neither sends into one that the other has closed.
    [`${prefix}.connection_pool_timeout`, member.keepAliveSeconds ?? 60],
    ...(member.secret ? [[`${prefix}.secret`, member.secret._text.constrained(AJP_SECRET)] as [string, Text]] : []),
  ];
}

function balancer(name: string, members: BalancerMember[], options: JkWorkerOptions): [string, string | number][] {
  const prefix = `worker.${name}`;
  return [
    [`${prefix}.type`, 'lb'],
    [`${prefix}.balance_workers`, members.map(({ jvmRoute }) => jvmRoute).join(',')],
    [`${prefix}.method`, 'Session'],
    [`${prefix}.sticky_session`, 'true'],
    [`${prefix}.sticky_session_force`, 'false'],
    // Two rounds over the members: where one has just died and the other just come back, the first round meets only the dead one.
    [`${prefix}.retries`, 2],
    [`${prefix}.error_escalation_time`, 0],
    [`${prefix}.max_reply_timeouts`, options.maxReplyTimeouts ?? 10],
    [`${prefix}.recover_time`, options.recoverTimeSeconds ?? 5],
  ];
}
