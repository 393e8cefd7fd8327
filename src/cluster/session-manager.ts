import { checkNumbers } from './check-numbers';
import { checkPattern } from './check-pattern';
import { neededBy, Requirement } from './requirement';
import { XmlElement, XmlValue } from '../text/xml';

/** What every manager of replicated sessions may say. */
export interface SessionManagerOptions {
  /** Whether session listeners are told of replicated changes. @default true */
  readonly notifyListenersOnReplication?: boolean;
  /** Whether everything that is done to a session is sent, instead of its last state. @default - Tomcat's own, false */
  readonly recordAllActions?: boolean;
  /** Every how many background rounds, of ten seconds each, sessions that have expired are looked for. @default - Tomcat's own, 6 */
  readonly processExpiresFrequency?: number;
  /** The most sessions of an application; -1 is no limit. More are refused. @default - Tomcat's own, -1 */
  readonly maxActiveSessions?: number;
  /** A Java regular expression: only attributes whose whole name matches are replicated. @default - all */
  readonly sessionAttributeNameFilter?: string;
  /** A Java regular expression: only attributes whose value's whole class name matches are replicated. @default - all */
  readonly sessionAttributeValueClassNameFilter?: string;
  /** Whether attributes that a filter leaves out are logged as warnings. @default - Tomcat's own, false */
  readonly warnOnSessionAttributeFilterFailure?: boolean;
  /** Whether what an authentication has noted is replicated with the user. Only Tomcat 9.0 has a choice. @default - Tomcat's own, false */
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

/** What a DeltaManager may say. */
export interface DeltaManagerOptions extends SessionManagerOptions {
  /** Whether stopping one member ends its sessions everywhere. @default false */
  readonly expireSessionsOnShutdown?: boolean;
  /** How long a start waits for the sessions of the other members, in seconds; -1 waits for ever, 0 not at all. @default 10 */
  readonly stateTransferTimeoutSeconds?: number;
  /** Whether session listeners are told of sessions that other members made or ended. @default - Tomcat's own, true */
  readonly notifySessionListenersOnReplication?: boolean;
  /** Whether container listeners are told of changes of a session's id that came from other members. @default - Tomcat's own, true */
  readonly notifyContainerListenersOnReplication?: boolean;
  /** Whether a member that starts is sent all sessions in one message. @default - Tomcat's own, true */
  readonly sendAllSessions?: boolean;
  /** How many sessions one message holds where they are not all sent in one. @default - Tomcat's own, 1000 */
  readonly sendAllSessionsSize?: number;
  /** How long is waited between two such messages, in milliseconds. @default - Tomcat's own, 2000 */
  readonly sendAllSessionsWaitTimeMillis?: number;
  /** Whether messages that were sent before a state transfer was asked for are dropped after it. @default - Tomcat's own, true */
  readonly stateTimestampDrop?: boolean;
  /** Whether messages are counted. From Tomcat 9.0.108, 10.1.44 and 11.0.10. @default - Tomcat's own, true */
  readonly enableStatistics?: boolean;
}

/** What a BackupManager may say. */
export interface BackupManagerOptions extends SessionManagerOptions {
  /**
   * How changes are sent, as Tomcat's sum of flags like `channelSendOptions`.
   *
   * @default - Tomcat's own, 6: a request waits until the other member has processed them
   */
  readonly mapSendOptions?: number;
  /** How long an answer of another member is waited for, in milliseconds. @default - Tomcat's own, 15000 */
  readonly rpcTimeoutMillis?: number;
  /** Whether an application does not start where its copy of the sessions cannot. @default - Tomcat's own, false */
  readonly terminateOnStartFailure?: boolean;
  /** How long a member that starts, and takes part in no exchange yet, is waited for, in milliseconds. @default - Tomcat's own, 5000 */
  readonly accessTimeoutMillis?: number;
}

/** @internal What checks ask about a manager. */
export interface ManagerTraits {
  /** Whether every member holds every session: a DeltaManager. */
  readonly everywhere: boolean;
  readonly stateTransferTimeoutSeconds?: number;
  readonly mapSendOptions?: number;
}

/**
 * Which members hold a copy of a session.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/cluster-manager.html
 */
export class SessionManager {
  /** DeltaManager: every member holds every session. For up to about four members. */
  public static delta(options: DeltaManagerOptions = {}): SessionManager {
    const stateTransferTimeoutSeconds = options.stateTransferTimeoutSeconds ?? 10;
    checkNumbers('SessionManager.delta()', {
      stateTransferTimeoutSeconds: [stateTransferTimeoutSeconds, -1],
      sendAllSessionsSize: [options.sendAllSessionsSize, 1],
      sendAllSessionsWaitTimeMillis: [options.sendAllSessionsWaitTimeMillis, 0],
    });
    return new SessionManager('org.apache.catalina.ha.session.DeltaManager', { everywhere: true, stateTransferTimeoutSeconds }, options, {
      expireSessionsOnShutdown: options.expireSessionsOnShutdown ?? false,
      notifyListenersOnReplication: options.notifyListenersOnReplication ?? true,
      stateTransferTimeout: stateTransferTimeoutSeconds,
      notifySessionListenersOnReplication: options.notifySessionListenersOnReplication,
      notifyContainerListenersOnReplication: options.notifyContainerListenersOnReplication,
      sendAllSessions: options.sendAllSessions,
      sendAllSessionsSize: options.sendAllSessionsSize,
      sendAllSessionsWaitTime: options.sendAllSessionsWaitTimeMillis,
      stateTimestampDrop: options.stateTimestampDrop,
      enableStatistics: options.enableStatistics,
    }, neededBy([options.enableStatistics, since('enableStatistics', '9.0.108', '10.1.44', '11.0.10')]));
  }

