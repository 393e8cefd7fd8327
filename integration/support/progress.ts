import { performance } from 'node:perf_hooks';

/** Seconds between two lines about something that still goes on. */
const PATIENCE_S = 15;

/** Prints a line, with the seconds since the program started. */
export function say(text: string): void {
  const seconds = (performance.now() / 1000).toFixed(1).padStart(6);
  for (const line of text.split('\n')) process.stdout.write(`${seconds} s  ${line}\n`);
}

/** Does the work, and says now and then that it still goes on. */
export async function patiently<T>(text: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const spent = () => Math.round((performance.now() - start) / 1000);
  const timer = setInterval(() => say(`  still ${text} (${spent()} s)`), PATIENCE_S * 1000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
