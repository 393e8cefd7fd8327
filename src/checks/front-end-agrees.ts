import { Token } from 'cdktf';
import { Check, error } from './check';
import { Balancer, sessionCookies, sessionPathParameter } from '../apache/balancer';
import { LONGEST_STICKY_SESSION, stickySession } from '../apache/mod-proxy/sticky-session';
import type { BalancerMember } from '../apache/route-target';

const PACKET_SIZE = 8192;
const HTTP_HEADER_SIZE = 8192;

/** A balancer finds a visitor's Tomcat in one session cookie. */
export const sessionCookieIsFound: Check = (topology) => topology.frontends.flatMap((frontend) => frontend._balancers.flatMap(({ name, members }) => {
  const cookies = sessionCookies(members);
  return cookies.length < 2 ? [] : [error('SESSION_COOKIE_NAME', frontend.node.path, {
    got: `session cookies ${cookies.join(' and ')} of the applications behind ${name}`,
    why: 'the balancer looks for one, and would send the visitors of the others to another Tomcat with each request',
    fix: 'say one sessionCookieName at one application of each of these Tomcats, and at the others the same or none; sessionCookiePath keeps them apart',
  })];
}));

/** mod_proxy keeps the beginning of what it is told to look for, and would look for that. */
export const sessionCookieIsShortEnough: Check = (topology) => topology.frontends.filter(({ _balancedBy }) => _balancedBy === 'mod_proxy')
  .flatMap((frontend) => frontend._balancers
    .filter((balancer) => !Token.isUnresolved(balancer.sessionCookie) && stickySession(balancer).length > LONGEST_STICKY_SESSION)
    .map((balancer) => error('SESSION_COOKIE_NAME', frontend.node.path, {
      got: `the session cookie ${balancer.sessionCookie} of the applications behind ${balancer.name}, of ${balancer.sessionCookie.length} characters`,
      why: `mod_proxy keeps ${LONGEST_STICKY_SESSION} characters of the names of the cookie and of the parameter of a path together, and would not find the Tomcat of a session`,
      fix: `say a sessionCookieName of at most ${longestCookie(balancer)} characters, or use an ApacheJkFrontend`,
    })));

/** Tomcat calls both alike where it is told a name. */
function longestCookie(balancer: Balancer): number {
  const path = sessionPathParameter(balancer);
  return path === balancer.sessionCookie ? (LONGEST_STICKY_SESSION - 1) / 2 : LONGEST_STICKY_SESSION - 1 - path.length;
}

/** mod_proxy_ajp has one size for all; mod_jk takes that of each connector. */
export const packetSizesAgree: Check = (topology) => topology.frontends.filter(({ _onePacketSize }) => _onePacketSize).flatMap((frontend) => {
  const sizes = [...new Set(frontend._balancers.flatMap(({ members }) => members.map(({ packetSizeBytes = PACKET_SIZE }) => packetSizeBytes)))];
  return sizes.length < 2 ? [] : [error('PACKET_SIZE_DIFFERS', frontend.node.path, {
    got: `Tomcats with packetSizeBytes ${sizes.join(' and ')}`,
    why: 'mod_proxy_ajp has one size for all of them, and a Tomcat refuses a packet that is larger than its own',
    fix: 'give all their connectors the same packetSizeBytes, or use an ApacheJkFrontend',
  })];
});

/** What httpd takes of a visitor goes to a Tomcat in one packet of AJP, or as the head of one request over HTTP. */
export const headersFitTomcats: Check = (topology) => topology.frontends.flatMap((frontend) => {
  const { limitRequestFieldSizeBytes, limitRequestLineBytes } = frontend._options;
  const [larger, option] = largest({ limitRequestFieldSizeBytes, limitRequestLineBytes });
  const overHttp = frontend._protocol === 'HTTP';
  const sizeOf = ({ instance, packetSizeBytes = PACKET_SIZE, http }: BalancerMember) => (
    overHttp ? http?.headerSizeBytes ?? (instance && HTTP_HEADER_SIZE) : packetSizeBytes);
  const tooSmall = frontend._balancers.flatMap(({ members }) => members).filter((member) => {
    const size = sizeOf(member);
    return size !== undefined && !Token.isUnresolved(size) && larger > size;
  });
  const paths = [...new Set(tooSmall.map(({ path }) => path))];
  return paths.length === 0 ? [] : [error('HEADERS_TOO_LARGE', frontend.node.path, {
    got: `${option} ${larger}, more than ${paths.join(' and ')} ${paths.length === 1 ? 'takes' : 'take'}`,
    why: overHttp
      ? 'a Tomcat takes the head of a request up to maxHttpHeaderSizeBytes, 8192 where nothing is said, and answers a larger one with 400'
      : 'all headers of a request must fit into one packet of AJP, of 8192 bytes where nothing is said; larger ones are answered with an error, which a Tomcat never hears of',
    fix: `leave ${option} out, or give their connectors ${overHttp ? 'a maxHttpHeaderSizeBytes' : 'packetSizeBytes'} of more than ${larger}`,
  })];
});

/** The largest of some numbers, and what it is called. */
function largest(numbers: { [name: string]: number | undefined }): [number, string] {
  return Object.entries(numbers).map(([name, number = 0]): [number, string] => [number, name]).sort(([one], [other]) => other - one)[0];
}
