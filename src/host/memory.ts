import type { Host } from './host';
import type { Service } from './service';

/** What a host has, where the program says it. */
export interface Capacity {
  readonly memoryMegabytes?: number;
  readonly cores?: number;
}

/** What a process needs of its host's memory, in MiB. */
export interface MemoryNeed {
  readonly megabytes: number;
  /** Whether it takes an equal share of what is left as well. */
  readonly shares: boolean;
}

/** What is left for each service that takes a share, in MiB; undefined where the host does not say its memory. */
export function shareOfMemory(host: Host): number | undefined {
  const { memoryMegabytes } = host._capacity;
  if (memoryMegabytes === undefined) return undefined;
  const needs = host._services.map(({ memory }) => memory());
  const left = memoryMegabytes - host._systemMegabytes - needs.reduce((sum, { megabytes }) => sum + megabytes, 0);
  return Math.floor(left / Math.max(needs.filter(({ shares }) => shares).length, 1));
}

/** The most that a service may use, in MiB; undefined where the host does not say its memory. */
export function memoryOf(host: Host, service: Service): number | undefined {
  const share = shareOfMemory(host);
  const { megabytes, shares } = service.memory();
  return share === undefined ? undefined : megabytes + (shares ? Math.max(share, 0) : 0);
}
