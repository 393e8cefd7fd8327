import { checkCookieDomain } from '../checks/options/check-cookie';
import { checkKnown } from '../checks/options/check-known';
import { checkNumbers } from '../checks/options/check-numbers';
import { checkPathPattern } from '../checks/options/check-pattern';
import { XmlElement, XmlValue } from '../text/xml';

/** What a ReplicationValve may say. */
export interface ReplicationValveOptions {
  /** Whether requests are told by an attribute if they are served where their session is primary. @default - Tomcat's own, false */
  readonly primaryIndicator?: boolean;
  /** The name of this attribute. @default - Tomcat's own, `org.apache.catalina.ha.tcp.isPrimarySession` */
  readonly primaryIndicatorName?: string;
  /** Whether the valve logs how long it takes. @default - Tomcat's own, false */
  readonly statistics?: boolean;
}

/** What a JvmRouteBinderValve may say. */
export interface JvmRouteBinderOptions {
  /** Whether it does anything. It can be switched by JMX. @default - Tomcat's own, true */
  readonly enabled?: boolean;
  /** The request attribute that gets a session's old id. @default - Tomcat's own, `org.apache.catalina.ha.session.JvmRouteOriginalSessionID` */
  readonly sessionIdAttribute?: string;
}

/** @internal What checks and the cluster ask about a valve. */
export interface ClusterValveTraits {
  /** Whether it does anything. */
  readonly enabled: boolean;
  /** Whether it works in the cluster of a Host only. */
  readonly ofHost?: boolean;
  readonly mapSendOptions?: number;
  /** What its cookie is like, where it is a single sign-on. */
  readonly singleSignOn?: { readonly cookieDomain?: string };
}

/** What a single sign-on over members may say. */
export interface ClusterSingleSignOnOptions {
  /** Whether each request is checked against the users again. @default - Tomcat's own, false */
  readonly requireReauthentication?: boolean;
  /** The domain of the cookie, such as `example.com`. @default - the name that the browser asked for */
  readonly cookieDomain?: string;
  /**
   * How changes are sent, as Tomcat's sum of flags like `channelSendOptions`.
   *
   * @default - 8 where the changes of sessions are sent asynchronously, otherwise Tomcat's own, 6
   */
  readonly mapSendOptions?: number;
  /** How long an answer of another member is waited for, in milliseconds. @default - Tomcat's own, 15000 */
  readonly rpcTimeoutMillis?: number;
  /** Whether Tomcat does not start where the copy of who is logged in cannot. @default - Tomcat's own, false */
  readonly terminateOnStartFailure?: boolean;
  /** How long a member that starts is waited for, in milliseconds. @default - Tomcat's own, 5000 */
  readonly accessTimeoutMillis?: number;
}

/**
 * A step of request processing that belongs to a cluster.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/cluster-valve.html
 */
export class ClusterValve {
  /** JvmRouteBinderValve: a session that moves to another member gets that member's route, so that it stays there. */
  public static jvmRouteBinder(options: JvmRouteBinderOptions = {}): ClusterValve {
    return new ClusterValve('org.apache.catalina.ha.session.JvmRouteBinderValve', { enabled: options.enabled ?? true }, () => ({
      enabled: options.enabled, sessionIdAttribute: options.sessionIdAttribute,
    }));
  }

  /**
   * ClusterSingleSignOn: who has logged in to one application is known to the others, on every member. It has the whole cluster stand in
   * the Host instead of the Engine.
   */
  public static singleSignOn(options: ClusterSingleSignOnOptions = {}): ClusterValve {
    const { mapSendOptions, rpcTimeoutMillis, accessTimeoutMillis } = options;
    checkKnown('mapSendOptions', mapSendOptions, 'they are compared with those that work');
    checkNumbers('ClusterValve.singleSignOn()', { rpcTimeoutMillis: [rpcTimeoutMillis, 1], accessTimeoutMillis: [accessTimeoutMillis, 1] });
    checkCookieDomain('the cookieDomain of ClusterValve.singleSignOn()', options.cookieDomain);
    const traits = { enabled: true, ofHost: true, mapSendOptions, singleSignOn: { cookieDomain: options.cookieDomain } };
    return new ClusterValve('org.apache.catalina.ha.authenticator.ClusterSingleSignOn', traits, (inOrder) => ({
      requireReauthentication: options.requireReauthentication,
      cookieDomain: options.cookieDomain,
      mapSendOptions: mapSendOptions ?? (inOrder ? 8 : undefined),
      terminateOnStartFailure: options.terminateOnStartFailure,
      rpcTimeout: rpcTimeoutMillis,
      accessTimeout: accessTimeoutMillis,
    }));
  }

  /**
   * ReplicationValve: sends the changes of a session when its request ends.
   *
   * @param filter A Java regular expression; requests whose whole path matches never change a session, and what they change all the same is
   *   sent with the next request that does not match. Default: pictures, fonts, scripts and style sheets; not *.html, which servlets may have
   */
  public static replication(filter: string = '.*\\.(?:gif|ico|jpe?g|png|svg|webp|woff2?|js|css)', options: ReplicationValveOptions = {}): ClusterValve {
    checkPathPattern('the filter of ClusterValve.replication()', filter);
    return new ClusterValve('org.apache.catalina.ha.tcp.ReplicationValve', { enabled: true }, () => ({
      filter,
      primaryIndicator: options.primaryIndicator,
      primaryIndicatorName: options.primaryIndicatorName,
      statistics: options.statistics,
    }));
  }

  private constructor(
    private readonly className: string,
    /** @internal */ public readonly _traits: ClusterValveTraits,
    private readonly attributes: (inOrder: boolean) => { [name: string]: XmlValue },
  ) {}

  /** @internal Tomcat's name of the class, such as `ReplicationValve`. */
  public get _simpleName(): string {
    return this.className.replace(/.*\./, '');
  }

  /** @internal @param inOrder whether the messages of its cluster must stay in order */
  public _element(inOrder: boolean): XmlElement {
    return { name: 'Valve', attributes: { className: this.className, ...this.attributes(inOrder) } };
  }
}
