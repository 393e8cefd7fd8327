import { Browser } from './client';
import { Sites } from './sites';
import { until } from './until';

/** How long the balancers may take to use a Tomcat again that was dead. */
const USED_S = 90;
/** How many visitors even out what a balancer counts, and how often each asks before a new one is looked at. */
const EVENING_VISITORS = 8;
const EVENING_VISITS = 50;

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
        await Promise.all(Array.from({ length: EVENING_VISITORS }, () => evenOut(sites.hostNameOf(site), port, browser.session)));
        return `${sites.webHostOf(port)} to give a new session to ${instance}`;
      } finally {
        browser.close();
      }
    });
  }
}

/** Asks for a page of a session again and again. */
async function evenOut(site: string, port: number, session: string | undefined): Promise<void> {
  const browser = new Browser(site);
  browser.session = session;
  try {
    for (let visit = 0; visit < EVENING_VISITS; visit++) await browser.visit(port, '/session');
  } finally {
    browser.close();
  }
}
