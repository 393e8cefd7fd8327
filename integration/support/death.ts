import { kill, logs, start } from './containers';
import { busiest, load } from './load';
import { Aftermath, LoadReport } from './load-report';
import { Sites } from './sites';

const DEATH_MS = 4000;
const RETURN_MS = 10_000;
const LOAD_MS = 24_000;

/** How many responses a Tomcat may have begun when it dies: these requests fail, and no others. */
export const MOST_BEGUN = 1;

export interface Death {
  readonly result: LoadReport;
  readonly death: Aftermath;
  /** The instance that died. */
  readonly victim: string;
  /** Responses that it had begun: mod_jk had their headers, and may ask nobody again (docs/failover.md). */
  readonly begun: number;
}

/** Visitors of a site are there while the Tomcat that has most sessions is killed, and while it comes back. */
export async function deathAndReturn(sites: Sites, site: string): Promise<Death> {
  let victim = '';
  const since = new Date().toISOString();
  const result = await load({
    site: sites.hostNameOf(site),
    ports: sites.ports,
    forMs: LOAD_MS,
    events: [
      {
        name: 'SIGKILL of',
        afterMs: DEATH_MS,
        run: async (spread) => {
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
  const said = (await Promise.all(sites.webs.map((web) => logs(web, '--since', since)))).join('\n');
  return { result, death: result.events[0], victim, begun: said.split('Part of the response has already been sent to the client').length - 1 };
}
