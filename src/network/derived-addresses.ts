import { ipv4, ipv4Text, Ipv4Subnet } from './ipv4';
import { stableSlots } from './stable-slots';
import { ConfigError } from '../checks/config-error';

/** Something that wants an address of a subnet. */
export interface AddressWish {
  /** Its name, from which an address is derived. */
  readonly key: string;
  /** The address that it must have. */
  readonly fixed?: string;
}

/**
 * Addresses for everything in a subnet, in the order of the wishes. They are derived from names, so that they stay when
 * others come and go.
 */
export function derivedAddresses(subnet: Ipv4Subnet, wishes: AddressWish[], path: string): string[] {
  const fixed = wishes.flatMap((wish) => wish.fixed ?? []);
  refuseTwice(fixed, path);
  const first = subnet.first + subnet.reserved;
  const size = subnet.size - subnet.reserved - 1; // the last one is for broadcasts
  const slots = stableSlots(wishes.filter((wish) => !wish.fixed).map(({ key }) => key), size, fixed.map((address) => ipv4(address)! - first));
  if (!slots) {
    throw new ConfigError({
      code: 'SUBNET_FULL', path, got: `${wishes.length} addresses in ${subnet.cidr}`, why: `it has ${size}`, fix: 'use a larger subnet, such as one that ends in /22',
    });
  }
  return wishes.map((wish) => wish.fixed ?? ipv4Text(first + slots.get(wish.key)!));
}

function refuseTwice(addresses: string[], path: string): void {
  const twice = addresses.find((address, index) => addresses.indexOf(address) < index);
  if (!twice) return;
  throw new ConfigError({
    code: 'ADDRESS_TAKEN', path, got: `the address ${twice} twice`, why: 'each has an address of its own', fix: 'choose another one, or leave it out',
  });
}
