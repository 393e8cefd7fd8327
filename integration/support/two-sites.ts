import { Sites } from './sites';

/** What the example two-sites-multicast is known by from outside. */
export const EXAMPLE = 'two-sites-multicast';
export const SITES = ['a', 'b'];

/**
 * @param stack the id of the stack
 * @param ports where web-01 and web-02 answer on 127.0.0.1
 */
export function twoSites(stack: string, ports: number[]): Sites {
  return new Sites({ stack, ports, wasHosts: { a: 2, b: 2 } });
}
