import { Membership, SessionClusterProps, SessionManager } from 'cdktf-tomcat-cluster';

/** One way to replicate the sessions of the stack that is broken. */
export interface Kind {
  readonly wasHosts: number;
  readonly cluster: () => SessionClusterProps;
}

/** By their names. */
export const KINDS: { readonly [name: string]: Kind } = {
  multicast: { wasHosts: 2, cluster: () => ({ membership: Membership.multicast() }) },
  static: { wasHosts: 2, cluster: () => ({ membership: Membership.staticUnicast() }) },
  backup: { wasHosts: 3, cluster: () => ({ membership: Membership.multicast(), manager: SessionManager.backup() }) },
};
