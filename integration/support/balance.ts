import { performance } from 'node:perf_hooks';
import { Browser } from './client';
import { Sites } from './sites';
import { until } from './until';

/** How long the balancers may take to use a Tomcat again that was dead. */
const USED_S = 90;
/** How many requests of one session a balancer may count at once, and of how many visitors, while they are evened out. */
const MOST_VISITS = 512;
const VISITORS = 8;
const EVEN_S = 60;

/**
 * Waits until every web host gives new sessions to this instance. A Tomcat that came back serves before the balancers
 * look at it again: each does so only some time after its own last failure with it. mod_proxy_balancer, which counts all requests, gives
 * new sessions to the Tomcat that has had fewer requests alone: those that are given to another one go on there until the count is even.
 */
export async function untilUsed(sites: Sites, site: string, instance: string): Promise<void> {
  for (const port of sites.ports) {
    await until(USED_S, async () => {
      const browser = new Browser(sites.hostNameOf(site));
      try {
        const probe = await browser.probe(port);
        if (probe.instance === instance) return '';
        await visit(sites.hostNameOf(site), port, browser.session, MOST_VISITS);
        return `${sites.webHostOf(port)} to give a new session to ${instance}`;
      } finally {
        browser.close();
      }
    });
  }
}

/**
 * Has every web host spread new sessions. mod_proxy_balancer would give all of them to the Tomcat that is behind: it is asked for pages until
 * another one is behind, by half as many requests each time.
 */
export async function evenOut(sites: Sites, site: string): Promise<void> {
  for (const port of sites.ports) {
    let last: string | undefined;
    const start = performance.now();
    for (let visits = MOST_VISITS; visits >= 1;) {
      if (performance.now() - start > EVEN_S * 1000) throw new Error(`after ${EVEN_S} s ${sites.webHostOf(port)} still gives all new sessions to ${last}`);
      const browser = new Browser(sites.hostNameOf(site));
      const { instance } = await browser.probe(port).finally(() => browser.close());
      if (last !== undefined && instance !== last) visits /= 2;
      last = instance;
      await visit(sites.hostNameOf(site), port, browser.session, visits);
    }
  }
}

/** Asks for a page of a session so many times. */
async function visit(site: string, port: number, session: string | undefined, times: number): Promise<void> {
  await Promise.all(Array.from({ length: VISITORS }, async (_, visitor) => {
    const browser = new Browser(site);
    browser.session = session;
    try {
      for (let done = visitor; done < times; done += VISITORS) await browser.visit(port, '/session');
    } finally {
      browser.close();
    }
  }));
}
