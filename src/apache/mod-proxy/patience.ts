import { ProxyBalancerOptions } from './proxy-balancer-options';
import { ProxyBalancer } from './proxy-conf';
import { ASKED_AGAIN, ASKED_FIRST, askAgain, firstPatience } from '../ask-again';
import { Balanced } from '../balancing';
import { directive, HttpdDirective } from '../../text/httpd-directive';

/** mod_rewrite would take the rest of such a path for a query. */
const PLAIN_PATH = '%{REQUEST_URI} !~ /[?]/';

/**
 * The patience of mod_proxy is that of a balancer. So there are two more over the same Tomcats: one that gives up on a silent Tomcat soon, for what
 * is asked for the first time, and one for what is asked for again. The latter makes a connection for each request: one of its pool may lead to
 * what is gone, and it would wait for a ping there before it finds that no connection can be made. It tries each Tomcat twice, for half as long: a
 * packet that was lost while a connection was made comes again after a second only. A route that has a time-out of its own, and
 * Tomcats that are not pinged, know the one balancer only.
 *
 * Nobody leaves his Tomcat for what the first one finds, which may be a packet that was lost: the request is asked for again. Which Tomcats need
 * not be asked first, httpd finds out by itself.
 */
export function withPatience(balancer: ProxyBalancer, { failover }: Balanced, options: ProxyBalancerOptions): ProxyBalancer[] {
  const millis = firstPatience(failover, balancer.longestWaitMillis);
  if (options.protocol?._name === 'HTTP' || millis === undefined || balancer.replyTimeoutMillis !== undefined) return [balancer];
  const { name } = balancer;
  const { connectTimeoutMillis } = failover;
  const [first, again] = [`${name}-first`, `${name}-again`];
  const leadsTo = [directive('RewriteEngine', 'On'), ...leads(name, ASKED_FIRST, first), ...leads(name, ASKED_AGAIN, again)];
  // Who wants a Tomcat out for one answer, or for its silence, wants so whichever request it was.
  const forgives = !options.failOnTimeout && !options.failOnStatus?.length;
  return [
    { ...balancer, leadsTo: [...leadsTo, silenceAskedAgain(forgives)] },
    {
      ...balancer, name: first, replyTimeoutMillis: wholeSeconds(millis),
      ...(forgives ? { forgives, connectTimeoutMillis, pingTimeoutMillis: failover.reusePingTimeoutMillis } : {}),
    },
    {
      ...balancer, name: again, reusesConnections: false,
      ...(forgives ? { triesTwice: true, connectTimeoutMillis, pingTimeoutMillis: Math.ceil(failover.pingTimeoutMillis / 2) } : {}),
    },
  ];
}

/**
 * What httpd answers with 504 where the Tomcat was silent: only what was waited for so shortly. And where it forgives, what httpd answers with 503
 * where it reached no Tomcat, and a Tomcat whose stop began while it read the request. That cannot be told from what an application says itself,
 * which is passed on when it says so again.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxyerroroverride
 */
function silenceAskedAgain(forgives: boolean): HttpdDirective {
  const requests = [ASKED_FIRST, PLAIN_PATH];
  return forgives ? askAgain([503, 504], requests, directive('ProxyErrorOverride', 'On', 503)) : askAgain([504], requests);
}

function leads(from: string, requests: string, to: string): HttpdDirective[] {
  return [
    directive('RewriteCond', 'expr', `${requests} && ${PLAIN_PATH}`),
    // In small letters, as mod_proxy has it by now, whatever the balancer is called.
    directive('RewriteRule', `^proxy:balancer://${from}/(.*)$`, `balancer://${to}/$1`, '[P,NC]'),
  ];
}

/** mod_proxy counts in whole seconds. Rounded down, since it takes a second connection to find out that a Tomcat is gone. */
function wholeSeconds(millis: number): number {
  return Math.max(1000, Math.floor(millis / 1000) * 1000);
}
