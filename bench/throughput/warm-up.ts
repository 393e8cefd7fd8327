import { Measurements } from './measurements';
import { say } from '../../integration/support/progress';

const SECONDS = { counting: 5, working: 2, reading: 1 };
const TURNS = { least: 3, most: 7 };
/** What counts as faster than ever before. */
const FASTER = 1.05;

/**
 * Asks all in turn until none becomes faster any more: Java compiles what is often used, and does so while the others are asked.
 *
 * @param check is called before each, and may end it with an error
 */
export async function untilSteady(all: Measurements[], check: () => void): Promise<void> {
  const best = all.map(() => 0);
  for (let turn = 1; turn <= TURNS.most; turn++) {
    let faster = false;
    for (const [index, each] of all.entries()) {
      check();
      const { throughput } = await each.round('counting', SECONDS.counting);
      await each.round('working', SECONDS.working);
      await each.round('reading', SECONDS.reading);
      faster ||= throughput > best[index] * FASTER;
      best[index] = Math.max(best[index], throughput);
    }
    say(`warming up, turn ${turn}: at best ${all.map(({ subject: { site, mechanism } }, index) => `${site} ${mechanism} ${best[index].toFixed(0)}/s`).join(', ')}`);
    if (turn >= TURNS.least && !faster) return;
  }
}
