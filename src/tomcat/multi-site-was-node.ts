import { Construct } from 'constructs';
import { TomcatInstance } from './tomcat-instance';
import { Site, TomcatOptions } from './tomcat-options';
import { ConfigError } from '../checks/config-error';
import { Host } from '../host/host';

/** What a MultiSiteWasNode may say; the options of its Tomcats hold for every site that does not say its own. */
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
    const { sites, ...shared } = props;
    const named = sites.map((site, place) => ({ name: nameOf(site, place, this.node.path), ...site, portIndex: site.portIndex ?? place }));
    checkPlaces(named, this.node.path);
    this.instances = named.map(({ name, ...site }) => new TomcatInstance(this, name, { ...shared, ...said(site) }));
  }
}

function nameOf({ instanceName, cluster, redisSessions }: Site, place: number, path: string): string {
  const name = instanceName ?? cluster?.clusterName ?? redisSessions?.siteName;
  if (name !== undefined) return name;
  throw new ConfigError({
    code: 'SERVICE_NAME', path, got: `the site ${place} of the list`, why: 'its Tomcat has the name of its cluster or of its RedisSessions, and it has neither', fix: 'say an instanceName',
  });
}

/** What a site says of its Tomcat: what it leaves open is not said. */
function said<T extends object>(site: T): T {
  return Object.fromEntries(Object.entries(site).filter(([, value]) => value !== undefined)) as T;
}

function checkPlaces(sites: { name: string; portIndex: number }[], path: string): void {
  const second = sites.findIndex(({ portIndex }, index) => sites.findIndex((site) => site.portIndex === portIndex) < index);
  if (second < 0) return;
  const { portIndex, name: other } = sites[second];
  const { name: one } = sites.find((site) => site.portIndex === portIndex)!;
  throw new ConfigError({
    code: 'PORT_TAKEN',
    path,
    got: `the portIndex ${portIndex} of ${one} and of ${other}`,
    why: 'a site that says none has that of its place in the list, and each has its ports for itself',
    fix: 'say another portIndex for one of them',
  });
}
