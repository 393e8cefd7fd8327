import { complete } from '../../integration/azure/arm/completed';
import { Resource } from '../../integration/azure/arm/resource';
import { Store } from '../../integration/azure/arm/store';
import { GROUP } from './azure-program';

const TYPE = 'Microsoft.Network/publicIPAddresses';

test.each([[['1', '2'], ['1', '2', '3']], [['2'], ['2']], [undefined, undefined]])('the lab keeps an address of the zones %j in %j, as Azure does', (zones, kept) => {
  const address: Resource = { id: `${GROUP}/${TYPE}/public`, name: 'public', type: TYPE, zones, properties: {} };
  complete(address, undefined, { ofType: () => [] } as unknown as Store);
  expect(address.zones).toEqual(kept);
});
