import { Token } from 'cdktf';
import { ConnectorOptions } from './connector-options';
import { ConfigError } from '../checks/config-error';
import { Secret } from '../text/secret';
import { XmlValue } from '../text/xml';

/** What an AJP connector may say. */
export interface AjpConnectorOptions extends ConnectorOptions {
  /** What a front end must know to be heard. @default - the `ajpSecret` of the instance */
  readonly secret?: Secret;
  /** Whether requests without the secret are refused. @default true */
  readonly secretRequired?: boolean;
  /**
   * How long it is waited for a request after a ping, and for each part of a request and of its answer, in milliseconds; -1 is for ever.
   *
   * @default 60000
   */
  readonly connectionTimeoutMillis?: number;
  /**
   * How long an idle connection is kept, in milliseconds: less than a second, or whole ones, as the `ttl` of an ApacheProxyFrontend has them.
   *
   * @default - 60000; 1 where front ends of the program use it, which ping before each request: a stop soon has no connections left. Where others
   *   that do not ping use it beside them, say 60000.
   */
  readonly keepAliveTimeoutMillis?: number;
  /** The most bytes of one AJP message, a multiple of 1024 from 8192 to 65536; front ends follow it. @default - Tomcat's own, 8192 */
  readonly packetSizeBytes?: number;
  /** Whether Tomcat asks users who they are; false believes the front end. @default - Tomcat's own, true */
  readonly tomcatAuthentication?: boolean;
  /**
   * A Java regular expression for the names of attributes that a front end may set beyond Tomcat's own list; others are answered 403.
   *
   * @default - Tomcat's own, none
   */
  readonly allowedRequestAttributesPattern?: string;
}

export function ajpAttributes(options: AjpConnectorOptions): { [name: string]: XmlValue } {
  return {
    packetSize: options.packetSizeBytes,
    tomcatAuthentication: options.tomcatAuthentication,
    allowedRequestAttributesPattern: options.allowedRequestAttributesPattern,
  };
}

/** mod_proxy keeps its end of a connection as long, and counts in seconds. */
export function checkKeepAlive(millis: number | undefined): void {
  if (millis === undefined || Token.isUnresolved(millis)) return;
  if (millis > 0 && millis <= 2 ** 31 - 1 && Number.isInteger(millis < 1000 ? millis : millis / 1000)) return;
  throw new ConfigError({
    code: 'KEEP_ALIVE',
    path: '',
    got: `keepAliveTimeoutMillis ${millis}`,
    why: 'mod_proxy drops its end of an idle connection at the same time, in whole seconds',
    fix: 'use less than 1000, or a multiple of it',
  });
}

export function checkPacketSize(bytes: number | undefined): void {
  if (bytes === undefined || Token.isUnresolved(bytes) || (bytes >= 8192 && bytes <= 65_536 && bytes % 1024 === 0)) return;
  throw new ConfigError({
    code: 'PACKET_SIZE',
    path: '',
    got: `packetSizeBytes ${bytes}`,
    why: 'Tomcat takes 8192 to 65536, and mod_jk only multiples of 1024',
    fix: 'leave it out, or use the max_packet_size of the front end',
  });
}
