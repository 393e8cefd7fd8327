import { WAS_HOSTS } from './configurations';
import { portOf } from './mechanisms';
import { Browser } from '../../integration/support/client';

const ATTEMPTS = 200;

/** Sessions of one site through one web host, as many on each of its Tomcats. */
export class Sessions {
  /** @param each how many sessions each Tomcat gets */
  public static async begin(site: string, mechanism: string, each: number): Promise<Sessions> {
    const port = portOf(mechanism);
    const browsers = new Map<string, Browser[]>();
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const browser = new Browser(`${site}.example.com`);
      const { instance } = await browser.probe(port);
      const others = browsers.get(instance) ?? [];
      if (others.length < each) browsers.set(instance, [...others, browser]);
      else browser.close();
      const all = [...browsers.values()].flat();
      if (all.length === each * WAS_HOSTS.length) return new Sessions(site, port, all);
    }
    throw new Error(`${ATTEMPTS} new sessions of ${site} gave not each Tomcat ${each}`);
  }

  private counts: number[] = [];

  private constructor(private readonly site: string, private readonly port: number, private readonly browsers: Browser[]) {}

  /** The values of their cookies. */
  public get cookies(): string[] {
    return this.browsers.map(({ session }) => session!);
  }

  /** Counts once more in each session, and returns how much was counted since the last time, these not among them. */
  public async counted(): Promise<number> {
    const counts = [];
    for (const browser of this.browsers) {
      const before = browser.session;
      const { count } = await browser.probe(this.port);
      if (browser.session !== before) throw new Error(`a session of ${this.site} did not stay where it was: ${before} became ${browser.session}`);
      counts.push(count);
    }
    const since = counts.map((count, index) => count - (this.counts[index] ?? count - 1) - 1);
    this.counts = counts;
    return since.reduce((sum, count) => sum + count, 0);
  }

  public close(): void {
    this.browsers.forEach((browser) => browser.close());
  }
}
