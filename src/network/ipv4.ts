import { ConfigError } from '../checks/config-error';

/** The number of a dotted IPv4 address, or undefined where it is none. */
export function ipv4(address: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  return parts?.every((part) => part <= 255) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}

export function ipv4Text(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** The number of the first address of a range in CIDR notation and how many it has, or undefined where it is none. */
export function ipv4Range(cidr: string): { first: number; size: number } | undefined {
  const [, start = '', length] = /^([\d.]+)\/(\d{1,2})$/.exec(cidr) ?? [];
  const [first, size] = [ipv4(start), 2 ** (32 - Number(length))];
  return first !== undefined && Number(length) <= 32 && first % size === 0 ? { first, size } : undefined;
}

/** A range of IPv4 addresses in CIDR notation. */
export class Ipv4Subnet {
  /** The number of the first address, which names the network. */
  public readonly first: number;
  /** How many addresses it has. */
  public readonly size: number;

  public constructor(
    public readonly cidr: string,
    path: string,
    /** How many addresses at the beginning are not for hosts: on Docker the network's name and the gateway. */
    public readonly reserved: number = 2,
  ) {
    const range = ipv4Range(cidr);
    if (!range || range.size > 2 ** 24 || range.size < 8) {
      throw new ConfigError({
        code: 'SUBNET',
        path,
        got: `the subnet "${cidr}"`,
        why: 'a subnet is its first IPv4 address and the length of its prefix, 8 to 29',
        fix: 'write it as in 172.30.0.0/24',
      });
    }
    this.first = range.first;
    this.size = range.size;
  }

  /** Whether it may be a host's: the first ones are the network's, the last is for broadcasts. */
  public isForHosts(address: string): boolean {
    const number = ipv4(address);
    return number !== undefined && number >= this.first + this.reserved && number < this.first + this.size - 1;
  }

  /** Whether every address of another range is one of this. */
  public contains(other: Ipv4Subnet): boolean {
    return other.first >= this.first && other.first + other.size <= this.first + this.size;
  }

  /** Whether the two share an address. */
  public overlaps(other: Ipv4Subnet): boolean {
    return other.first < this.first + this.size && this.first < other.first + other.size;
  }
}

/** The range that lets in whoever wants to, by half of all addresses or more. */
export function everyoneAmong(cidrs: string[]): string | undefined {
  return cidrs.find((cidr) => (ipv4Range(cidr)?.size ?? 0) >= 2 ** 31);
}

/** Whether it is the address of a group, 224.0.0.0 to 239.255.255.255. */
export function isMulticast(address: string): boolean {
  const number = ipv4(address);
  return number !== undefined && number >>> 28 === 14;
}

/** Refuses what are no ranges of addresses, and none at all. */
export function checkCidrs(cidrs: string[], path: string): void {
  cidrs.forEach((cidr) => checkCidr(cidr, path));
  if (cidrs.length > 0) return;
  throw new ConfigError({
    code: 'CIDR', path, got: 'no addresses', why: 'a rule that lets nobody in is none', fix: 'write at least one range, as in 203.0.113.0/24, or leave it out',
  });
}

/** A range of addresses of whatever size. */
function checkCidr(cidr: string, path: string): void {
  if (ipv4Range(cidr)) return;
  throw new ConfigError({
    code: 'CIDR',
    path,
    got: `the addresses "${cidr}"`,
    why: 'a range is its first IPv4 address and the length of its prefix',
    fix: 'write it as in 203.0.113.0/24, and one address as in 203.0.113.7/32',
  });
}
