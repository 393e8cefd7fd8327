import { performance } from 'node:perf_hooks';
import { Browser } from '../../support/client';
import { freeze, kill, thaw } from '../../support/containers';
import { busiest } from '../../support/load';
import { Sites } from '../../support/sites';
import { SITE } from '../deployed-stack';
import { Fault, Finding } from '../fault';
import { cut, mend } from '../network';
import { FAULT_MS, LASTS_MS, Victim } from '../victim';

const BEGIN_MS = 3000;
const SECONDS = 60;
const PATIENCE_MS = 100_000;
const FREEZE_MS = 26_000;
const CUT_MS = 50_000;

/** Long requests run on a Tomcat that is never hit, while another one dies, hangs and is cut off. */
export const longRequest: Fault = {
  name: 'long-request',
  title: `Requests of ${SECONDS} s on the surviving node`,
  how: `Through each web host, a download of ${SECONDS} seconds and a page that is silent for ${SECONDS} seconds run on one Tomcat. `
    + 'Meanwhile another is killed and comes back, is frozen for 14 seconds, and its network is cut for 14 seconds; before '
    + 'it is frozen and cut, all visitors begin new sessions.',
  bar: { stallMs: 5000, also: `the ${SECONDS} s requests complete` },
  course: (sites) => {
    const victim = new Victim(sites);
    const requests: Promise<Finding>[] = [];
    return {
      events: [
        {
          name: 'long requests on',
          afterMs: BEGIN_MS,
          run: async ({ spread }) => {
            const hit = busiest(spread);
            const survivor = sites.instancesOf(SITE).find((instance) => instance !== hit)!;
            for (const port of sites.ports) for (const trickle of [true, false]) requests.push(longOne(sites, port, survivor, trickle));
            victim.instance = hit;
            return survivor;
          },
        },
        victim.again('SIGKILL of', 5000, kill),
        victim.comesBack(9000),
        victim.newSessions(),
        { ...victim.again('freeze of', FREEZE_MS, freeze), pauseMs: FAULT_MS },
        { ...victim.after('thaw of', 0, thaw), pauseMs: LASTS_MS },
        victim.newSessions(),
        { ...victim.again('cut of', CUT_MS, (container) => cut(container, 'both')), pauseMs: FAULT_MS },
        { ...victim.after('healing of', 0, mend), pauseMs: LASTS_MS },
        { name: 'end of', afterMs: 0, run: async () => { await Promise.all(requests); return 'the long requests'; } },
      ],
      findings: () => Promise.all(requests),
    };
  },
};

async function longOne(sites: Sites, port: number, survivor: string, trickle: boolean): Promise<Finding> {
  const browser = new Browser(sites.hostNameOf(SITE), PATIENCE_MS);
  browser.session = `x.${survivor}`;
  const start = performance.now();
  const what = `a ${trickle ? 'download' : 'silent page'} of ${SECONDS} s through ${sites.webHostOf(port)}`;
  const spent = () => `after ${((performance.now() - start) / 1000).toFixed(1)} s`;
  try {
    const { status, text } = await browser.visit(port, `/slow?seconds=${SECONDS}&trickle=${trickle}`);
    const complete = status === 200 && text.trim().endsWith(`done by ${survivor}`);
    return complete ? { text: `${what} completed ${spent()}` } : { text: `${what} ended ${spent()}: ${status} ${text.trim().slice(-60)}`, missed: true };
  } catch (error) {
    return { text: `${what} failed ${spent()}: ${(error as Error).message}`, missed: true };
  } finally {
    browser.close();
  }
}
