import { contains, rangeOf, toAddress } from '../machine/ipv4';
import { NetworkInterface, Subnet } from './network';
import { Refusal } from './refusal';
import { Resource, sameId } from './resource';
import { Store } from './store';

export const NETWORK_INTERFACES = 'Microsoft.Network/networkInterfaces';
/** Azure keeps the first four addresses of each subnet, and the last. */
const KEPT = 4;

/** Gives each configuration of an interface its address, and refuses those that Azure refuses. */
export function assignAddresses(networkInterface: Resource<NetworkInterface>, store: Store): void {
  for (const { properties } of networkInterface.properties.ipConfigurations) {
    const subnet = store.get<Subnet>(properties.subnet?.id);
    const prefix = subnet?.properties.addressPrefix ?? subnet?.properties.addressPrefixes?.[0];
    if (!subnet || !prefix) throw new Refusal(400, 'InvalidResourceReference', `The subnet of '${networkInterface.name}' was not found.`);
    const taken = addressesOfOthers(networkInterface, subnet.id, store);
    const { first, last } = rangeOf(prefix);
    if (!properties.privateIPAddress) {
      let value = first + KEPT;
      while (taken.includes(toAddress(value))) value += 1;
      properties.privateIPAddress = toAddress(value);
    }
    const address = properties.privateIPAddress;
    if (!contains(prefix, address)) throw new Refusal(400, 'PrivateIPAddressNotInSubnet', `${address} does not belong to the range of subnet prefix ${prefix}.`);
    if (isKept(address, first, last)) {
      throw new Refusal(400, 'PrivateIPAddressInReservedRange', `${address} falls within reserved IP range of subnet prefix ${prefix}.`);
    }
    if (taken.includes(address)) throw new Refusal(400, 'PrivateIPAddressInUse', `${address} is already allocated to another resource.`);
  }
}

function isKept(address: string, first: number, last: number): boolean {
  const kept = [...Array(KEPT).keys()].map((each) => toAddress(first + each));
  return [...kept, toAddress(last)].includes(address);
}

function addressesOfOthers(networkInterface: Resource<NetworkInterface>, subnet: string, store: Store): string[] {
  return store.ofType<NetworkInterface>(NETWORK_INTERFACES)
    .filter((each) => !sameId(each.id, networkInterface.id))
    .flatMap((each) => each.properties.ipConfigurations)
    .filter((each) => sameId(each.properties.subnet?.id, subnet))
    .flatMap((each) => each.properties.privateIPAddress ?? []);
}
