import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LoadReport } from '../support/load-report';
import { repository } from '../support/repository';

const DIRECTORY = 'reports/faults';

/** One run of one fault, as it is kept. */
export interface Result {
  /** What balances: jk and so on. */
  readonly mechanism: string;
  /** What replicates: multicast and so on. */
  readonly kind: string;
  readonly fault: string;
  readonly title: string;
  readonly how: string;
  readonly bar: string;
  readonly run: number;
  /** Settings that are not the defaults. */
  readonly settings: string;
  /** What of the bar was missed. Nothing: it was met. */
  readonly misses: string[];
  readonly findings: string[];
  readonly report: LoadReport;
}

/** Removes the results of former runs. */
export function forgetResults(): void {
  rmSync(join(repository, DIRECTORY), { recursive: true, force: true });
}

/** Writes a result, in the place of a former one of the same run, and returns its path within the repository. */
export function keepResult(result: Result): string {
  const directory = join(DIRECTORY, `${result.mechanism}-${result.kind}`);
  mkdirSync(join(repository, directory), { recursive: true });
  const path = join(directory, `${result.fault}-${result.run}.json`);
  writeFileSync(join(repository, path), `${JSON.stringify(result, undefined, 1)}\n`);
  return path;
}

/** Keeps what was logged beside the result at this path. */
export function keepLog(path: string, name: string, text: string): void {
  writeFileSync(join(repository, path.replace(/\.json$/, `-${name}.log`)), text);
}

/** All that is kept, in no particular order. */
export function keptResults(): Result[] {
  const directory = join(repository, DIRECTORY);
  if (!existsSync(directory)) return [];
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return files.map((name) => JSON.parse(readFileSync(join(directory, name), 'utf8')));
}

/** Writes the page that shows the results, and returns its path within the repository. */
export function keepPage(html: string): string {
  const path = join(DIRECTORY, 'index.html');
  mkdirSync(join(repository, DIRECTORY), { recursive: true });
  writeFileSync(join(repository, path), html);
  return path;
}

/** The run in one line. */
export function inOneLine({ mechanism, kind, fault, run, misses, report, findings }: Result): string {
  const { failed, lost, stale, longestStallMs, events } = report;
  const hit = events.find(({ name }) => name.endsWith(' of') && name !== 'move of') ?? events[0];
  const spread = Object.entries(hit.spread).map((each) => each.join(' ')).join(', ');
  return [
    `${misses.length > 0 ? 'MISSED' : 'met'}  ${mechanism} ${kind} ${fault} run ${run}: ${failed} failed, ${lost} lost, ${stale} stale`,
    `longest stall ${longestStallMs} ms`,
    `${hit.name} ${hit.what} (sessions: ${spread})`,
    ...misses.map((miss) => `missed: ${miss}`),
    ...findings.filter((finding) => !misses.includes(finding)),
  ].join('; ');
}
