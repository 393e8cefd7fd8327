import { WAS_HOSTS } from './configurations';
import { Browser, Probe } from '../../integration/support/client';

const ATTEMPTS = 200;

/** Sessions of one site through one web host, as many on each of its Tomcats. */
export class Sessions {
  /**
   * @param port where the web host answers on 127.0.0.1
   * @param each how many sessions each Tomcat gets
   */
  public static async begin(site: string, port: number, each: number): Promise<Sessions> {
    const cookies = new Map<string, string[]>();
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { instance, session } = await probe(site, port);
      const others = cookies.get(instance) ?? [];
      if (others.length < each) cookies.set(instance, [...others, session]);
      const all = [...cookies.values()].flat();
      if (all.length === each * WAS_HOSTS.length) return new Sessions(site, port, all);
    }
    throw new Error(`${ATTEMPTS} new sessions of ${site} gave not each Tomcat ${each}`);
  }

  private counts: number[] = [];

  private constructor(
    private readonly site: string,
    private readonly port: number,
    /** The values of their cookies. */
    public readonly cookies: string[],
  ) {}

  /** Counts once more in each session, and returns how much was counted since the last time, these not among them. */
  public async counted(): Promise<number> {
    const counts = [];
    for (const cookie of this.cookies) {
      const { session, count } = await probe(this.site, this.port, cookie);
      if (session !== cookie) throw new Error(`a session of ${this.site} did not stay where it was: ${cookie} became ${session}`);
      counts.push(count);
    }
    const since = counts.map((count, index) => count - (this.counts[index] ?? count - 1) - 1);
    this.counts = counts;
    return since.reduce((sum, count) => sum + count, 0);
  }
}

/** Asks once, on a connection of its own: one that was left alone for a while may be closed just then. */
async function probe(site: string, port: number, cookie?: string): Promise<Probe> {
  const browser = new Browser(`${site}.example.com`);
  browser.session = cookie;
  try {
    return await browser.probe(port);
  } finally {
    browser.close();
  }
}
