import { ConfigError } from '../checks/config-error';

/** The number of a dotted IPv4 address, or undefined where it is none. */
export function ipv4(address: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  return parts?.every((part) => part <= 255) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}

export function ipv4Text(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** A range of IPv4 addresses in CIDR notation. */
export class Ipv4Subnet {
  /** The number of the first address, which names the network. */
  public readonly first: number;
  /** How many addresses it has. */
  public readonly size: number;

  public constructor(public readonly cidr: string, path: string) {
    const [, start = '', length] = /^([\d.]+)\/(\d{1,2})$/.exec(cidr) ?? [];
    const [address, bits] = [ipv4(start), Number(length)];
    if (address === undefined || !(bits >= 8 && bits <= 29) || address % 2 ** (32 - bits) !== 0) {
      throw new ConfigError({
        code: 'SUBNET',
        path,
        got: `the subnet "${cidr}"`,
        why: 'a subnet is its first IPv4 address and the length of its prefix, 8 to 29',
        fix: 'write it as in 172.30.0.0/24',
      });
    }
    this.first = address;
    this.size = 2 ** (32 - bits);
  }

  /** Whether it may be a container's: the first names the network, the second is the gateway, the last is for broadcasts. */
  public isForHosts(address: string): boolean {
    const number = ipv4(address);
    return number !== undefined && number >= this.first + 2 && number < this.first + this.size - 1;
  }
}
