import { HttpdLogs } from './httpd-logs';
import type { ThrownCode } from '../checks/codes';
import { ConfigError } from '../checks/config-error';
import { checkCidrs } from '../network/ipv4';
import { holdsLoopback } from '../network/loopback';
import { checkPort } from '../network/port';

/** Whose word a front end takes for a client's address. */
export interface FrontendRemoteIp {
  /** The addresses of the load balancers and proxies that are believed, in CIDR notation. The host itself is none, which may do more. */
  readonly internalProxies: string[];
  /** The header that names the client. @default 'X-Forwarded-For' */
  readonly remoteIpHeader?: string;
  /**
   * The header in which they say `https` where they end encryption, such as `X-Forwarded-Proto`: Tomcats then see HTTPS, and nobody is
   * redirected. An ApacheProxyFrontend can say so over HTTP only.
   *
   * @default - none is believed
   */
  readonly protocolHeader?: string;
}

/** What a front end may say of its httpd as a whole. */
export interface HttpdOptions {
  /** The port on which it answers for TLS, where a virtual host has that. @default 443 */
  readonly tlsPort?: number;
  /** The port by which clients reach that: where they are redirected to. @default - the one that its host publishes it as, or tlsPort */
  readonly publicTlsPort?: number;
  /** Load balancers and proxies before it: logs, rules and Tomcats see the client behind them. @default - none is believed */
  readonly remoteIp?: FrontendRemoteIp;
  /** Where it logs to. @default HttpdLogs.output() */
  readonly logs?: HttpdLogs;
  /**
   * The most headers of a request. It is for all virtual hosts: httpd reads headers before it knows which one is meant.
   *
   * @default - httpd's own, 100
   */
  readonly limitRequestFields?: number;
  /** The most bytes of one header, for all virtual hosts. Tomcats must take as many. @default - httpd's own, 8190 */
  readonly limitRequestFieldSizeBytes?: number;
  /** The most bytes of the first line of a request, for all virtual hosts. Tomcats must take as many. @default - httpd's own, 8190 */
  readonly limitRequestLineBytes?: number;
}

export function checkHttpdOptions(options: HttpdOptions, port: number, path: string): void {
  const refuse = (code: ThrownCode, got: string, why: string, fix: string) => { throw new ConfigError({ code, path, got, why, fix }); };
  const { tlsPort = 443, publicTlsPort, remoteIp, limitRequestFields, limitRequestFieldSizeBytes, limitRequestLineBytes } = options;
  checkPort(tlsPort, 'tlsPort', path);
  if (publicTlsPort !== undefined) checkPort(publicTlsPort, 'publicTlsPort', path);
  if (options.tlsPort === port) {
    refuse('FRONTEND_PORTS', `port and tlsPort ${port}`, 'a port speaks either HTTP or TLS', 'give them different ports');
  }
  if (remoteIp) {
    checkCidrs(remoteIp.internalProxies, path);
    const ofHost = remoteIp.internalProxies.find(holdsLoopback);
    if (ofHost !== undefined) {
      refuse('REMOTE_IP_LOOPBACK', `the addresses ${ofHost} among internalProxies`,
        'what comes from 127.0.0.0/8 counts as the host itself, which takes Tomcats out, and finds a closed site open: all visitors of a proxy there would be the host',
        'name the addresses of the load balancers before the host; have a proxy on the host ask by the address that others reach it at');
    }
    for (const header of [remoteIp.remoteIpHeader, remoteIp.protocolHeader]) {
      if (header !== undefined && !/^[A-Za-z0-9-]+$/.test(header)) {
        refuse('REMOTE_IP_HEADER', `the header "${header}"`, 'a header has a name of letters, digits and hyphens', 'write it as in X-Forwarded-For');
      }
    }
  }
  for (const [name, value] of Object.entries({ limitRequestFields, limitRequestFieldSizeBytes, limitRequestLineBytes })) {
    if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= 1_048_576)) {
      refuse('REQUEST_LIMIT', `${name} ${value}`, 'it is a whole number from 1 to 1048576', 'use such a number, or leave it out');
    }
  }
}
