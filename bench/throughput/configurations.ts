import { join } from 'node:path';
import { Membership, SessionClusterProps, SessionManager } from 'cdktf-tomcat-cluster';
import { repository } from '../../integration/support/repository';

/** The library's Tomcats of one site. */
export interface Configuration {
  /** How they replicate. @default - they do not */
  readonly cluster?: () => SessionClusterProps;
}

/** By the names of their sites. The membership is that of the guide, so that only replication differs. */
export const CONFIGURATIONS: { readonly [site: string]: Configuration } = {
  none: {},
  delta: { cluster: () => ({ membership: Membership.multicast() }) },
  backup: { cluster: () => ({ membership: Membership.multicast(), manager: SessionManager.backup() }) },
};

/** The site whose Tomcats are not the library's. */
export const GUIDE = 'guide';

/** What everything is called that it puts into the engine. */
export const STACK = 'bench-throughput';
export const SUBNET = '172.31.57.0/24';
export const SITES = [...Object.keys(CONFIGURATIONS), GUIDE];
export const WAS_HOSTS = ['was-01', 'was-02'];

/** What the application of all sites is made of: the session probe, and a page that works. */
export const APPLICATION = ['data/session-probe', 'bench/throughput/application'].map((directory) => join(repository, directory));
export const WAR = join(repository, '.demo', STACK, 'application.war');

/** The container of a site's Tomcat on a WAS host. */
export function tomcatOf(site: string, wasHost: string): string {
  return `${STACK}-${wasHost}-${site}`;
}

/** The address of a site's Tomcat on a WAS host. */
export function addressOf(site: string, wasHost: string): string {
  return `172.31.57.${10 * (1 + SITES.indexOf(site)) + 1 + WAS_HOSTS.indexOf(wasHost)}`;
}
