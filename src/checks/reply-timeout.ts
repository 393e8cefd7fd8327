import { Check, warning } from './check';
import { AFTER_WAIT_MS } from '../apache/ask-again';
import type { Route } from '../apache/route';

/** A Tomcat that waits for another one that died is not given up with it. */
export const membersAreWaitedFor: Check = (topology) => topology.frontends.flatMap((frontend) => {
  const concerned = frontend._virtualHosts.flatMap(({ routes }) => routes).filter((route) => {
    const [patience, wait] = [frontend._replyTimeoutMillisOf(route), waitOf(route)];
    return wait > 0 && patience > 0 && patience < wait + AFTER_WAIT_MS;
  });
  const timeouts = concerned.map((route) => ({ target: route._target, millis: frontend._replyTimeoutMillisOf(route), wait: waitOf(route) }));
  return [...new Map(timeouts.map((timeout) => [`${timeout.millis} ${timeout.target.node.path}`, timeout])).values()]
    .map(({ target, millis, wait }) => warning('REPLY_TIMEOUT', frontend.node.path, {
      got: `replyTimeoutMillis ${millis} for ${target.node.path}`,
      why: `where one of its members dies, requests of the others wait up to ${wait} ms for it, and would be given up though an answer comes`,
      fix: `give Failover and Route at least ${wait + AFTER_WAIT_MS}, or leave it out`,
    }));
});

function waitOf({ _target: { _longestWaitMillis } }: Route): number {
  return _longestWaitMillis ?? 0;
}
