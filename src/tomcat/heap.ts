import { Token } from 'cdktf';
import type { TomcatInstance } from './tomcat-instance';
import { checkNumbers } from '../checks/options/check-numbers';
import { ConfigError } from '../checks/config-error';
import { MemoryNeed, shareOfMemory } from '../host/memory';

/** Where neither the program nor the host says anything. */
const HEAP = 512;
/** With more than 31 GiB the JVM needs longer pointers, and has less room for a while. */
const MOST_HEAP = 31 * 1024;
/** With less no Tomcat is of use. */
export const LEAST_HEAP = 64;
/** What a JVM with a Tomcat holds beside its heap, however large that is: classes, compiled code, buffers. */
const BESIDE_HEAP = 256;
/**
 * What the collector notes beside the heap, for each MiB of it. G1 of Java 17 took 104 MiB at a heap of 1696, 175 at 3728, 336 at 7824 and 1216
 * at 31744, which is 6 of a hundred of a small one and 4 of a large one.
 */
const COLLECTOR = 1 / 20;
/** The part of a thread's stack, of 1 MiB at most, that requests use. */
const STACK = 0.25;

/** What a program says of the memory of a Tomcat. */
export interface HeapOptions {
  readonly minHeapMegabytes?: number;
  readonly maxHeapMegabytes?: number;
}

/** Refuses numbers of which the JVM would take others. */
export function checkHeap({ minHeapMegabytes, maxHeapMegabytes }: HeapOptions, path: string): void {
  checkNumbers('a Tomcat', { maxHeapMegabytes: [maxHeapMegabytes, 16], minHeapMegabytes: [minHeapMegabytes, 1, maxHeapMegabytes] }, path);
  if (maxHeapMegabytes !== undefined || !Token.isUnresolved(minHeapMegabytes)) return;
  throw new ConfigError({
    code: 'VALUE_NOT_KNOWN',
    path,
    got: 'a minHeapMegabytes that only Terraform knows, without maxHeapMegabytes',
    why: 'the most is derived when the program is synthesized, and a JVM whose heap may grow to less than the least does not start',
    fix: 'say maxHeapMegabytes too, or the number in the program',
  });
}

/** What a Tomcat needs beside its share, of which the collector takes its part too. */
export function memoryNeed(instance: TomcatInstance): MemoryNeed {
  const { maxHeapMegabytes } = instance._props;
  const threads = requestThreads(instance);
  const known = ![maxHeapMegabytes, ...threads].some(Token.isUnresolved);
  const said = Math.ceil((maxHeapMegabytes ?? 0) * (1 + COLLECTOR));
  return { megabytes: known ? besideHeap(threads) + said : undefined, shares: maxHeapMegabytes === undefined };
}

/** The most memory of the heap, in MiB: what the program says, otherwise a fair share of what the host says. */
export function heapMegabytes(instance: TomcatInstance): number {
  const { maxHeapMegabytes, minHeapMegabytes = 0 } = instance._props;
  if (maxHeapMegabytes !== undefined) return maxHeapMegabytes;
  const share = shareOfMemory(instance.host);
  return share === undefined ? Math.max(HEAP, minHeapMegabytes) : heapOfShare(share);
}

/**
 * The heap of a Tomcat that has a share of its host's memory, in MiB: beside it the collector has room, and it is a multiple of what the JVM
 * aligns its heap to.
 */
export function heapOfShare(share: number): number {
  return Math.min(Math.max(Math.floor(share / (1 + COLLECTOR) / 16) * 16, LEAST_HEAP), MOST_HEAP);
}

/** The threads of a Tomcat that process requests, pool by pool. */
function requestThreads(instance: TomcatInstance): number[] {
  const pools = [...instance._connectors.filter(({ _options: { executor } }) => !executor), ...instance._executors];
  return pools.map(({ _maxThreads = 0 }) => _maxThreads);
}

function besideHeap(threads: number[]): number {
  return BESIDE_HEAP + Math.ceil(threads.reduce((sum, number) => sum + number, 0) * STACK);
}
