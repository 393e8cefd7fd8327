import { Result } from './result';
import { barInWords, missesOf } from './verdict';
import { FAULTS } from './faults';
import { judge, LoadEventRecord, RequestRecord } from '../support/load-report';

const SESSIONS = 4;
const EVERY_MS = 250;
const FOR_MS = 12_000;
const FAULT_MS = 4000;
const RETURN_MS = 8000;

/** A result of each fault, invented but judged as real ones are: a-was-01 is away for four seconds, and one session notices. */
export function sampleResults(): Result[] {
  return FAULTS.map(({ name, title, how, bar }) => {
    const report = judge('a.example.com', sampleRequests(), sampleEvents());
    const findings = [{ text: 'a finding with <markup> & "quotes" in it' }];
    return {
      mechanism: 'jk',
      kind: 'multicast',
      fault: name,
      title,
      how,
      bar: barInWords(bar),
      run: 1,
      settings: '',
      misses: missesOf(bar, report, findings),
      findings: findings.map(({ text }) => text),
      report,
    };
  });
}

function sampleRequests(): RequestRecord[] {
  return Array.from({ length: (SESSIONS * FOR_MS) / EVERY_MS }, (_, index) => {
    const session = index % SESSIONS;
    const atMs = Math.floor(index / SESSIONS) * EVERY_MS;
    const away = atMs >= FAULT_MS && atMs < RETURN_MS;
    const instance = session % 2 === 1 && !away ? 'a-was-01' : 'a-was-02';
    const of = { session, port: 80, atMs };
    if (session === 1 && atMs === FAULT_MS) return { ...of, durationMs: 900, error: 'status 503: <html>' };
    return { ...of, durationMs: away ? 40 : 10, probe: { site: 'a', instance, session: `${session}.${instance}`, count: atMs / EVERY_MS + 1 } };
  });
}

function sampleEvents(): LoadEventRecord[] {
  const spread = { 'a-was-01': 2, 'a-was-02': 2 };
  return [
    { name: 'SIGKILL of', what: 'a-was-01', atMs: FAULT_MS, tookMs: 100, spread },
    { name: 'return of', what: 'a-was-01', atMs: RETURN_MS, tookMs: 900, spread: { 'a-was-02': 4 } },
  ];
}
