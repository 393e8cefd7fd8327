import { Browser, Probe, sessionKey } from './client';

/** A browser that goes from one web host to the other with every request, and knows where its session was. */
export class Visitor {
  private readonly browser: Browser;
  private last?: Probe;
  private visits = 0;

  public constructor(site: string, private readonly ports: number[]) {
    this.browser = new Browser(site);
  }

  public async comesBack(): Promise<Probe> {
    this.last = await this.browser.probe(this.ports[this.visits++ % this.ports.length]);
    return this.last;
  }

  /** Comes back, and the session is where it was left. */
  public async goesOn(): Promise<Probe> {
    const before = this.last!;
    const probe = await this.comesBack();
    expect({ session: sessionKey(probe.session), count: probe.count }).toEqual({ session: sessionKey(before.session), count: before.count + 1 });
    return probe;
  }

  public leaves(): void {
    this.browser.close();
  }
}
