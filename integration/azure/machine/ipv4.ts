/** A range of addresses, as numbers. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

export function toNumber(address: string): number {
  return address.split('.').reduce((sum, each) => sum * 256 + Number(each), 0);
}

export function toAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

export function rangeOf(prefix: string): Range {
  const [address, length = '32'] = prefix.split('/');
  const size = 2 ** (32 - Number(length));
  const first = Math.floor(toNumber(address) / size) * size;
  return { first, last: first + size - 1 };
}

export function contains(prefix: string, address: string): boolean {
  const { first, last } = rangeOf(prefix);
  return toNumber(address) >= first && toNumber(address) <= last;
}
