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

/** What is left for each service that takes a share, in MiB; undefined where the host does not say its memory, or a service not its need. */
export function shareOfMemory(host: Host): number | undefined {
  const { memoryMegabytes } = host._capacity;
  const needs = host._services.map(({ memory }) => memory());
  const known = needs.flatMap(({ megabytes }) => megabytes ?? []);
  if (memoryMegabytes === undefined || known.length < needs.length) return undefined;
  const left = memoryMegabytes - host._systemMegabytes - known.reduce((sum, megabytes) => sum + megabytes, 0);
  return Math.floor(left / Math.max(needs.filter(({ shares }) => shares).length, 1));
}

/** The most that a service may use, in MiB; undefined where that is not known. */
export function memoryOf(host: Host, service: Service): number | undefined {
  const share = shareOfMemory(host);
  const { megabytes, shares } = service.memory();
  return share === undefined || megabytes === undefined ? undefined : megabytes + (shares ? Math.max(share, 0) : 0);
}
