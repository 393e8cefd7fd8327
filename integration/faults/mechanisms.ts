import { ApacheJkFrontend, ApacheProxyFrontend, Failover, Host, JkWorkerOptions, VirtualHostOptions } from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';

/** What every front end can do that the laboratory breaks. */
export interface Frontend {
  addVirtualHost(serverName: string, options: VirtualHostOptions): void;
}

export interface FrontendProps {
  readonly host: Host;
  readonly failover?: Failover;
  readonly workers?: JkWorkerOptions;
}

/** The ways to balance, by their names. */
export const MECHANISMS: { readonly [name: string]: (scope: Construct, id: string, props: FrontendProps) => Frontend } = {
  jk: (scope, id, props) => new ApacheJkFrontend(scope, id, props),
  proxy: (scope, id, { host, failover }) => new ApacheProxyFrontend(scope, id, { host, failover }),
};
