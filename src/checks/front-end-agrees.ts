import { Check, error } from './check';
import { sessionCookies } from '../apache/balancer';

const PACKET_SIZE = 8192;

/** A balancer finds a visitor's Tomcat in one session cookie. */
export const sessionCookieIsFound: Check = (topology) => topology.frontends.flatMap((frontend) => frontend._balancers.flatMap(({ name, members }) => {
  const cookies = sessionCookies(members);
  return cookies.length < 2 ? [] : [error('SESSION_COOKIE_NAME', frontend.node.path, {
    got: `session cookies ${cookies.join(' and ')} of the applications behind ${name}`,
    why: 'the balancer looks for one, and would send the visitors of the others to another Tomcat with each request',
    fix: 'give all applications of these Tomcats one sessionCookieName, or leave it out; sessionCookiePath keeps them apart',
  })];
}));

/** mod_proxy_ajp has one size for all; mod_jk takes that of each connector. */
export const packetSizesAgree: Check = (topology) => topology.frontends.filter(({ _onePacketSize }) => _onePacketSize).flatMap((frontend) => {
  const sizes = [...new Set(frontend._balancers.flatMap(({ members }) => members.map(({ packetSizeBytes = PACKET_SIZE }) => packetSizeBytes)))];
  return sizes.length < 2 ? [] : [error('PACKET_SIZE_DIFFERS', frontend.node.path, {
    got: `Tomcats with packetSizeBytes ${sizes.join(' and ')}`,
    why: 'mod_proxy_ajp has one size for all of them, and a Tomcat refuses a packet that is larger than its own',
    fix: 'give all their connectors the same packetSizeBytes, or use an ApacheJkFrontend',
  })];
});
