import { Probe, sessionKey } from './client';

/** Requests slower than this are disturbed ones when the recovery after an event is timed. */
const SLOW_MS = 250;
const SLOT_MS = 500;
const EXAMPLES = 5;

/** How many sessions each instance serves. */
export type Spread = Record<string, number>;

/** One request of a session. Either `probe` or `error` is there. Times in ms are from the start of the load. */
export interface RequestRecord {
  readonly session: number;
  readonly port: number;
  readonly atMs: number;
  readonly durationMs: number;
  readonly probe?: Probe;
  /** One web host did not answer, and another was asked. */
  readonly retried?: boolean;
  /** Why the request failed: another status than 200, another answer than that of /session, or none. */
  readonly error?: string;
}

export interface LoadEventRecord {
  readonly name: string;
  /** What was broken or healed. */
  readonly what: string;
  readonly atMs: number;
  readonly tookMs: number;
  /** How the sessions were spread when it began. */
  readonly spread: Spread;
}

/** An event and what followed, until the next event. */
export interface Aftermath extends LoadEventRecord {
  readonly failed: number;
  readonly longestStallMs: number;
  /** From the event until the last failed or slow request had ended. 0: there was none. */
  readonly recoveredAfterMs: number;
}

/** The requests that ended in a stretch of time. */
export interface Slot {
  readonly fromMs: number;
  readonly requests: number;
  readonly failed: number;
  readonly slowestMs: number;
  /** The good answers, by instance. */
  readonly answeredBy: Spread;
}

export interface LoadReport {
  readonly site: string;
  readonly sessions: number;
  readonly requests: number;
  readonly failed: number;
  /** The first few failed requests. */
  readonly failures: string[];
  /** Sessions whose counter began anew, or whose id changed in the part before the jvmRoute. */
  readonly lost: number;
  /** The first few losses. */
  readonly losses: string[];
  /** Answers whose count is not greater than the one before it, in a session that is not lost. */
  readonly stale: number;
  /** How often a session left an instance for another, by the one that it left. */
  readonly moved: Spread;
  /** Requests for which a second web host was asked. */
  readonly retried: number;
  /** The longest time that a session waited for a good answer, failed attempts included. */
  readonly longestStallMs: number;
  readonly medianMs: number;
  readonly percentile99Ms: number;
  readonly events: Aftermath[];
  readonly timeline: Slot[];
}

