import { Construct } from 'constructs';
import { Connector } from './connector';
import { TomcatInstance } from './tomcat-instance';
import { TomcatOptions } from './tomcat-options';
import { WebApplication } from './web-application';
import { ConfigError } from '../checks/config-error';
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
  /**
   * Which ports the site's instance has: n stands for 8009 + 10n for AJP. So that every site keeps its ports, add a new one at the end of the
   * list; when one is removed, say the portIndex of those after it. A machine refuses a change in which a site takes ports that another
   * one has: visitors of one would reach the other while machines take turns.
   *
   * @default - its place in the list, from 0
   * @throws PORT_TAKEN where two sites have the same
   */
  readonly portIndex?: number;
}

/** What a MultiSiteWasNode may say; the options of its Tomcats hold for every site. */
export interface MultiSiteWasNodeProps extends TomcatOptions {
  /** Where the sites run. */
  readonly host: Host;
  /** The sites. Unless it says a portIndex, the n-th, from 0, has 8009 + 10n for AJP. */
  readonly sites: Site[];
}

/** A WAS host with one Tomcat instance per site, on ports that never meet. */
export class MultiSiteWasNode extends Construct {
  /** The instances, in the order of the sites. */
  public readonly instances: TomcatInstance[];

  public constructor(scope: Construct, id: string, props: MultiSiteWasNodeProps) {
    super(scope, id);
    const { sites, ...options } = props;
    const places = sites.map(({ portIndex }, place) => portIndex ?? place);
    checkPlaces(sites, places, this.node.path);
    this.instances = sites.map((site, index) => new TomcatInstance(this, site.cluster.clusterName, {
      ...options,
      cluster: site.cluster,
      applications: [site.application],
      connectors: site.connectors,
      receiver: site.receiver,
      jvmRoute: site.jvmRoute,
      portIndex: places[index],
    }));
  }
}

function checkPlaces(sites: Site[], places: number[], path: string): void {
  const second = places.findIndex((place, index) => places.indexOf(place) < index);
  if (second < 0) return;
  const [one, other] = [places.indexOf(places[second]), second].map((index) => sites[index].cluster.clusterName);
  throw new ConfigError({
    code: 'PORT_TAKEN',
    path,
    got: `the portIndex ${places[second]} of ${one} and of ${other}`,
    why: 'a site that says none has that of its place in the list, and each has its ports for itself',
    fix: 'say another portIndex for one of them',
  });
}
