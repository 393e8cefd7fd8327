import { load } from './load';
import { Sites } from './sites';
import { until } from './until';

/** When a Tomcat that has just started counts as warm, and how long that may take. */
const WARM_MS = 100;
const WARM_S = 180;

/** A Tomcat that has just started compiles what is asked for, and lets its visitors wait for the processor meanwhile. */
export async function untilWarm(sites: Sites, site: string): Promise<void> {
  await until(WARM_S, async () => {
    const { percentile99Ms } = await load({ site: sites.hostNameOf(site), ports: sites.ports, forMs: 3000, events: [] });
    return percentile99Ms <= WARM_MS ? '' : `99 of 100 answers within ${WARM_MS} ms, not ${percentile99Ms}`;
  });
}
