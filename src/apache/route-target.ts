import { IConstruct } from 'constructs';
import type { Secret } from '../text/secret';
import type { TomcatInstance } from '../tomcat/tomcat-instance';

/** What a front end can send requests to: a SessionCluster, RedisSessions, a TomcatInstance, or ExternalTomcats. */
export interface IRouteTarget extends IConstruct {
  /** @internal The name of the balancer in front of the members. */
  readonly _balancerName: string;
  /** @internal */
  readonly _balancerMembers: BalancerMember[];
  /** @internal How long a request may wait for another Tomcat that has just died, in milliseconds. */
  readonly _longestWaitMillis?: number;
  /** @internal A path that answers once the target serves. */
  readonly _readinessPath: string;
}

/** @internal One Tomcat as a front end sees it. */
export interface BalancerMember {
  /** The instance, where the program declares it. */
  readonly instance?: TomcatInstance;
  /** The construct that problems with the member are about. */
  readonly path: string;
  /** Its name among the members, and what session ids end in. */
  readonly jvmRoute: string;
  readonly host: string;
  /** Undefined where the Tomcat has no connector for the front end. */
  readonly port?: number;
  /** The address that the connector binds. */
  readonly boundTo?: string;
  readonly secret?: Secret;
  /** How long the connector keeps an idle connection. */
  readonly keepAliveSeconds?: number;
  /** The most bytes of one message of the AJP connector. */
  readonly packetSizeBytes?: number;
  /** The HTTP connector, for a front end that does not speak AJP. */
  readonly http?: HttpEndpoint;
}

/** @internal Where a Tomcat takes requests over HTTP. */
export interface HttpEndpoint {
  readonly port: number;
  readonly boundTo?: string;
  /** How long it keeps an idle connection; undefined where that is for ever. */
  readonly keepAliveSeconds?: number;
  /** The most bytes of all headers of a request. */
  readonly headerSizeBytes?: number;
}
