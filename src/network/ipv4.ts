import { ConfigError } from '../checks/config-error';
import { checkKnown } from '../checks/options/check-known';

/** The number of a dotted IPv4 address, or undefined where it is none. */
export function ipv4(address: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  return parts?.every((part) => part <= 255) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}

export function ipv4Text(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** Addresses that follow each other: the number of the first, and how many they are. */
export interface Ipv4Range {
  readonly first: number;
  readonly size: number;
}

/** Whether every address of a range is one of another. */
export function contains(outer: Ipv4Range, inner: Ipv4Range): boolean {
  return inner.first >= outer.first && inner.first + inner.size <= outer.first + outer.size;
}

/** Whether two ranges share an address. */
export function overlap(one: Ipv4Range, other: Ipv4Range): boolean {
  return other.first < one.first + one.size && one.first < other.first + other.size;
}

/** A range in CIDR notation, or undefined where it is none. */
export function ipv4Range(cidr: string): Ipv4Range | undefined {
  const [, start = '', length] = /^([\d.]+)\/(\d{1,2})$/.exec(cidr) ?? [];
  const [first, size] = [ipv4(start), 2 ** (32 - Number(length))];
  return first !== undefined && Number(length) <= 32 && first % size === 0 ? { first, size } : undefined;
}

/** A range of IPv4 addresses in CIDR notation. */
export class Ipv4Subnet implements Ipv4Range {
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
    checkKnown('a subnet', cidr, 'the addresses in it are computed from it', path);
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
}

/** The ranges that let in whoever wants to, by half of all addresses or more: one as it is, several that do so together by their number. */
export function everyoneAmong(cidrs: string[]): string | undefined {
  const isHalf = (those: string[]) => sizeTogether(those.flatMap((cidr) => ipv4Range(cidr) ?? [])) >= 2 ** 31;
  const one = cidrs.find((cidr) => isHalf([cidr]));
  return one ?? (isHalf(cidrs) ? `${cidrs.length} ranges that hold half of all addresses or more` : undefined);
}

/** How many addresses ranges have together, each counted once. */
function sizeTogether(ranges: Ipv4Range[]): number {
  let [size, end] = [0, 0];
  for (const range of [...ranges].sort((one, other) => one.first - other.first)) {
    const last = Math.max(end, range.first + range.size);
    size += last - Math.max(end, range.first);
    end = last;
  }
  return size;
}

/** Whether it is the address of a group, 224.0.0.0 to 239.255.255.255. */
export function isMulticast(address: string): boolean {
  const number = ipv4(address);
  return number !== undefined && number >>> 28 === 14;
}

/** Refuses what are no ranges of addresses, and none at all. */
export function checkCidrs(cidrs: string[], path: string): void {
  [cidrs, ...cidrs].forEach((given) => checkKnown('ranges of addresses', given, 'they are compared, and written into rules,', path));
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
