import { ConfigError } from '../checks/config-error';
import { checkKnown } from '../checks/options/check-known';

/**
 * The parts of a resource id, such as
 * `/subscriptions/…/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub/subnets/was`. Its names are said in the program; the rest may
 * be what only Terraform knows.
 *
 * @param types The types that the id must have after its provider, such as `virtualNetworks` and `subnets`.
 */
export function parseAzureId(id: string, ...types: string[]): { resourceGroup: string; names: string[] } {
  const pattern = ['', 'subscriptions', '([^/]+)', 'resourceGroups', '([^/]+)', 'providers', '[^/]+', ...types.flatMap((type) => [type, '([^/]+)'])].join('/');
  const [, , resourceGroup, ...names] = new RegExp(`^${pattern}$`, 'i').exec(id) ?? [];
  const needed = resourceGroup === undefined ? [id] : names;
  needed.forEach((part) => checkKnown(`a resource id of ${types.join('/')}`, part, 'names and rules are computed from it'));
  if (resourceGroup === undefined) {
    throw new ConfigError({
      code: 'AZURE_ID',
      path: '',
      got: `the resource id "${id}"`,
      why: `it is not the id of one of ${types.join('/')}`,
      fix: `pass the whole id as the portal and az show it: /subscriptions/…/resourceGroups/…/providers/…/${types.map((type) => `${type}/NAME`).join('/')}`,
    });
  }
  return { resourceGroup, names };
}
