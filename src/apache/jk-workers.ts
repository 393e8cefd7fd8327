import { AJP_SECRET } from './ajp-secret';
import { Balancer, healthBalancer } from './balancer';
import { FailoverTimes } from './failover';
import { BalancerMember } from './route-target';
import { jkProperties } from '../text/jk-properties';
import { Text } from '../text/text';

/** What only mod_jk knows. All of it has the meaning that mod_jk gives it. */
export interface JkWorkerOptions {
  /** How many requests of a second may meet a silent Tomcat before it counts as failed. @default 10 */
  readonly maxReplyTimeouts?: number;
  /**
   * Which failed requests mod_jk sends to another Tomcat by itself, as its sum of flags: 1 not when Tomcat had got the request, 2 not when it had
   * begun to answer, 16 GET all the same. What httpd asks for again (`Failover`) is beyond that.
   *
   * @default 3
   */
  readonly recoveryOptions?: number;
}

/**
 * workers.properties: one balancer per site, one worker per Tomcat.
 *
 * @see https://tomcat.apache.org/connectors-doc/reference/workers.html
 */
export function workersProperties(balancers: Balancer[], failover: FailoverTimes, options: JkWorkerOptions): Text {
  const ping = failover.pingTimeoutMillis;
  const template: [string, string | number][] = [
    ['type', 'ajp13'],
    ['socket_connect_timeout', failover.connectTimeoutMillis],
    ['socket_keepalive', 'true'],
    ['ping_mode', 'A'],
    ['ping_timeout', ping],
    ['connect_timeout', ping],
    ['prepost_timeout', ping],
    ['reply_timeout', failover.replyTimeoutMillis],
    ['retries', 1],
    ['recovery_options', options.recoveryOptions ?? 3],
    ['connection_pool_minsize', 0],
  ];
  const health = healthBalancer(balancers);
  const mounted = health ? [...balancers, health] : balancers;
  return jkProperties([
    ['worker.list', mounted.map(({ name }) => name).join(',')],
    ['worker.maintain', 1],
    ...template.map(([key, value]): [string, string | number] => [`worker.tomcat.${key}`, value]),
    ...balancers.flatMap(({ members }) => members).flatMap((member) => worker(member)),
    ...mounted.flatMap(({ name, members }) => balancer(name, members, failover, options)),
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

function balancer(name: string, members: BalancerMember[], failover: FailoverTimes, options: JkWorkerOptions): [string, string | number][] {
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
    [`${prefix}.recover_time`, failover.recoverTimeSeconds],
  ];
}
