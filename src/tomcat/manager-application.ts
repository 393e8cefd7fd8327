import { ContextManager } from './context-manager';
import { ConfigError } from '../checks/config-error';
import { everyoneAmong } from '../network/ipv4';

/** What the manager application may say. */
export interface ManagerApplicationOptions {
  /** Ranges of addresses in CIDR notation from which it answers; the host itself is let in too. */
  readonly allowedFrom: string[];
  /** The path below which it answers. @default '/manager' */
  readonly contextPath?: string;
}

/**
 * What is particular about the manager's context: it keeps its sessions to itself.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/manager-howto.html
 */
export const MANAGER_SESSIONS = ContextManager.standard({
  sessionAttributeValueClassNameFilter: 'java\\.lang\\.(?:Boolean|Integer|Long|Number|String)'
    + '|org\\.apache\\.catalina\\.filters\\.CsrfPreventionFilter\\$LruCache(?:\\$1)?|java\\.util\\.(?:Linked)?HashMap',
});

/** Whoever reaches the manager and a password may run any program as Tomcat. */
export function checkManagerAddresses(allowedFrom: string[] | undefined): void {
  const all = everyoneAmong(allowedFrom ?? []);
  if (allowedFrom?.length && all === undefined) return;
  throw new ConfigError({
    code: 'MANAGER_ADDRESSES',
    path: '',
    got: all === undefined ? 'the manager application without addresses' : `the manager application for ${all}`,
    why: 'whoever reaches it and has a password runs any program on the machine',
    fix: "pass the addresses of those who need it, as in allowedFrom: ['203.0.113.7/32']",
  });
}
