import type { VirtualHost } from './virtual-host';

/**
 * Virtual hosts in an order in which each gets the requests of all its names: httpd uses the first that answers to a name, and a wildcard answers to
 * whatever is below it. Undefined where there is no such order.
 */
export function orderByNames(sites: VirtualHost[]): VirtualHost[] | undefined {
  const wild = narrowestFirst(sites.filter((site) => wildcardsOf(site).length > 0));
  return wild && [...sites.filter((site) => wildcardsOf(site).length === 0), ...wild];
}

/** Names as httpd compares them. */
export function namesOf({ serverName, serverAliases = [] }: VirtualHost): string[] {
  return [serverName, ...serverAliases].map((name) => name.toLowerCase());
}

function narrowestFirst(sites: VirtualHost[]): VirtualHost[] | undefined {
  const first = sites.find((site) => !sites.some((other) => other !== site && takesFrom(site, other)));
  if (!first) return sites.length === 0 ? [] : undefined;
  const others = narrowestFirst(sites.filter((site) => site !== first));
  return others && [first, ...others];
}

/** Whether a wildcard of a site answers to a name of another. */
function takesFrom(site: VirtualHost, other: VirtualHost): boolean {
  return wildcardsOf(site).some((wildcard) => namesOf(other).some((name) => name.endsWith(wildcard.slice(1))));
}

function wildcardsOf(site: VirtualHost): string[] {
  return namesOf(site).filter((name) => name.startsWith('*.'));
}
