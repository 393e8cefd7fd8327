import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Browser, probeOf } from './client';
import { countOf, judge, LoadEventRecord, LoadReport, RequestRecord, Spread } from './load-report';

/** Something that happens under load: a fault, a healing. */
export interface LoadEvent {
  readonly name: string;
  /** From the start of the load. Events happen one after the other: a slow one delays those behind it. */
  readonly afterMs: number;
  /** From the end of the event before it, at least. @default 0 */
  readonly pauseMs?: number;
  /**
   * Makes it happen.
   *
   * @returns what was broken or healed, for the report
   */
  readonly run: (visitors: Visitors) => Promise<string>;
}

/** The sessions that are there when something happens. */
export interface Visitors {
  /** How many sessions each instance served last, so that a fault can choose one that holds sessions. */
  readonly spread: Spread;
  /** Ends all sessions. Others begin in their place. */
  readonly beginAnew: () => void;
}

export interface LoadOptions {
  /** The host name of the site. */
  readonly site: string;
  /** The ports of 127.0.0.1 on which the web hosts answer. Each session goes from one to the next with every request. */
  readonly ports: number[];
  /** @default 50 */
  readonly sessions?: number;
  /** Time between the starts of two requests of a session, as far as the answers allow it. @default 100 */
  readonly everyMs?: number;
  /** How long new requests are started; longer where the last event ends later. */
  readonly forMs: number;
  /** How long new requests are started after the last event has ended, at least. @default 0 */
  readonly afterwardsMs?: number;
  /** What a session asks for at its turn: something that answers as /session does. @default '/session' */
  readonly path?: (turn: number) => string;
  /** Asks the next web host, once, where one refuses or resets the connection, as a load balancer does. @default false */
  readonly retryElsewhere?: boolean;
  readonly events: LoadEvent[];
}

/** What the code of an error says where nobody has answered. */
const UNANSWERED = new Set<string | undefined>(['ECONNREFUSED', 'ECONNRESET']);

/** Has sessions make requests one after the other, breaks things meanwhile, and reports what the sessions saw. */
export async function load(options: LoadOptions): Promise<LoadReport> {
  const { site, ports, forMs, sessions = 50, everyMs = 100, afterwardsMs = 0, path = () => '/session' } = options;
  const requests: RequestRecord[] = [];
  const lastInstance = new Map<number, string>();
  const start = performance.now();
  const now = () => performance.now() - start;
  const eventful = { over: false };
  let generation = 0;
  const visitors: Visitors = {
    get spread() { return countOf(lastInstance.values()); },
    beginAnew: () => { generation++; },
  };

  const goesOn = () => now() < forMs || !eventful.over;

  /** Node's timers can end a millisecond before their time. */
  async function until(ms: number): Promise<void> {
    while (now() < ms) await pause(Math.ceil(ms - now()));
  }

  /** One session after the other. */
  async function live(place: number): Promise<void> {
    await pause((place * everyMs) / sessions); // not all at once
    for (let session = place; goesOn(); session += sessions) await liveOnce(session);
  }

  async function liveOnce(session: number): Promise<void> {
    const browser = new Browser(site);
    const begun = generation;
    try {
      for (let turn = session; goesOn() && generation === begun; turn++) {
        const record = await request(browser, session, turn);
        requests.push(record);
        if (record.probe) lastInstance.set(session, record.probe.instance);
        await pause(Math.max(0, record.atMs + everyMs - now()));
      }
    } finally {
      lastInstance.delete(session);
      browser.close();
    }
  }

  async function request(browser: Browser, session: number, turn: number): Promise<RequestRecord> {
    const atMs = now();
    const first = await attempt(browser, session, turn);
    if (!first.unanswered || !options.retryElsewhere) return first.record;
    const { record } = await attempt(browser, session, turn + 1);
    return { ...record, atMs, durationMs: record.atMs + record.durationMs - atMs, retried: true };
  }

  async function attempt(browser: Browser, session: number, turn: number): Promise<{ record: RequestRecord; unanswered?: boolean }> {
    const port = ports[turn % ports.length];
    const atMs = now();
    const of = { session, port, atMs };
    try {
      const answer = await browser.visit(port, path(turn));
      return { record: { ...of, durationMs: now() - atMs, probe: probeOf(answer) } };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return { record: { ...of, durationMs: now() - atMs, error: describe(error) }, unanswered: UNANSWERED.has(code) };
    }
  }

  async function happen(): Promise<LoadEventRecord[]> {
    const records: LoadEventRecord[] = [];
    try {
      for (const event of options.events) {
        await until(Math.max(event.afterMs, now() + (event.pauseMs ?? 0)));
        const { spread } = visitors;
        const atMs = now();
        const what = await event.run(visitors);
        records.push({ name: event.name, what, atMs, tookMs: now() - atMs, spread });
      }
      await until(now() + afterwardsMs);
      return records;
    } finally {
      eventful.over = true;
    }
  }

  const [events] = await Promise.all([happen(), ...Array.from({ length: sessions }, (_, index) => live(index))]);
  return judge(site, requests, events);
}

/** The instance that serves most sessions. */
export function busiest(spread: Spread): string {
  const [most] = Object.entries(spread).sort(([, one], [, other]) => other - one);
  if (!most) throw new Error('no session was served yet');
  return most[0];
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return code && !error.message.includes(code) ? `${code}: ${error.message}` : error.message || error.name;
}