  /** BackupManager: a session is on the member that made it and on one other. For larger clusters. */
  public static backup(options: BackupManagerOptions = {}): SessionManager {
    checkNumbers('SessionManager.backup()', { rpcTimeoutMillis: [options.rpcTimeoutMillis, 1], accessTimeoutMillis: [options.accessTimeoutMillis, 1] });
    return new SessionManager('org.apache.catalina.ha.session.BackupManager', { everywhere: false, mapSendOptions: options.mapSendOptions }, options, {
      notifyListenersOnReplication: options.notifyListenersOnReplication ?? true,
      mapSendOptions: options.mapSendOptions,
      rpcTimeout: options.rpcTimeoutMillis,
      terminateOnStartFailure: options.terminateOnStartFailure,
      accessTimeout: options.accessTimeoutMillis,
    });
  }

  /** @internal What a release must have for the manager. */
  public readonly _requirements: Requirement[];

  private constructor(
    private readonly className: string,
    /** @internal */ public readonly _traits: ManagerTraits,
    private readonly options: SessionManagerOptions,
    private readonly attributes: { [name: string]: XmlValue },
    requirements: Requirement[] = [],
  ) {
    checkNumbers('a session manager', {
      maxActiveSessions: [options.maxActiveSessions, -1],
      processExpiresFrequency: [options.processExpiresFrequency, 1],
      sessionIdLengthBytes: [options.sessionIdLengthBytes, 1],
    });
    checkPattern('sessionAttributeNameFilter', options.sessionAttributeNameFilter);
    checkPattern('sessionAttributeValueClassNameFilter', options.sessionAttributeValueClassNameFilter);
    this._requirements = [...requirements, ...neededBy(
      [options.persistAuthenticationNotes, since('persistAuthenticationNotes', '9.0.66')],
      [options.sessionActivityCheck, since('sessionActivityCheck', '10.1.0', '11.0.0')],
      [options.sessionLastAccessAtStart, since('sessionLastAccessAtStart', '10.1.0', '11.0.0')],
    )];
  }

  /**
   * @internal Whether a change must not arrive before the message that created its session: a DeltaManager drops it, and
   * the session goes on without it.
   */
  public get _needsOrder(): boolean {
    return this._traits.everywhere;
  }

  /** @internal */
  public get _element(): XmlElement {
    const { options } = this;
    return {
      name: 'Manager',
      attributes: {
        className: this.className,
        ...this.attributes,
        recordAllActions: options.recordAllActions,
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
      },
      children: options.sessionIdLengthBytes === undefined ? undefined : [{
        name: 'SessionIdGenerator',
        attributes: { className: 'org.apache.catalina.util.StandardSessionIdGenerator', sessionIdLength: options.sessionIdLengthBytes },
      }],
    };
  }
}

function since(option: string, ...releases: string[]): Requirement {
  return { what: `the ${option} of a session manager`, since: releases, instead: `leave ${option} out` };
}
