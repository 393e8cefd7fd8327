import { load } from './load';
import { say } from './progress';
import { Sites } from './sites';

/** The answers of a Tomcat that is warm on a machine with processors to spare. */
const WARM_MS = 100;
/** So many visitors who ask as fast as they are answered have in seconds compiled what calmer ones need minutes for. */
const DRIVERS = 16;
const LOAD_MS = 3000;
/** A Tomcat that has not become faster for so many loads has compiled what it will. */
const NO_FASTER = 3;
/** Loads differ by more than this from one to the next where nothing has changed. */
const FASTER = 0.95;

/**
 * A Tomcat that has just started compiles what is asked for, and lets its visitors wait for the processor meanwhile. Warm is one that answers
 * at once, or that no longer becomes faster: a machine may have no more to give. Nothing is judged here, and the bounds of what is measured
 * afterwards are the same for both.
 */
export async function untilWarm(sites: Sites, site: string): Promise<void> {
  const visitors = { site: sites.hostNameOf(site), ports: sites.ports, forMs: LOAD_MS, events: [] };
  let fastest = Infinity;
  for (let noFaster = 0; noFaster < NO_FASTER;) {
    await load({ ...visitors, sessions: DRIVERS, everyMs: 0 });
    const { percentile99Ms } = await load(visitors);
    if (percentile99Ms <= WARM_MS) return;
    noFaster = percentile99Ms < fastest * FASTER ? 0 : noFaster + 1;
    fastest = Math.min(fastest, percentile99Ms);
  }
  say(`  ${site} becomes no faster: 99 of 100 answers within ${fastest} ms at best`);
}
