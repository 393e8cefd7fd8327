import type { TomcatInstance } from './tomcat-instance';
import { checkNumbers } from '../cluster/check-numbers';
import { ConfigError } from '../checks/config-error';
import { MemoryNeed, shareOfMemory } from '../host/memory';

/** Where neither the program nor the host says anything. */
const HEAP = 512;
/** With more than 31 GiB the JVM needs longer pointers, and has less room for a while. */
const MOST_HEAP = 31 * 1024;
/** With less no Tomcat is of use. */
export const LEAST_HEAP = 64;
/** What a JVM with a Tomcat holds beside its heap: classes, compiled code, what the collector notes, buffers. */
const BESIDE_HEAP = 256;
/** The part of a thread's stack, of 1 MiB at most, that requests use. */
const STACK = 0.25;

/** What a program says of the memory of a Tomcat. */
export interface HeapOptions {
  readonly minHeapMegabytes?: number;
  readonly maxHeapMegabytes?: number;
  readonly jvmOptions?: string[];
}

/** Refuses numbers of which the JVM would take others. */
export function checkHeap({ minHeapMegabytes, maxHeapMegabytes, jvmOptions = [] }: HeapOptions, path: string): void {
  checkNumbers('a Tomcat', { maxHeapMegabytes: [maxHeapMegabytes, 16], minHeapMegabytes: [minHeapMegabytes, 1, maxHeapMegabytes] });
  const said = jvmOptions.find((option) => /^-Xm[sx]|^-XX:(Max|Min|Initial)(RAMPercentage|HeapSize)=/.test(option));
  if (said === undefined) return;
  throw new ConfigError({
    code: 'HEAP_OPTION',
    path,
    got: `${said} among the jvmOptions`,
    why: 'the library writes the size of the heap, and compares it with the memory of the host',
    fix: 'use maxHeapMegabytes and minHeapMegabytes',
  });
}

/** What a Tomcat needs beside what it is given for its heap. */
export function memoryNeed(instance: TomcatInstance): MemoryNeed {
  const { maxHeapMegabytes } = instance._props;
  return { megabytes: besideHeap(instance) + (maxHeapMegabytes ?? 0), shares: maxHeapMegabytes === undefined };
}

/** The most memory of the heap, in MiB: what the program says, otherwise a fair share of what the host says. */
export function heapMegabytes(instance: TomcatInstance): number {
  const { maxHeapMegabytes, minHeapMegabytes = 0 } = instance._props;
  if (maxHeapMegabytes !== undefined) return maxHeapMegabytes;
  const share = shareOfMemory(instance.host);
  // A multiple of what the JVM aligns its heap to.
  if (share !== undefined) return Math.min(Math.max(Math.floor(share / 16) * 16, LEAST_HEAP), MOST_HEAP);
  return Math.max(HEAP, minHeapMegabytes);
}

/** The threads of a Tomcat that process requests. */
function requestThreads(instance: TomcatInstance): number {
  const pools = [...instance._connectors.filter(({ _options: { executor } }) => !executor), ...instance._executors];
  return pools.reduce((sum, { _maxThreads }) => sum + (_maxThreads ?? 0), 0);
}

function besideHeap(instance: TomcatInstance): number {
  return BESIDE_HEAP + Math.ceil(requestThreads(instance) * STACK);
}
