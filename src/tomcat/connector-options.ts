import { Executor } from './executor';
import { ExtraElement } from './extra-element';
import { Limited } from '../checks/options/check-numbers';
import { XmlValue } from '../text/xml';

/** What all connectors of Tomcat may say. */
export interface ConnectorOptions {
  /**
   * The TCP port.
   *
   * @default - from the instance's port plan: AJP 8009, HTTP 8080, HTTPS 8443 for the first instance of a node
   */
  readonly port?: number;
  /** The address it binds. @default - AJP and HTTPS: the address of the instance on its network; HTTP: 127.0.0.1 */
  readonly address?: string;
  /** The most requests that are processed at once. @default 200 */
  readonly maxThreads?: number;
  /** How many threads are always there. @default - Tomcat's own, 10 */
  readonly minSpareThreads?: number;
  /** Threads that it shares with other connectors, instead of its own. @default - its own */
  readonly executor?: Executor;
  /** The most connections at once, -1 is no limit; further ones wait in the operating system. @default - Tomcat's own, 8192 */
  readonly maxConnections?: number;
  /** How many connections may wait in the operating system. @default - Tomcat's own, 100 */
  readonly acceptCount?: number;
  /** The most parameters of one request. @default - Tomcat's own, 1000 */
  readonly maxParameterCount?: number;
  /** The most bytes of a form that become parameters; -1 is no limit. @default - Tomcat's own, 2097152 */
  readonly maxPostSizeBytes?: number;
  /** How the bytes of a URI are read. @default - Tomcat's own, UTF-8 */
  readonly uriEncoding?: string;
  /** The server's name for applications. @default - what the client asked for */
  readonly proxyName?: string;
  /** The server's port for applications. @default - what the client asked for */
  readonly proxyPort?: number;
  /** Where a request goes for which an application demands TLS. @default - Tomcat's own, 443 */
  readonly redirectPort?: number;
  /** What applications see as the scheme, `http` or `https`; what a front end says over AJP wins. @default - Tomcat's own, http */
  readonly scheme?: string;
  /** Whether applications see requests as encrypted; what a front end says over AJP wins. @default - Tomcat's own, false */
  readonly secure?: boolean;
  /** Attributes that the library has no words for, which only Tomcat checks. @default - none */
  readonly extraAttributes?: { [name: string]: string };
  /** Elements that the library has no words for, which only Tomcat checks. @default - none */
  readonly extraElements?: ExtraElement[];
}

/** The numbers that all connectors have, and what Tomcat takes for them. */
export function commonNumbers(options: ConnectorOptions): { [option: string]: Limited } {
  return {
    maxThreads: [options.maxThreads, 1],
    minSpareThreads: [options.minSpareThreads, 1],
    maxConnections: [options.maxConnections, options.maxConnections === -1 ? -1 : 1], // with 0 none is ever taken
    acceptCount: [options.acceptCount, 0],
    maxParameterCount: [options.maxParameterCount, -1],
    maxPostSizeBytes: [options.maxPostSizeBytes, -1],
    proxyPort: [options.proxyPort, 0, 65_535],
    redirectPort: [options.redirectPort, 1, 65_535],
  };
}

/** Those of the attributes that all connectors have which a default leaves out. */
export function commonAttributes(options: ConnectorOptions): { [name: string]: XmlValue } {
  return {
    maxThreads: options.maxThreads,
    maxParameterCount: options.maxParameterCount,
    minSpareThreads: options.minSpareThreads,
    executor: options.executor?.name,
    maxConnections: options.maxConnections,
    acceptCount: options.acceptCount,
    maxPostSize: options.maxPostSizeBytes,
    URIEncoding: options.uriEncoding,
    proxyName: options.proxyName,
    proxyPort: options.proxyPort,
    redirectPort: options.redirectPort,
  };
}
