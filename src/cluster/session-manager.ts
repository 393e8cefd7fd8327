import { checkKnown } from '../checks/options/check-known';
import { checkNumbers } from '../checks/options/check-numbers';
import {
  checkManagerOptions, CommonManagerOptions, commonManagerAttributes, commonRequirements, optionSince, sessionIdGenerator,
} from './manager-options';
import type { TomcatRelease } from '../release/release';
import { since } from '../release/release-features';
import { isSince } from '../release/release-lines';
import { neededBy, Requirement } from '../release/requirement';
import { XmlElement, XmlValue } from '../text/xml';

/** What every manager of replicated sessions may say. */
export interface SessionManagerOptions extends CommonManagerOptions {
  /** Whether session listeners are told of replicated changes. @default true */
  readonly notifyListenersOnReplication?: boolean;
  /** Whether everything that is done to a session is sent, instead of its last state. @default - Tomcat's own, false */
  readonly recordAllActions?: boolean;
}

/** What a DeltaManager may say. */
export interface DeltaManagerOptions extends SessionManagerOptions {
  /** Whether stopping one member ends its sessions everywhere. @default false */
  readonly expireSessionsOnShutdown?: boolean;
  /**
   * How long a start waits for the sessions of another member, in seconds; -1 waits for ever, 0 not at all. Those that arrive later are taken
   * too, but whoever comes before is logged out: 20,000 sessions of 1 kB take up to two seconds, 100,000 five. Two members that start together
   * may wait for each other for as long.
   *
   * @default 2 (Tomcat's own is 60)
   */
  readonly stateTransferTimeoutSeconds?: number;
  /** Whether session listeners are told of sessions that other members made or ended. @default - Tomcat's own, true */
  readonly notifySessionListenersOnReplication?: boolean;
  /** Whether container listeners are told of changes of a session's id that came from other members. @default - Tomcat's own, true */
  readonly notifyContainerListenersOnReplication?: boolean;
  /** Whether a member that starts is sent all sessions in one message. @default - Tomcat's own, true */
  readonly sendAllSessions?: boolean;
  /** How many sessions one message holds where they are not all sent in one. @default - Tomcat's own, 1000 */
  readonly sendAllSessionsSize?: number;
  /**
   * How long is waited between two such messages, in milliseconds. The member that starts waits for the last of them, as long as
   * `stateTransferTimeoutSeconds` says, and serves then with the sessions that it has.
   *
   * @default - 0 where the sessions are not all sent in one (Tomcat's own is 2000)
   */
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

/**
 * A member that serves before it has the sessions of the others loses them. But it answers nobody until it has them, and two that start within
 * a tenth of a second of each other both wait to the end.
 */
const STATE_TRANSFER_S = 2;

/** @internal What checks ask about a manager. */
export interface ManagerTraits {
  /** Whether every member holds every session: a DeltaManager. */
  readonly everywhere: boolean;
  readonly stateTransferTimeoutSeconds?: number;
  /** What a DeltaManager waits between two blocks of sessions, where it does not send all in one message. */
  readonly blockPauseMillis?: number;
  /** How a BackupManager sends changes; a DeltaManager does it as its cluster. */
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
    const stateTransferTimeoutSeconds = options.stateTransferTimeoutSeconds ?? STATE_TRANSFER_S;
    const inBlocks = options.sendAllSessions === false;
    const sendAllSessionsWaitTimeMillis = options.sendAllSessionsWaitTimeMillis ?? (inBlocks ? 0 : undefined);
    const traits = { everywhere: true, stateTransferTimeoutSeconds, blockPauseMillis: inBlocks ? sendAllSessionsWaitTimeMillis : undefined };
    checkNumbers('SessionManager.delta()', {
      stateTransferTimeoutSeconds: [stateTransferTimeoutSeconds, -1],
      sendAllSessionsSize: [options.sendAllSessionsSize, 1],
      sendAllSessionsWaitTimeMillis: [options.sendAllSessionsWaitTimeMillis, 0],
    });
    return new SessionManager('org.apache.catalina.ha.session.DeltaManager', traits, options, {
      expireSessionsOnShutdown: options.expireSessionsOnShutdown ?? false,
      notifyListenersOnReplication: options.notifyListenersOnReplication ?? true,
      stateTransferTimeout: stateTransferTimeoutSeconds,
      notifySessionListenersOnReplication: options.notifySessionListenersOnReplication,
      notifyContainerListenersOnReplication: options.notifyContainerListenersOnReplication,
      sendAllSessions: options.sendAllSessions,
      sendAllSessionsSize: options.sendAllSessionsSize,
      sendAllSessionsWaitTime: sendAllSessionsWaitTimeMillis,
      stateTimestampDrop: options.stateTimestampDrop,
      enableStatistics: options.enableStatistics,
    }, neededBy([options.enableStatistics, optionSince('enableStatistics')]));
  }

  /** BackupManager: a session is on the member that made it and on one other. For larger clusters. */
  public static backup(options: BackupManagerOptions = {}): SessionManager {
    checkKnown('mapSendOptions', options.mapSendOptions, 'what they need, and how long requests wait, is computed from them');
    checkNumbers('SessionManager.backup()', { rpcTimeoutMillis: [options.rpcTimeoutMillis, 1], accessTimeoutMillis: [options.accessTimeoutMillis, 1] });
    return new SessionManager('org.apache.catalina.ha.session.BackupManager', { everywhere: false, mapSendOptions: options.mapSendOptions ?? 6 }, options, {
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
    checkManagerOptions(options);
    this._requirements = [...requirements, ...commonRequirements(options)];
  }

  /** @internal */
  public _element(release: TomcatRelease): XmlElement {
    const { options } = this;
    const { persistAuthenticationNotes = sendsNotesIfAsked(release) || undefined } = options;
    return {
      name: 'Manager',
      attributes: {
        className: this.className,
        ...this.attributes,
        recordAllActions: options.recordAllActions,
        ...commonManagerAttributes({ ...options, persistAuthenticationNotes }),
      },
      children: sessionIdGenerator(options),
    };
  }
}

/**
 * Where a visitor has filled in the form of a login, and a Tomcat gets it that does not know of the form, that one ends his session. Later lines
 * send it by themselves.
 */
function sendsNotesIfAsked({ version }: TomcatRelease): boolean {
  return isSince(version, since('Manager persistAuthenticationNotes'));
}
