import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { say } from './progress';

const LOOK_AGAIN_MS = 250;
const SAY_AGAIN_MS = 15_000;

/**
 * Waits until nothing is missing any more.
 *
 * @param seconds how long to wait before it is a failure
 * @param missing what the wait is still for; empty when it is over. An error that it throws ends the wait.
 */
export async function until(seconds: number, missing: () => Promise<string>): Promise<void> {
  const start = performance.now();
  for (let said = start; ;) {
    const what = await missing();
    if (!what) return;
    const now = performance.now();
    if (now - start > seconds * 1000) throw new Error(`after ${seconds} s still waiting for ${what}`);
    if (now - said > SAY_AGAIN_MS) {
      said = now;
      say(`  still waiting for ${what}`);
    }
    await pause(LOOK_AGAIN_MS);
  }
}