/** A wait of a session for a good answer. */
interface Wait {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Says what the sessions saw. */
export function judge(site: string, records: RequestRecord[], events: LoadEventRecord[]): LoadReport {
  const requests = [...records].sort((one, other) => one.atMs - other.atMs);
  const sessions = bySession(requests);
  const failed = requests.filter(({ error }) => error);
  const continuity = sessions.map(continuityOf);
  const losses = continuity.flatMap(({ loss }) => loss ?? []);
  const waits = sessions.flatMap(waitsOf);
  const durations = requests.map(({ durationMs }) => durationMs).sort((one, other) => one - other);

  return {
    site,
    sessions: sessions.length,
    requests: requests.length,
    failed: failed.length,
    failures: failed.slice(0, EXAMPLES).map((each) => `${where(each)}: ${each.error}`),
    lost: losses.length,
    losses: losses.slice(0, EXAMPLES),
    stale: continuity.reduce((sum, { stale }) => sum + stale, 0),
    moved: countOf(continuity.flatMap(({ left }) => left)),
    retried: requests.filter(({ retried }) => retried).length,
    longestStallMs: longest(waits),
    medianMs: at(durations, 0.5),
    percentile99Ms: at(durations, 0.99),
    events: events.map((event, index) => aftermathOf(event, events[index + 1]?.atMs ?? Infinity, requests, waits)),
    timeline: timelineOf(requests),
  };
}

/** The report in one line. */
export function summary(report: LoadReport): string {
  const events = report.events.map(({ name, what, spread, longestStallMs, recoveredAfterMs }) => {
    const sessions = Object.entries(spread).map((each) => each.join(' ')).join(', ');
    return `${name} ${what} (sessions: ${sessions}): longest stall ${longestStallMs} ms, recovered after ${recoveredAfterMs} ms`;
  });
  return [
    `${report.requests} requests of ${report.sessions} sessions`, `${report.failed} failed`, `${report.lost} lost`, `${report.stale} stale`,
    `longest stall ${report.longestStallMs} ms`, ...events,
  ].join('; ');
}

function bySession(requests: RequestRecord[]): RequestRecord[][] {
  const sessions = new Map<number, RequestRecord[]>();
  for (const request of requests) sessions.set(request.session, [...sessions.get(request.session) ?? [], request]);
  return [...sessions.values()];
}

/** Whether the requests of one session were one session to the server, too. */
function continuityOf(requests: RequestRecord[]): { loss?: string; stale: number; left: string[] } {
  let last: Probe | undefined;
  let loss: string | undefined;
  let stale = 0;
  const left: string[] = [];
  for (const request of requests) {
    const { probe } = request;
    if (!probe) continue;
    if (last && sessionKey(probe.session) !== sessionKey(last.session)) {
      loss ??= `${where(request)}: another session id, count ${probe.count} from ${probe.instance} after ${last.count} from ${last.instance}`;
    } else if (last && probe.count === 1) {
      loss ??= `${where(request)}: count 1 from ${probe.instance} after ${last.count} from ${last.instance}`;
    } else if (last && probe.count <= last.count) {
      stale++;
    }
    if (last && last.instance !== probe.instance) left.push(last.instance);
    last = probe;
  }
  return { loss, stale, left };
}

/** How often each name is among them. */
export function countOf(names: Iterable<string>): Spread {
  const counts: Spread = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** A wait ends with a good answer; one that began with a failed request goes on with the next request. */
function waitsOf(requests: RequestRecord[]): Wait[] {
  const waits: Wait[] = [];
  let fromMs: number | undefined;
  for (const { atMs, durationMs, error } of requests) {
    fromMs ??= atMs;
    if (error) continue;
    waits.push({ fromMs, untilMs: atMs + durationMs });
    fromMs = undefined;
  }
  const end = requests.at(-1);
  if (fromMs !== undefined && end) waits.push({ fromMs, untilMs: end.atMs + end.durationMs });
  return waits;
}

function aftermathOf(event: LoadEventRecord, untilMs: number, requests: RequestRecord[], waits: Wait[]): Aftermath {
  const touches = (fromMs: number, endMs: number) => endMs >= event.atMs && fromMs < untilMs;
  const after = requests.filter(({ atMs, durationMs }) => touches(atMs, atMs + durationMs));
  const disturbed = after.filter(({ error, durationMs }) => error || durationMs > SLOW_MS);
  const calmMs = Math.max(event.atMs, ...disturbed.map(({ atMs, durationMs }) => atMs + durationMs));
  return {
    ...event,
    atMs: Math.round(event.atMs),
    tookMs: Math.round(event.tookMs),
    failed: after.filter(({ error }) => error).length,
    longestStallMs: longest(waits.filter((wait) => touches(wait.fromMs, wait.untilMs))),
    recoveredAfterMs: Math.round(calmMs - event.atMs),
  };
}

function timelineOf(requests: RequestRecord[]): Slot[] {
  const slots: Slot[] = [];
  for (const { atMs, durationMs, probe, error } of requests) {
    const index = Math.floor((atMs + durationMs) / SLOT_MS);
    while (slots.length <= index) slots.push({ fromMs: slots.length * SLOT_MS, requests: 0, failed: 0, slowestMs: 0, answeredBy: {} });
    const slot = slots[index];
    const answeredBy = probe ? { ...slot.answeredBy, [probe.instance]: (slot.answeredBy[probe.instance] ?? 0) + 1 } : slot.answeredBy;
    slots[index] = {
      ...slot,
      requests: slot.requests + 1,
      failed: slot.failed + (error ? 1 : 0),
      slowestMs: Math.max(slot.slowestMs, Math.round(durationMs)),
      answeredBy,
    };
  }
  return slots;
}

function longest(waits: Wait[]): number {
  return Math.round(Math.max(0, ...waits.map(({ fromMs, untilMs }) => untilMs - fromMs)));
}

/** The value below which this part of the sorted numbers lies. */
function at(sorted: number[], part: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}

function where({ session, port, atMs }: RequestRecord): string {
  return `session ${session}, port ${port}, ${Math.round(atMs)} ms`;
}
