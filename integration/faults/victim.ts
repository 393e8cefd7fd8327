import { untilUsed } from '../support/balance';
import { start, untilHealthy } from '../support/containers';
import { busiest, LoadEvent } from '../support/load';
import { Sites } from '../support/sites';
import { until } from '../support/until';
import { SITE } from './deployed-stack';

/** How long after sessions have begun the fault comes: by then each has made some requests. */
export const FAULT_MS = 3000;
/** How long a Tomcat that died stays away. */
export const AWAY_MS = 6000;
/** How long a fault lasts that heals by itself. */
export const LASTS_MS = 14_000;
const HEALTHY_S = 120;
const SESSIONS_S = 10;

/** A Tomcat that has sessions: a fault that hits no session proves nothing. */
export class Victim {
  public instance = '';

  public constructor(private readonly sites: Sites) {}

  public get container(): string {
    return this.sites.containerOf(this.instance);
  }

  /** Does it to the Tomcat that has most sessions at that moment. */
  public event(name: string, afterMs: number, run: (container: string) => Promise<unknown>): LoadEvent {
    return {
      name,
      afterMs,
      run: async ({ spread }) => {
        this.instance = busiest(spread);
        await run(this.container);
        return this.instance;
      },
    };
  }

  /** Does it to the Tomcat that was hit before. */
  public after(name: string, afterMs: number, run: (container: string) => Promise<unknown>): LoadEvent {
    return {
      name,
      afterMs,
      run: async () => {
        const said = await run(this.container);
        return [this.instance, ...said ? [`(${said})`] : []].join(' ');
      },
    };
  }

  /** Has other sessions begin in the place of all, when the web hosts use it again: those that fled from it stay where they are. */
  public newSessions(): LoadEvent {
    return {
      name: 'new sessions of',
      afterMs: 0,
      run: async (visitors) => {
        await untilUsed(this.sites, SITE, this.instance);
        visitors.beginAnew();
        await until(SESSIONS_S, async () => visitors.spread[this.instance] ? '' : `a session of ${this.instance}`);
        return this.instance;
      },
    };
  }

  /** Does it to the same Tomcat once more, which must have sessions again. */
  public again(name: string, afterMs: number, run: (container: string) => Promise<unknown>): LoadEvent {
    return {
      name,
      afterMs,
      run: async ({ spread }) => {
        if (!spread[this.instance]) throw new Error(`${name} ${this.instance} would prove nothing: it has no session`);
        await run(this.container);
        return this.instance;
      },
    };
  }

  /** Starts it again, and waits until the web hosts use it. */
  public comesBack(afterMs: number): LoadEvent {
    return this.after('return of', afterMs, () => comeBack(this.sites, this.instance));
  }
}

/** Starts a Tomcat, and waits until each web host gives new sessions to it. */
export async function comeBack(sites: Sites, instance: string): Promise<void> {
  const container = sites.containerOf(instance);
  await start(container);
  await untilHealthy([container], HEALTHY_S);
  await untilUsed(sites, SITE, instance);
}
