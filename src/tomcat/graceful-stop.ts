import { Token } from 'cdktf';
import type { Connector } from './connector';
import type { TomcatInstance } from './tomcat-instance';
import { since } from '../release/release-features';
import { isSince } from '../release/release-lines';
import { Topology } from '../topology/topology';

/** How long a stop waits at most where nothing is said, in milliseconds. */
const AWAIT_MILLIS = 5000;
/** How long Tomcat keeps an idle connection where nothing is said, in milliseconds. */
const KEPT_MILLIS = 60_000;
/** Tomcat looks once a second which connections have been idle for longer, and ends them. */
export const MOMENT_MILLIS = 1;
/** How long a stop takes at most that waits for no connection, in seconds. */
const STOP_S = 30;

/**
 * How long a stop waits for its connections to end, in milliseconds, while new ones are refused already; undefined where it does not wait.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/service.html
 */
export function gracefulStopAwaitMillis({ _props: props, release }: TomcatInstance): number | undefined {
  if (!isSince(release.version, since('Service gracefulStopAwaitMillis'))) return undefined;
  const millis = props.gracefulStopAwaitMillis ?? AWAIT_MILLIS;
  return Token.isUnresolved(millis) || millis > 0 ? millis : undefined;
}

/** How long a stop may take before it counts as failed. */
export function stopSeconds(instance: TomcatInstance): number {
  const millis = gracefulStopAwaitMillis(instance) ?? 0;
  return STOP_S + (Token.isUnresolved(millis) ? 0 : Math.ceil(millis / 1000));
}

/**
 * How long a connector keeps an idle connection, in milliseconds.
 *
 * A front end goes on with the AJP connections that it has when a stop has begun, and only Tomcat ends them. The front ends of the library ping
 * before each request, and so lose none with a connection. What they alone use is ended as soon as it is idle, at any time, so that a stop need not
 * wait for long. Others may not ping, and would lose requests.
 *
 * @param forAjp Whether front ends of the program talk AJP over it.
 */
export function keepAliveTimeoutMillis(instance: TomcatInstance, connector: Connector, forAjp: boolean): number {
  return connector._keepAliveTimeoutMillis ?? (forAjp && gracefulStopAwaitMillis(instance) !== undefined ? MOMENT_MILLIS : KEPT_MILLIS);
}

/** Whether front ends of the program talk to it: AJP, HTTP, or, where nothing is said, either. */
export function frontendsAsk(instance: TomcatInstance, protocol?: 'AJP' | 'HTTP'): boolean {
  return Topology.of(instance).frontendsOf(instance).some(({ _protocol }) => protocol === undefined || _protocol === protocol);
}
