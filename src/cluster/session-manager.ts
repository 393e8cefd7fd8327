import { XmlElement } from '../text/xml';

/** What a DeltaManager may say. */
export interface DeltaManagerOptions {
  /** Whether stopping one member ends its sessions everywhere. @default false */
  readonly expireSessionsOnShutdown?: boolean;
  /** Whether session listeners are told of replicated changes. @default true */
  readonly notifyListenersOnReplication?: boolean;
  /** How long a start waits for the sessions of the other members, in seconds; -1 waits for ever. @default 10 */
  readonly stateTransferTimeoutSeconds?: number;
}

/** What a BackupManager may say. */
export interface BackupManagerOptions {
  /** Whether session listeners are told of replicated changes. @default true */
  readonly notifyListenersOnReplication?: boolean;
  /**
   * How changes are sent, as Tomcat's sum of flags like `channelSendOptions`.
   *
   * @default - Tomcat's own, 6: a request waits until the other member has processed them
   */
  readonly mapSendOptions?: number;
  /** How long an answer of another member is waited for, in milliseconds. @default - Tomcat's own, 15000 */
  readonly rpcTimeoutMillis?: number;
}

/**
 * Which members hold a copy of a session.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/cluster-manager.html
 */
export class SessionManager {
  /** DeltaManager: every member holds every session. For up to about four members. */
  public static delta(options: DeltaManagerOptions = {}): SessionManager {
    return new SessionManager('org.apache.catalina.ha.session.DeltaManager', true, {
      expireSessionsOnShutdown: options.expireSessionsOnShutdown ?? false,
      notifyListenersOnReplication: options.notifyListenersOnReplication ?? true,
      stateTransferTimeout: options.stateTransferTimeoutSeconds ?? 10,
    });
  }

  /** BackupManager: a session is on the member that made it and on one other. For larger clusters. */
  public static backup(options: BackupManagerOptions = {}): SessionManager {
    return new SessionManager('org.apache.catalina.ha.session.BackupManager', false, {
      notifyListenersOnReplication: options.notifyListenersOnReplication ?? true,
      mapSendOptions: options.mapSendOptions,
      rpcTimeout: options.rpcTimeoutMillis,
    });
  }

  private constructor(
    private readonly className: string,
    /**
     * @internal Whether a change must not arrive before the message that created its session: a DeltaManager drops it, and
     * the session goes on without it.
     */
    public readonly _needsOrder: boolean,
    private readonly attributes: { [name: string]: string | number | boolean | undefined },
  ) {}

  /** @internal */
  public get _element(): XmlElement {
    return { name: 'Manager', attributes: { className: this.className, ...this.attributes } };
  }
}
