import type { Host } from './host';
import type { Service } from './service';

/** What a host has, where the program says it. */
export interface Capacity {
  readonly memoryMegabytes?: number;
  readonly cores?: number;
}

/** What a process needs of its host's memory, in MiB. */
export interface MemoryNeed {
  /** Undefined where it follows from a number that only Terraform knows. */
  readonly megabytes: number | undefined;
  /** Whether it takes an equal share of what is left as well. */
  readonly shares: boolean;
}

/**
 * What no service needs, in MiB, less than nothing where they need more; undefined where the host does not say its memory, or a service not its
 * need.
 */
export function memoryLeft(host: Host): number | undefined {
  const { memoryMegabytes } = host._capacity;
  const needs = host._services.map(({ memory }) => memory().megabytes);
  const known = needs.flatMap((megabytes) => megabytes ?? []);
  if (memoryMegabytes === undefined || known.length < needs.length) return undefined;
  return memoryMegabytes - host._systemMegabytes - known.reduce((sum, megabytes) => sum + megabytes, 0);
}

/** What of it each service has that takes a share, in MiB; undefined where that is not known. */
export function shareOfMemory(host: Host): number | undefined {
  const left = memoryLeft(host);
  return left === undefined ? undefined : Math.floor(left / Math.max(takersOf(host).length, 1));
}

/** The most that a service may use, in MiB; undefined where that is not known. */
export function memoryOf(host: Host, service: Service): number | undefined {
  const share = shareOfMemory(host);
  const { megabytes } = service.memory();
  return share === undefined || megabytes === undefined ? undefined : megabytes + (takersOf(host).includes(service) ? Math.max(share, 0) : 0);
}

/** Who has what is left: those that take a share; where none does it would be of no use to anybody, and all have it. */
function takersOf({ _services: services }: Host): Service[] {
  const sharing = services.filter(({ memory }) => memory().shares);
  return sharing.length > 0 ? sharing : services;
}
