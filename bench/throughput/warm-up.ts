import { Measurements } from './measurements';
import { say } from '../../integration/support/progress';

const SECONDS = { counting: 5, working: 2, reading: 1 };
const TURNS = { least: 3, most: 12 };
/** What counts as less than ever before. */
const LESS = 0.95;

/**
 * Asks all in turn until the Tomcats of none need less processor time for a request any more. Java compiles what is often used, in threads that
 * count among it, and long after requests have become as fast as the rest of the machine lets them be.
 *
 * @param check is called before each, and may end it with an error
 */
export async function untilSteady(all: Measurements[], check: () => void): Promise<void> {
  const least = all.map(() => Infinity);
  for (let turn = 1; turn <= TURNS.most; turn++) {
    let steady = true;
    for (const [index, each] of all.entries()) {
      check();
      const { microsOfTomcats } = await each.round('counting', SECONDS.counting);
      await each.round('working', SECONDS.working);
      await each.round('reading', SECONDS.reading);
      steady &&= microsOfTomcats >= least[index] * LESS;
      least[index] = Math.min(least[index], microsOfTomcats);
    }
    const figures = all.map(({ subject: { site, mechanism } }, index) => `${site} ${mechanism} ${least[index].toFixed(0)} µs`);
    say(`warming up, turn ${turn}: Tomcats at best ${figures.join(', ')}`);
    if (steady && turn >= TURNS.least) return;
  }
  say(`warming up: still less in turn ${TURNS.most}, and measured as it is`);
}
