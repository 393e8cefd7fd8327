import { Construct } from 'constructs';
import { Connector } from './connector';
import { TomcatInstance } from './tomcat-instance';
import { TomcatOptions } from './tomcat-options';
import { WebApplication } from './web-application';
import { ReceiverOptions } from '../cluster/receiver';
import type { SessionCluster } from '../cluster/session-cluster';
import { Host } from '../host/host';

/** One site of a node. */
export interface Site {
  /** The cluster that the site's instance joins. */
  readonly cluster: SessionCluster;
  /** What the site's instance runs. */
  readonly application: WebApplication;
  /** @default - as for TomcatInstance, on ports that no other site of the node has */
  readonly connectors?: Connector[];
  /** Where the site's instance takes the messages of its cluster. @default - at its own address, on port 4000 + 10n for the n-th site */
  readonly receiver?: ReceiverOptions;
  /** What session ids end in. @default - the cluster's and the host's name */
  readonly jvmRoute?: string;
}

/** What a MultiSiteWasNode may say; the options of its Tomcats hold for every site. */
export interface MultiSiteWasNodeProps extends TomcatOptions {
  /** Where the sites run. */
  readonly host: Host;
  /** The sites, in the order of their ports: the n-th, from 0, has 8009 + 10n for AJP. */
  readonly sites: Site[];
}

/** A WAS host with one Tomcat instance per site, on ports that never meet. */
export class MultiSiteWasNode extends Construct {
  /** The instances, in the order of the sites. */
  public readonly instances: TomcatInstance[];

  public constructor(scope: Construct, id: string, props: MultiSiteWasNodeProps) {
    super(scope, id);
    const { sites, ...options } = props;
    this.instances = sites.map((site, portIndex) => new TomcatInstance(this, site.cluster.clusterName, {
      ...options,
      cluster: site.cluster,
      applications: [site.application],
      connectors: site.connectors,
      receiver: site.receiver,
      jvmRoute: site.jvmRoute,
      portIndex,
    }));
  }
}
