import { SessionStore } from './session-store';
import { checkNumbers } from '../checks/options/check-numbers';
import {
  checkManagerOptions, CommonManagerOptions, commonManagerAttributes, commonRequirements, optionSince, sessionIdGenerator,
} from '../cluster/manager-options';
import { ConfigError } from '../checks/config-error';
import type { TomcatRelease } from '../release/release';
import { since } from '../release/release-features';
import { isSince } from '../release/release-lines';
import { neededBy, Requirement } from '../release/requirement';
import { XmlElement, XmlValue } from '../text/xml';

/** What a manager may say whose sessions stay in one Tomcat. */
export interface LocalManagerOptions extends CommonManagerOptions {
  /** Whether users who have logged in still are when their session comes back from where it was saved. @default - Tomcat's own, false */
  readonly persistAuthentication?: boolean;
}

/** What a StandardManager may say. */
export interface StandardManagerOptions extends LocalManagerOptions {
  /** Whether sessions are saved when Tomcat stops, and are there again when it has started. A container has no disk for that. @default false */
  readonly saveOnRestart?: boolean;
}

/** What a PersistentManager may say. */
export interface PersistentManagerOptions extends LocalManagerOptions {
  /** After how many seconds without a request a session is saved; -1 is never. @default - Tomcat's own, -1 */
  readonly maxIdleBackupSeconds?: number;
  /**
   * After how many seconds without a request a session may leave memory where there are more than `maxActiveSessions`; -1 is never.
   *
   * @default - Tomcat's own, -1
   */
  readonly minIdleSwapSeconds?: number;
  /** After how many seconds without a request a session leaves memory; -1 is never. @default - Tomcat's own, -1 */
  readonly maxIdleSwapSeconds?: number;
  /** Whether all sessions are saved when Tomcat stops. @default - Tomcat's own, true */
  readonly saveOnRestart?: boolean;
}

/** @internal The application whose sessions a manager keeps, and its Tomcat. */
export interface ManagedContext {
  readonly release: TomcatRelease;
  readonly catalinaBase: string;
  readonly instanceName: string;
  /** Such as `ROOT`. */
  readonly contextName: string;
  /** What the application itself finds below `java:comp/env/`. */
  readonly resources: string[];
}

/** What makes a manager what it is. */
interface Kind {
  readonly attributes: (context: ManagedContext) => { [name: string]: XmlValue };
  readonly store?: SessionStore;
  readonly stateDirectory?: (catalinaBase: string, instanceName: string) => string | undefined;
  /** Whether sessions leave memory, so that it must be known which of them are in use. */
  readonly swaps: boolean;
}

/**
 * Who keeps the sessions of an application where no cluster does. Nothing is replicated: a session is in one Tomcat, and in what that
 * Tomcat has saved.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/manager.html
 */
export class ContextManager {
  /** StandardManager: sessions are in memory. */
  public static standard(options: StandardManagerOptions = {}): ContextManager {
    const { saveOnRestart = false } = options;
    return new ContextManager(options, {
      attributes: ({ catalinaBase, contextName }) => ({ pathname: saveOnRestart ? `${catalinaBase}/sessions/${contextName}.ser` : '' }),
      stateDirectory: (catalinaBase) => saveOnRestart ? `${catalinaBase}/sessions` : undefined,
      swaps: false,
    });
  }

  /**
   * PersistentManager: sessions are in memory, and are saved to a store when Tomcat stops or when they have been idle for a time. It does
   * not replicate: what a session was since it was last saved is lost with the process.
   */
  public static persistent(store: SessionStore, options: PersistentManagerOptions = {}): ContextManager {
    checkIdleTimes(options);
    return new ContextManager(options, {
      attributes: () => ({
        className: 'org.apache.catalina.session.PersistentManager',
        maxIdleBackup: options.maxIdleBackupSeconds,
        minIdleSwap: options.minIdleSwapSeconds,
        maxIdleSwap: options.maxIdleSwapSeconds,
        saveOnRestart: options.saveOnRestart,
      }),
      store,
      stateDirectory: (catalinaBase, instanceName) => store._stateDirectory(catalinaBase, instanceName),
      swaps: true,
    });
  }

  /** @internal What a release must have for the manager. */
  public readonly _requirements: Requirement[];
  /** @internal Where sessions are that are not in memory. */
  public readonly _store?: SessionStore;

  private constructor(private readonly options: LocalManagerOptions, private readonly kind: Kind) {
    checkManagerOptions(options);
    this._store = kind.store;
    this._requirements = [
      ...commonRequirements(options),
      ...neededBy([options.persistAuthentication, optionSince('persistAuthentication')]),
      ...kind.store?._requirements ?? [],
    ];
  }

  /** @internal Where the process writes what must stay. */
  public _stateDirectory(catalinaBase: string, instanceName: string): string | undefined {
    return this.kind.stateDirectory?.(catalinaBase, instanceName);
  }

  /** @internal Options of the Java virtual machine without which the manager does not work: Tomcat 9.0 has the attribute below as a property. */
  public _jvmOptions(release: TomcatRelease): string[] {
    return this.kind.swaps && !hasActivityCheck(release) ? ['-Dorg.apache.catalina.session.StandardSession.ACTIVITY_CHECK=true'] : [];
  }

  /** @internal */
  public _element(context: ManagedContext): XmlElement {
    const { options, kind } = this;
    const activity = kind.swaps && hasActivityCheck(context.release) ? { sessionActivityCheck: options.sessionActivityCheck ?? true } : {};
    return {
      name: 'Manager',
      attributes: {
        ...kind.attributes(context),
        persistAuthentication: options.persistAuthentication,
        ...commonManagerAttributes(options),
        ...activity,
      },
      children: [...(kind.store ? [kind.store._element(context)] : []), ...sessionIdGenerator(options)],
    };
  }
}

/** A session that a request uses must not be swapped out. */
function hasActivityCheck({ version }: TomcatRelease): boolean {
  return isSince(version, since('Manager sessionActivityCheck'));
}

function checkIdleTimes({ maxIdleBackupSeconds, minIdleSwapSeconds, maxIdleSwapSeconds }: PersistentManagerOptions): void {
  checkNumbers('ContextManager.persistent()', {
    maxIdleBackupSeconds: [maxIdleBackupSeconds, -1], minIdleSwapSeconds: [minIdleSwapSeconds, -1], maxIdleSwapSeconds: [maxIdleSwapSeconds, -1],
  });
  const earlier = Object.entries({ maxIdleBackupSeconds, minIdleSwapSeconds })
    .find(([, seconds = -1]) => maxIdleSwapSeconds !== undefined && maxIdleSwapSeconds >= 0 && seconds > maxIdleSwapSeconds);
  if (!earlier) return;
  throw new ConfigError({
    code: 'SESSION_IDLE_TIMES',
    path: '',
    got: `${earlier[0]} ${earlier[1]} with maxIdleSwapSeconds ${maxIdleSwapSeconds}`,
    why: 'sessions leave memory after maxIdleSwapSeconds, so that the longer time never passes',
    fix: `choose a smaller ${earlier[0]}, or a larger maxIdleSwapSeconds`,
  });
}
