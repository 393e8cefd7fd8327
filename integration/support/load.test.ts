import { randomUUID } from 'node:crypto';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { busiest, load, Visitors } from './load';
import { judge, RequestRecord } from './load-report';

/** An answer of instance `a-1` unless told otherwise. */
function good(atMs: number, count: number, { id = 'X', instance = 'a-1', durationMs = 10, session = 0 } = {}): RequestRecord {
  return { session, port: 80, atMs, durationMs, probe: { site: 'a', instance, session: `${id}.${instance}`, count } };
}
const bad = (atMs: number, durationMs = 10): RequestRecord => ({ session: 0, port: 80, atMs, durationMs, error: 'status 503' });
const verdict = (...requests: RequestRecord[]) => judge('a', requests, []);

describe('what the sessions saw', () => {
  test('a session that goes on at another instance is neither lost nor stale', () => {
    expect(verdict(good(0, 1), good(100, 2), good(200, 3, { instance: 'a-2' }))).toMatchObject({ requests: 3, failed: 0, lost: 0, stale: 0 });
  });

  test('a session that goes to another instance and back has left both', () => {
    const moved = verdict(good(0, 1), good(100, 2, { instance: 'a-2' }), good(200, 3, { instance: 'a-2' }), good(300, 4)).moved;
    expect(moved).toEqual({ 'a-1': 1, 'a-2': 1 });
  });

  test('a session whose counter begins anew is lost', () => {
    expect(verdict(good(0, 1), good(100, 2), good(200, 1))).toMatchObject({ lost: 1, stale: 0 });
  });

  test('a session which gets another id is lost, once', () => {
    expect(verdict(good(0, 1), good(100, 9, { id: 'Y' }), good(200, 2, { id: 'Z' }))).toMatchObject({ lost: 1 });
  });

  test('an older count of the same session is a stale read', () => {
    expect(verdict(good(0, 4), good(100, 5), good(200, 5), good(300, 6))).toMatchObject({ lost: 0, stale: 1 });
  });

  test('a stall lasts from the first failed attempt until the next good answer', () => {
    expect(verdict(good(0, 1), bad(100), bad(1100), good(2100, 2, { durationMs: 400 }))).toMatchObject({ failed: 2, longestStallMs: 2400 });
  });

  test('a session that never gets another answer stalls until the end', () => {
    expect(verdict(good(0, 1), bad(100), bad(1100, 900))).toMatchObject({ longestStallMs: 1900 });
  });

  test('an event is recovered from when the last slow request that it touched has ended', () => {
    const kill = { name: 'kill', what: 'a-1', atMs: 1000, tookMs: 5, spread: { 'a-1': 1 } };
    const heal = { name: 'heal', what: 'a-1', atMs: 5000, tookMs: 5, spread: { 'a-2': 1 } };
    const requests = [good(0, 1), good(950, 2, { durationMs: 700 }), good(1700, 3), good(6000, 4)];
    expect(judge('a', requests, [kill, heal]).events).toMatchObject([
      { recoveredAfterMs: 650, longestStallMs: 700, failed: 0 },
      { recoveredAfterMs: 0, longestStallMs: 10, failed: 0 },
    ]);
  });

  test('the timeline counts answers by the half second in which they ended', () => {
    expect(verdict(good(0, 1), good(480, 2, { durationMs: 40 }), bad(1600)).timeline).toEqual([
      { fromMs: 0, requests: 1, failed: 0, slowestMs: 10, answeredBy: { 'a-1': 1 } },
      { fromMs: 500, requests: 1, failed: 0, slowestMs: 40, answeredBy: { 'a-1': 1 } },
      { fromMs: 1000, requests: 0, failed: 0, slowestMs: 0, answeredBy: {} },
      { fromMs: 1500, requests: 1, failed: 1, slowestMs: 10, answeredBy: {} },
    ]);
  });
});

describe('load on a server', () => {
  let server: Server;
  let port: number;
  let broken = false;

  beforeAll(async () => {
    const counts = new Map<string, number>();
    server = createServer((request, response) => {
      if (broken) return void response.writeHead(503).end('out of order');
      const key = /JSESSIONID=([^.]+)/.exec(request.headers.cookie ?? '')?.[1] ?? randomUUID();
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      response.setHeader('Set-Cookie', `JSESSIONID=${key}.a-1; Path=/; HttpOnly`);
      response.end(JSON.stringify({ site: request.headers.host, instance: 'a-1', session: `${key}.a-1`, count }));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  test('sessions keep their cookie, and a fault shows as failed requests and a stall', async () => {
    const result = await load({
      site: 'a.example.com',
      ports: [port],
      sessions: 5,
      everyMs: 50,
      forMs: 1500,
      events: [
        { name: 'break', afterMs: 500, run: async ({ spread }) => { broken = true; return busiest(spread); } },
        { name: 'mend', afterMs: 900, run: async () => { broken = false; return 'a-1'; } },
      ],
    });
    expect(result).toMatchObject({ sessions: 5, lost: 0, stale: 0, losses: [] });
    expect(result.failed).toBeGreaterThan(0);
    expect(result.failures).toHaveLength(5);
    expect(result.failures[0]).toMatch(/status 503: out of order$/);
    expect(result.longestStallMs).toBeGreaterThan(300);
    expect(result.events).toMatchObject([{ name: 'break', what: 'a-1', spread: { 'a-1': 5 } }, { name: 'mend', failed: expect.any(Number) }]);
  });
  test('a web host that refuses costs requests, but none where the next one is asked instead', async () => {
    const refusing = createServer();
    await new Promise<void>((listening) => refusing.listen(0, '127.0.0.1', listening));
    const ports = [port, (refusing.address() as AddressInfo).port];
    await new Promise((closed) => refusing.close(closed));
    broken = false;
    const options = { site: 'a.example.com', ports, sessions: 3, everyMs: 50, forMs: 500, events: [] };

    const stubborn = await load(options);
    expect(stubborn.failed).toBeGreaterThan(0);
    expect(stubborn.retried).toBe(0);
    const balanced = await load({ ...options, retryElsewhere: true });
    expect(balanced).toMatchObject({ failed: 0, lost: 0, stale: 0 });
    expect(balanced.retried).toBeGreaterThan(0);
  });

  test('a session that has ended is followed by another one, and is not lost', async () => {
    broken = false;
    const again = { afterMs: 200, pauseMs: 200, run: async ({ beginAnew }: Visitors) => { beginAnew(); return 'all'; } };
    const events = [{ ...again, name: 'begin' }, { ...again, name: 'begin once more' }];
    const result = await load({ site: 'a.example.com', ports: [port], sessions: 2, everyMs: 50, forMs: 900, events });
    expect(result).toMatchObject({ failed: 0, lost: 0, stale: 0, sessions: 6 });
    expect(result.events[1].atMs - result.events[0].atMs).toBeGreaterThanOrEqual(200);
  });

  test('requests go on for a while after the last event', async () => {
    broken = false;
    const events = [{ name: 'nothing', afterMs: 200, run: async () => 'a-1' }];
    const { timeline } = await load({ site: 'a.example.com', ports: [port], sessions: 2, everyMs: 50, forMs: 0, afterwardsMs: 1000, events });
    expect(timeline.length).toBeGreaterThanOrEqual(3);
  });
});
