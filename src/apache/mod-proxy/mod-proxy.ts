import { healthBalancer } from '../balancer';
import { Balanced, Balancing } from '../balancing';
import { SERVER_ROOT } from '../httpd-conf';
import { withPatience } from './patience';
import { pageOfNobody } from './page-of-nobody';
import { ProxyBalancerOptions } from './proxy-balancer-options';
import { ANSWER_FILTER, proxyConf, ProxyBalancer } from './proxy-conf';
import { Mount, mountsOf } from '../mount';
import { PathPattern } from '../path-pattern';
import { Route } from '../route';
import { configFile } from '../../host/host-file';
import { HEALTH_PATH_ALONE } from '../../network/health-path';
import { directive, HttpdDirective, section } from '../../text/httpd-directive';

/** mod_proxy_balancer: balancers for each target of a route, and for each reply time-out that routes to it have. */
export function modProxy(balanced: Balanced, routes: Route[], options: ProxyBalancerOptions): Balancing {
  const health = healthBalancer(balanced.balancers);
  const all = [
    ...balanced.balancers.flatMap((balancer) => timed(balancer, routes)).flatMap((balancer) => withPatience(balancer, balanced, options)),
    // A connection that it kept to a Tomcat that was taken out would look like one with a request.
    ...(health ? [{ ...health, reusesConnections: false }] : []),
  ];
  return {
    conf: configFile(`${SERVER_ROOT}/conf/proxy.conf`, proxyConf(balanced, all, options)),
    otherFiles: [],
    mounts: (site) => [
      ...(all.some(({ forgives }) => forgives) ? pageOfNobody(site) : []),
      ...mountsOf(site).sort(mostSpecificFirst).flatMap(proxyMount),
    ],
    answerFilter: balanced.failover.repeatGet ? ANSWER_FILTER : undefined,
    tlsSettings: [], // mod_proxy_ajp asks mod_ssl itself
    healthMounts: health ? [directive('ProxyPassMatch', HEALTH_PATH_ALONE, `balancer://${health.name}`)] : [],
    statusHandler: (changes) => [
      directive('SetHandler', 'balancer-manager'),
      ...(changes ? [] : [section('If', "-n %{QUERY_STRING} || %{REQUEST_METHOD} != 'GET'", directive('Require', 'all', 'denied'))]),
    ],
  };
}

function timed(balancer: ProxyBalancer, routes: Route[]): ProxyBalancer[] {
  const leading = routes.filter(({ _target }) => _target._balancerName === balancer.name);
  const byName = new Map(leading.map((route) => [balancerName(route), route._options.replyTimeoutMillis]));
  return [...byName].map(([name, replyTimeoutMillis]) => ({ ...balancer, name, replyTimeoutMillis }));
}

function balancerName({ _target, _options: { replyTimeoutMillis } }: Route): string {
  return replyTimeoutMillis === undefined ? _target._balancerName : `${_target._balancerName}-${replyTimeoutMillis}ms`;
}

/** Exceptions before what they are of; and what a route does not pass is not left to one that is less specific. */
function proxyMount({ route, passed, kept }: Mount): HttpdDirective[] {
  const whole = PathPattern.below(route._path);
  const leading = (patterns: PathPattern[], target: string) => patterns.map(({ expression }) => directive('ProxyPassMatch', expression, target));
  return [
    ...leading(kept, '!'),
    ...(passed === undefined && route._path === '/'
      ? [directive('ProxyPass', '/', `balancer://${balancerName(route)}/`)]
      : leading(passed ?? [whole], `balancer://${balancerName(route)}`)),
    ...(passed ? leading([whole], '!') : []),
  ];
}

/** httpd takes the first that matches. */
function mostSpecificFirst({ route: one }: Mount, { route: other }: Mount): number {
  return other._path.length - one._path.length;
}
