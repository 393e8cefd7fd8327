import { checkNames } from './check-names';
import type { ContextManager } from './context-manager';
import { DataSource } from './data-source';
import { checkExtras, ExtraElement } from './extra-element';
import { checkAllowedFrom, remoteCidrValve } from './remote-cidr';
import { SameSite } from './same-site';
import { checkCookieName, checkCookiePath } from '../checks/options/check-cookie';
import { XmlElement, XmlValue } from '../text/xml';

/** A value that an application looks up below `java:comp/env/`. */
export interface EnvironmentEntry {
  /** Such as `mail/sender`. */
  readonly name: string;
  /** The value as text. */
  readonly value: string;
  /** Its class. @default 'java.lang.String' */
  readonly type?: string;
}

/** A resource of the instance under a name of the application. */
export interface ResourceLink {
  /** What the application looks up below `java:comp/env/`. */
  readonly name: string;
  /** The resource's name among the `globalDataSources` of the instance. */
  readonly global: string;
  /** The resource's class. @default 'javax.sql.DataSource' */
  readonly type?: string;
}

/**
 * What the context of an application may say.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/context.html
 */
export interface ContextOptions {
  /**
   * The name of the session cookie; front ends follow it. Where a front end of the program asks its Tomcat, nothing else counts: not what the
   * application's code calls it, or a library, or the web.xml of a WAR that a machine fetches.
   *
   * @default - what the web.xml says of a WAR that is at hand; otherwise the name of the other applications of its Tomcat, or JSESSIONID
   */
  readonly sessionCookieName?: string;
  /** The path to which browsers send the session cookie. @default - the application's, otherwise the context path */
  readonly sessionCookiePath?: string;
  /** Whether scripts in a page are kept from the session cookie. @default - Tomcat's own, true */
  readonly useHttpOnly?: boolean;
  /** The SameSite attribute of cookies. @default - Tomcat's own, none is written */
  readonly sameSiteCookies?: SameSite;
  /** Context parameters, which win over those of the application. @default - none */
  readonly parameters?: { [name: string]: string };
  /** Values that the application looks up, which win over those of the application. @default - none */
  readonly environmentEntries?: EnvironmentEntry[];
  /** Databases. @default - none */
  readonly dataSources?: DataSource[];
  /** Resources of the instance. @default - none */
  readonly resourceLinks?: ResourceLink[];
  /** Who keeps its sessions, and does not replicate them. @default - the manager of the cluster, otherwise of the instance */
  readonly manager?: ContextManager;
  /** Ranges of addresses in CIDR notation from which it answers; the host itself is let in too. @default - from everywhere */
  readonly allowedFrom?: string[];
  /** Attributes of Context that the library has no words for, which only Tomcat checks. @default - none */
  readonly extraAttributes?: { [name: string]: string };
  /** Elements of Context that the library has no words for, which only Tomcat checks. @default - none */
  readonly extraElements?: ExtraElement[];
}

export function contextAttributes({ sessionCookieName, sessionCookiePath, useHttpOnly }: ContextOptions): { [name: string]: XmlValue } {
  return { sessionCookieName, sessionCookiePath, useHttpOnly };
}

export function contextElements(options: ContextOptions, askedAt: string): XmlElement[] {
  const { sameSiteCookies, environmentEntries = [], dataSources = [], resourceLinks = [], allowedFrom } = options;
  return [
    ...environmentEntries.map(({ name, value, type = 'java.lang.String' }) => ({ name: 'Environment', attributes: { name, value, type, override: false } })),
    ...dataSources.map(({ _element }) => _element),
    ...resourceLinks.map(({ name, global, type = 'javax.sql.DataSource' }) => ({ name: 'ResourceLink', attributes: { name, global, type } })),
    ...(sameSiteCookies ? [cookieProcessor(sameSiteCookies)] : []),
    ...(allowedFrom ? [remoteCidrValve(allowedFrom, askedAt)] : []),
  ];
}

function cookieProcessor(sameSite: SameSite): XmlElement {
  return { name: 'CookieProcessor', attributes: { className: 'org.apache.tomcat.util.http.Rfc6265CookieProcessor', sameSiteCookies: sameSite.name } };
}

/** Refuses what a context cannot be, wherever its application is. */
export function checkContext(options: ContextOptions): void {
  const { environmentEntries = [], dataSources = [], resourceLinks = [] } = options;
  checkNames({
    'an environment entry': environmentEntries.map(({ name }) => name),
    'a data source': dataSources.map(({ name }) => name),
    'a resource link': resourceLinks.map(({ name }) => name),
  });
  checkCookieName('the sessionCookieName', options.sessionCookieName);
  checkCookiePath('the sessionCookiePath', options.sessionCookiePath);
  checkAllowedFrom(options.allowedFrom);
  checkExtras(options);
}
