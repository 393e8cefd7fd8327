import { parentOf, Properties, Resource, typeOf } from './resource';

/** The collections that a resource carries in its own properties; each element is a resource with an id as well. */
const EMBEDDED: Record<string, string[]> = {
  'microsoft.network/virtualnetworks': ['subnets'],
  'microsoft.network/networksecuritygroups': ['securityRules'],
  'microsoft.network/networkinterfaces': ['ipConfigurations'],
  'microsoft.network/loadbalancers': [
    'frontendIPConfigurations', 'backendAddressPools', 'probes', 'loadBalancingRules', 'outboundRules', 'inboundNatRules', 'inboundNatPools',
  ],
};

/** What Azure answers of an element that did not say: the plugin crashes on a subnet without it. */
const DEFAULTS: Record<string, Properties> = {
  subnets: { privateEndpointNetworkPolicies: 'Disabled', privateLinkServiceNetworkPolicies: 'Enabled' },
};

export function collectionsOf(type: string): string[] {
  return EMBEDDED[type.toLowerCase()] ?? [];
}

/** Where the element with this id is kept: the id of its owner, and the name of the collection. */
export function placeOf(id: string): { readonly owner: string; readonly collection: string } | undefined {
  const owner = parentOf(id);
  const word = id.split('/').at(-2)?.toLowerCase();
  const collection = collectionsOf(typeOf(owner)).find((each) => each.toLowerCase() === word);
  return collection === undefined ? undefined : { owner, collection };
}

export function elements(owner: Resource, collection: string): Resource[] {
  return (owner.properties[collection] ?? []) as Resource[];
}

/** Gives the elements what only Azure knows: ids, types and their state. */
export function withIds(owner: Resource): void {
  for (const collection of collectionsOf(owner.type)) {
    owner.properties[collection] = elements(owner, collection).map((each) => ({
      ...each,
      id: `${owner.id}/${collection}/${each.name}`,
      type: `${owner.type}/${collection}`,
      etag: owner.etag,
      properties: { ...DEFAULTS[collection], ...each.properties, provisioningState: 'Succeeded' },
    }));
  }
}
