import { NetworkInterface } from '../arm/network';
import { Reference, Resource, sameId } from '../arm/resource';
import { Store } from '../arm/store';
import { METADATA, PLATFORM } from '../machine/special-addresses';

/** One side of a rule: prefixes, service tags or application security groups. */
export interface Side {
  readonly prefix?: string;
  readonly prefixes?: string[];
  readonly groups?: Reference[];
}

/** Translates addresses of security rules into expressions of nftables. */
export class AddressSets {
  /**
   * @param network the address space of the virtual network
   */
  public constructor(private readonly store: Store, private readonly network: string[]) {}

  /**
   * The expressions of which one must match. Empty when nothing can match, e.g. for a group without members;
   * an empty expression matches everything.
   *
   * @param field `saddr` or `daddr`
   */
  public expressions(field: string, { prefix, prefixes, groups }: Side): string[] {
    const words = [prefix, ...(prefixes ?? [])].filter((each): each is string => Boolean(each));
    const members = (groups ?? []).flatMap((each) => this.membersOf(each.id));
    return [...words.flatMap((each) => this.expressionsOf(field, each)), ...members.map((each) => `ip ${field} ${each}`)];
  }

  private expressionsOf(field: string, word: string): string[] {
    if (word.includes(':')) return []; // no machine of the lab has an IPv6 address
    if (/^\d/.test(word)) return word === '0.0.0.0/0' ? [''] : [`ip ${field} ${word}`];
    switch (word.toLowerCase()) {
      case '*':
      case 'any':
        return [''];
      case 'virtualnetwork':
        return this.network.map((each) => `ip ${field} ${each}`);
      case 'azureloadbalancer':
        return [`ip ${field} ${PLATFORM}`];
      case 'internet':
        return [`ip ${field} != { ${[...this.network, PLATFORM, METADATA].join(', ')} }`];
      default:
        return []; // the service is none of the lab's, or is reached at the platform's address, which no rule closes
    }
  }

  private membersOf(group: string): string[] {
    return this.store.ofType<NetworkInterface>('Microsoft.Network/networkInterfaces').flatMap((each) => addressesIn(each, group));
  }
}

function addressesIn({ properties }: Resource<NetworkInterface>, group: string): string[] {
  return properties.ipConfigurations
    .filter((each) => each.properties.applicationSecurityGroups?.some(({ id }) => sameId(id, group)))
    .flatMap((each) => each.properties.privateIPAddress ?? []);
}
