import { Browser } from './client';
import { Sites } from './sites';
import { until } from './until';

/** How long the balancers may take to use a Tomcat again that was dead. */
const USED_S = 90;

/**
 * Waits until every web host gives new sessions to this instance. A Tomcat that came back serves before the balancers
 * look at it again: each does so only some time after its own last failure with it.
 */
export async function untilUsed(sites: Sites, site: string, instance: string): Promise<void> {
  for (const port of sites.ports) {
    await until(USED_S, async () => {
      const browser = new Browser(sites.hostNameOf(site));
      try {
        const probe = await browser.probe(port);
        return probe.instance === instance ? '' : `${sites.webHostOf(port)} to give a new session to ${instance}`;
      } finally {
        browser.close();
      }
    });
  }
}
