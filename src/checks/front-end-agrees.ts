import { Check, error } from './check';
import type { Topology } from '../topology/topology';
import type { TomcatInstance } from '../tomcat/tomcat-instance';

/** Our workers.properties leave mod_jk at its defaults. */
const SESSION_COOKIE = 'JSESSIONID';
const MAX_PACKET_SIZE = 8192;

/** mod_jk finds a visitor's Tomcat in the session cookie. */
export const sessionCookieIsFound: Check = (topology) => [...routed(topology)].flatMap((instance) => instance.applications
  .filter(({ _context: { sessionCookieName = SESSION_COOKIE } }) => sessionCookieName !== SESSION_COOKIE)
  .map((application) => error('SESSION_COOKIE_NAME', instance.node.path, {
    got: `sessionCookieName "${application._context.sessionCookieName}" of ${application._contextPath}`,
    why: `mod_jk of the front end looks for ${SESSION_COOKIE}, and would send each request of a visitor to another Tomcat`,
    fix: 'leave sessionCookieName out; sessionCookiePath keeps applications of one host name apart',
  })));

/** mod_jk and Tomcat each refuse a packet that is larger than their own. */
export const packetSizesAgree: Check = (topology) => [...routed(topology)].flatMap((instance) => {
  const size = instance._ajpConnector?._options.packetSizeBytes ?? MAX_PACKET_SIZE;
  return size === MAX_PACKET_SIZE ? [] : [error('PACKET_SIZE_DIFFERS', instance.node.path, {
    got: `packetSizeBytes ${size}`,
    why: `mod_jk of the front end has ${MAX_PACKET_SIZE}, and drops a larger packet together with its request`,
    fix: 'leave packetSizeBytes out',
  })];
});

/** The instances to which a front end of the program sends requests. */
export function routed(topology: Topology): Set<TomcatInstance> {
  return topology.once(topology, 'routed', () => {
    const members = topology.frontends.flatMap(({ _balancers }) => _balancers.flatMap((balancer) => balancer.members));
    return new Set(members.flatMap(({ instance }) => instance ? [instance] : []));
  });
}
