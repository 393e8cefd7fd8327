import { toAddress, toNumber } from '../machine/ipv4';
import { Store } from './store';

export const PUBLIC_ADDRESSES = 'Microsoft.Network/publicIPAddresses';
/** A range for documentation: nobody's addresses. */
const FIRST = '203.0.113.1';

/** An address that no other public address has. */
export function freePublicAddress(store: Store): string {
  const taken = store.ofType<{ ipAddress?: string }>(PUBLIC_ADDRESSES).map((each) => each.properties.ipAddress);
  let value = toNumber(FIRST);
  while (taken.includes(toAddress(value))) value += 1;
  return toAddress(value);
}

/** An address is of one zone or of all: of two, Azure makes all. */
export function storedZones(zones: string[] | undefined): string[] | undefined {
  return zones && zones.length > 1 ? ['1', '2', '3'] : zones;
}
