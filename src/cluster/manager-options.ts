import { checkNumbers } from '../checks/options/check-numbers';
import { checkPattern } from '../checks/options/check-pattern';
import { Feature, since } from '../release/release-features';
import { neededBy, Requirement } from '../release/requirement';
import { XmlElement, XmlValue } from '../text/xml';

/** What every manager of sessions may say. */
export interface CommonManagerOptions {
  /** Every how many background rounds, of ten seconds each, sessions that have expired are looked for. @default - Tomcat's own, 6 */
  readonly processExpiresFrequency?: number;
  /** The most sessions of an application; -1 is no limit. More are refused. @default - Tomcat's own, -1 */
  readonly maxActiveSessions?: number;
  /** A Java regular expression: only attributes whose whole name matches are replicated or stored. @default - all */
  readonly sessionAttributeNameFilter?: string;
  /** A Java regular expression: only attributes whose value's whole class name matches are replicated or stored. @default - all */
  readonly sessionAttributeValueClassNameFilter?: string;
  /** Whether attributes that a filter leaves out are logged as warnings. @default - Tomcat's own, false */
  readonly warnOnSessionAttributeFilterFailure?: boolean;
  /**
   * Whether what an authentication has noted goes with the user: the session's id, and the request that was answered with a login form. Only Tomcat
   * 8.5 and 9.0 have a choice, later lines send it.
   *
   * @default - true where sessions are replicated, so that another Tomcat takes the form that one has shown; otherwise Tomcat's own, false
   */
  readonly persistAuthenticationNotes?: boolean;
  /** Whether binding listeners are told when an attribute is set to the value that it has. @default - as the Servlet specification says, true */
  readonly notifyBindingListenerOnUnchangedValue?: boolean;
  /** Whether attribute listeners are told when an attribute is set to the value that it has. @default - Tomcat's own, true */
  readonly notifyAttributeListenerOnUnchangedValue?: boolean;
  /** Whether a session with requests under way does not expire. Tomcat 10.1 and later. @default - Tomcat's own, false */
  readonly sessionActivityCheck?: boolean;
  /** Whether the time of the last access is that at which a request began. Tomcat 10.1 and later. @default - Tomcat's own, false */
  readonly sessionLastAccessAtStart?: boolean;
  /** The class of the random numbers for session ids. @default - Tomcat's own, `java.security.SecureRandom` */
  readonly secureRandomClass?: string;
  /** The algorithm of the random numbers. @default - Tomcat's own */
  readonly secureRandomAlgorithm?: string;
  /** The provider of the algorithm. @default - Java's own */
  readonly secureRandomProvider?: string;
  /** How many random bytes a session id holds. @default - Tomcat's own, 16 */
  readonly sessionIdLengthBytes?: number;
}

/** Refuses what no manager takes. */
export function checkManagerOptions(options: CommonManagerOptions): void {
  checkNumbers('a session manager', {
    maxActiveSessions: [options.maxActiveSessions, -1],
    processExpiresFrequency: [options.processExpiresFrequency, 1],
    sessionIdLengthBytes: [options.sessionIdLengthBytes, 1],
  });
  checkPattern('sessionAttributeNameFilter', options.sessionAttributeNameFilter);
  checkPattern('sessionAttributeValueClassNameFilter', options.sessionAttributeValueClassNameFilter);
}

export function commonRequirements(options: CommonManagerOptions): Requirement[] {
  return neededBy(
    [options.persistAuthenticationNotes, optionSince('persistAuthenticationNotes')],
    [options.sessionActivityCheck, optionSince('sessionActivityCheck')],
    [options.sessionLastAccessAtStart, optionSince('sessionLastAccessAtStart')],
    [options.notifyBindingListenerOnUnchangedValue, optionSince('notifyBindingListenerOnUnchangedValue')],
    [options.notifyAttributeListenerOnUnchangedValue, optionSince('notifyAttributeListenerOnUnchangedValue')],
  );
}

export function commonManagerAttributes(options: CommonManagerOptions): { [name: string]: XmlValue } {
  return {
    processExpiresFrequency: options.processExpiresFrequency,
    maxActiveSessions: options.maxActiveSessions,
    sessionAttributeNameFilter: options.sessionAttributeNameFilter,
    sessionAttributeValueClassNameFilter: options.sessionAttributeValueClassNameFilter,
    warnOnSessionAttributeFilterFailure: options.warnOnSessionAttributeFilterFailure,
    persistAuthenticationNotes: options.persistAuthenticationNotes,
    notifyBindingListenerOnUnchangedValue: options.notifyBindingListenerOnUnchangedValue,
    notifyAttributeListenerOnUnchangedValue: options.notifyAttributeListenerOnUnchangedValue,
    sessionActivityCheck: options.sessionActivityCheck,
    sessionLastAccessAtStart: options.sessionLastAccessAtStart,
    secureRandomClass: options.secureRandomClass,
    secureRandomAlgorithm: options.secureRandomAlgorithm,
    secureRandomProvider: options.secureRandomProvider,
  };
}

export function sessionIdGenerator({ sessionIdLengthBytes }: CommonManagerOptions): XmlElement[] {
  return sessionIdLengthBytes === undefined ? [] : [{
    name: 'SessionIdGenerator',
    attributes: { className: 'org.apache.catalina.util.StandardSessionIdGenerator', sessionIdLength: sessionIdLengthBytes },
  }];
}

/** The options that not every release has. */
type ManagerFeature = Feature extends infer F ? F extends `Manager ${infer O}` ? O : never : never;

/** What a release must have for an option that managers have under Tomcat's name. */
export function optionSince(option: ManagerFeature): Requirement {
  return { what: `the ${option} of a session manager`, since: since(`Manager ${option}`), instead: `leave ${option} out` };
}
