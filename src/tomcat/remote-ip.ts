import { Token } from 'cdktf';
import { ConfigError } from '../checks/config-error';
import { checkPattern } from '../checks/options/check-pattern';
import { PORT_HEADER } from '../network/forwarded-headers';
import { XmlElement } from '../text/xml';

/** What a RemoteIpValve may say. */
export interface RemoteIpOptions {
  /**
   * A Java regular expression for the addresses of the load balancers and proxies that are believed.
   *
   * @default - Tomcat's own, all private addresses
   */
  readonly internalProxies?: string;
  /** A Java regular expression for further proxies, which applications may see. @default - none */
  readonly trustedProxies?: string;
  /** The header that names the client. @default - Tomcat's own, x-forwarded-for */
  readonly remoteIpHeader?: string;
  /** The header that says http or https. @default - Tomcat's own, X-Forwarded-Proto */
  readonly protocolHeader?: string;
  /** The header that names the server. @default - none is believed */
  readonly hostHeader?: string;
  /** The header that names the port. @default - X-Forwarded-Port where a front end of the program speaks HTTP, otherwise none is believed */
  readonly portHeader?: string;
}

/** Tomcat would believe nobody where a pattern does not compile. */
export function checkRemoteIp({ internalProxies, trustedProxies }: RemoteIpOptions): void {
  checkAddresses('the internalProxies of remoteIp', internalProxies);
  checkAddresses('the trustedProxies of remoteIp', trustedProxies);
}

/** A range in CIDR notation and a list compile too, and match no address. */
function checkAddresses(what: string, pattern: string | undefined): void {
  checkPattern(what, pattern);
  if (pattern === undefined || Token.isUnresolved(pattern) || !/[/\s]|,(?![^{]*\})/.test(pattern)) return;
  throw new ConfigError({
    code: 'REGULAR_EXPRESSION',
    path: '',
    got: `${what} "${pattern}"`,
    why: 'it is a regular expression that a whole address must match, and none holds a slash, a comma or a blank',
    fix: String.raw`write 10\.0\.0\.\d{1,3} for 10.0.0.0/24, and | between several`,
  });
}

/**
 * RemoteIpValve: applications and the access log see the client instead of the load balancer before Tomcat.
 *
 * @param overHttp Whether front ends of the program speak HTTP with it.
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/valve.html#Remote_IP_Valve
 */
export function remoteIpValve(options: RemoteIpOptions, overHttp: boolean): XmlElement {
  const { portHeader = overHttp ? PORT_HEADER : undefined } = options;
  return { name: 'Valve', attributes: { className: 'org.apache.catalina.valves.RemoteIpValve', ...options, portHeader } };
}
