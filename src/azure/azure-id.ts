import { ConfigError } from '../checks/config-error';
import { checkKnown } from '../checks/options/check-known';

/**
 * The parts of a resource id, such as
 * `/subscriptions/…/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub/subnets/was`. Its names are said in the program; the rest may
 * be what only Terraform knows. Azure does not tell capitals from small letters, and shows some of its words in either; azurerm takes one spelling.
 *
 * @param provider The provider that the id must be of, such as `Microsoft.Network`.
 * @param types The types that the id must have after its provider, such as `virtualNetworks` and `subnets`.
 * @returns its resource group, its names, and the whole id as azurerm takes it
 */
export function parseAzureId(id: string, provider: string, ...types: string[]): { id: string; resourceGroup: string; names: string[] } {
  const pattern = idOf('([^/]+)', '([^/]+)', provider.replace('.', '\\.'), types, types.map(() => '([^/]+)'));
  const [, subscription, resourceGroup, ...names] = new RegExp(`^${pattern}$`, 'i').exec(id) ?? [];
  const needed = resourceGroup === undefined ? [id] : names;
  needed.forEach((part) => checkKnown(`a resource id of ${types.join('/')}`, part, 'names and rules are computed from it'));
  if (resourceGroup === undefined) {
    throw new ConfigError({
      code: 'AZURE_ID',
      path: '',
      got: `the resource id "${id}"`,
      why: `it is not the id of one of ${types.join('/')}`,
      fix: `pass the whole id as the portal and az show it: ${idOf('…', '…', provider, types, types.map(() => 'NAME'))}`,
    });
  }
  return { id: idOf(subscription, resourceGroup, provider, types, names), resourceGroup, names };
}

function idOf(subscription: string, resourceGroup: string, provider: string, types: string[], names: string[]): string {
  return ['', 'subscriptions', subscription, 'resourceGroups', resourceGroup, 'providers', provider, ...types.flatMap((type, index) => [type, names[index]])].join('/');
}
