import { kill, start } from './containers';
import { busiest, load } from './load';
import { Aftermath, LoadReport } from './load-report';
import { Sites } from './sites';

const DEATH_MS = 4000;
const RETURN_MS = 10_000;
const LOAD_MS = 24_000;

export interface Death {
  readonly result: LoadReport;
  readonly death: Aftermath;
  /** The instance that died. */
  readonly victim: string;
}

/** Visitors of a site are there while the Tomcat that has most sessions is killed, and while it comes back. */
export async function deathAndReturn(sites: Sites, site: string): Promise<Death> {
  let victim = '';
  const result = await load({
    site: sites.hostNameOf(site),
    ports: sites.ports,
    forMs: LOAD_MS,
    events: [
      {
        name: 'SIGKILL of',
        afterMs: DEATH_MS,
        run: async ({ spread }) => {
          victim = busiest(spread);
          await kill(sites.containerOf(victim));
          return victim;
        },
      },
      {
        name: 'return of',
        afterMs: RETURN_MS,
        run: async () => {
          await start(sites.containerOf(victim));
          return victim;
        },
      },
    ],
  });
  return { result, death: result.events[0], victim };
}
