import { Browser, Probe, probeOf, sessionKey } from '../../support/client';
import { Sites } from '../../support/sites';
import { Fault, Finding } from '../fault';
import { SITE } from '../deployed-stack';
import { mend, part } from '../network';
import { FAULT_MS, LASTS_MS } from '../victim';

const MOVE_MS = 6000;
const CHANGES = 3;
/** Members that see each other again take each other back within this time, and give each other what is new within this one. */
const TAKEN_BACK_MS = 2000;
const REPLICATED_MS = 1000;

/**
 * Which Tomcat a session is on is up to the web hosts, so that it stays and notices nothing. What it would see on the other side is
 * asked of sessions of its own, which are sent there.
 */
export const split: Fault = {
  name: 'split',
  title: 'Split between the WAS',
  how: 'The Tomcats do not hear each other for 14 seconds, while both serve the web hosts.',
  bar: {},
  course: (sites) => {
    const findings: Finding[] = [];
    const before = [new Mover(sites, 'begun before the split'), new Mover(sites, 'begun before the split')];
    const during = [new Mover(sites, 'begun during the split'), new Mover(sites, 'begun during the split')];
    const after = sites.ports.map(() => new Mover(sites, 'begun after it was healed'));
    const change = async (movers: Mover[]) => { for (const mover of movers) await mover.counts(CHANGES); };
    return {
      events: [
        { name: 'sessions begin', afterMs: FAULT_MS - 2000, run: async () => { await change(before); return 'that will move'; } },
        { name: 'split of', afterMs: FAULT_MS, run: async () => { await forEachPair(sites, part); return sites.instancesOf(SITE).join(' and '); } },
        {
          name: 'move of',
          afterMs: FAULT_MS + MOVE_MS,
          run: async () => {
            await change([...before, ...during]);
            findings.push(await before[0].moves('during the split'), await during[0].moves('during the split'));
            return 'a session to the other side';
          },
        },
        {
          name: 'healing of',
          afterMs: FAULT_MS + LASTS_MS,
          run: async () => { await Promise.all(sites.tomcatsOf(SITE).map(mend)); return 'the split'; },
        },
        {
          name: 'sessions begin',
          afterMs: FAULT_MS + LASTS_MS + TAKEN_BACK_MS,
          run: async () => { await change(after); return 'that will move'; },
        },
        {
          name: 'move of',
          afterMs: FAULT_MS + LASTS_MS + TAKEN_BACK_MS + REPLICATED_MS,
          run: async () => {
            for (const mover of after) findings.push(await mover.moves('a second later', true));
            return 'new sessions to the other side';
          },
        },
        {
          name: 'move of',
          afterMs: FAULT_MS + LASTS_MS + MOVE_MS,
          run: async () => {
            await change([before[1], during[1]]);
            findings.push(await before[1].moves('after it was healed'), await during[1].moves('after it was healed'));
            return 'a session to the other side';
          },
        },
      ],
      findings: async () => findings,
    };
  },
};

/** A session that is moved. */
class Mover {
  private readonly browser: Browser;
  private last?: Probe;

  public constructor(private readonly sites: Sites, private readonly description: string) {
    this.browser = new Browser(sites.hostNameOf(SITE));
  }

  public async counts(times: number): Promise<void> {
    for (let time = 0; time < times; time++) this.last = await this.browser.probe(this.sites.ports[time % this.sites.ports.length]);
  }

  /** Goes to another Tomcat, and says what it finds there; it must be all where the Tomcats are not apart. */
  public async moves(when: string, whole = false): Promise<Finding> {
    const { last } = this;
    const other = this.sites.instancesOf(SITE).find((instance) => instance !== last!.instance)!;
    // The web hosts look for a route in the path first, Tomcat for a session in the cookie.
    const found = probeOf(await this.browser.visit(this.sites.ports[0], `/session;JSESSIONID=x.${other}`));
    this.browser.close();
    const missing = last!.count + 1 - found.count;
    const kept = sessionKey(found.session) === sessionKey(last!.session) && found.count > 1;
    if (found.instance !== other) throw new Error(`the session was answered by ${found.instance}, not by ${other}`);
    const sees = kept ? missing > 0 ? `its last ${missing} changes are missing` : 'nothing is missing' : 'the session is lost';
    const text = `a session ${this.description}, moved ${when} to ${found.instance}: ${sees} (count ${found.count} after ${last!.count})`;
    return { text, missed: whole && (!kept || missing > 0) };
  }
}

async function forEachPair(sites: Sites, run: (one: string, other: string) => Promise<void>): Promise<void> {
  const containers = sites.tomcatsOf(SITE);
  for (const one of containers) for (const other of containers) if (one !== other) await run(one, other);
}
