import { ipv4Range, overlap } from './ipv4';

/** Whether only the machine itself reaches what is bound to an address. */
export function isLoopback(address: string): boolean {
  return /^(127\.|localhost$|::1$)/.test(address);
}

/** Whether a range in CIDR notation has addresses that only the machine itself comes from. */
export function holdsLoopback(cidr: string): boolean {
  const [range, own] = [ipv4Range(cidr), ipv4Range('127.0.0.0/8')];
  return range !== undefined && own !== undefined && overlap(range, own);
}
