import { Result } from './result';

const SECONDS = (millis: number) => (millis / 1000).toFixed(2);

/** One row for each fault and stack, with the figures of its runs beside each other. */
export function table(results: Result[]): string {
  const rows = new Map<string, Result[]>();
  for (const result of results) {
    const key = [result.mechanism, result.kind, result.fault].join();
    rows.set(key, [...rows.get(key) ?? [], result]);
  }
  const cells = [...rows.values()].map((runs) => [
    runs[0].fault,
    `${runs[0].mechanism} ${runs[0].kind}`,
    runs[0].bar,
    figures(runs, ({ report }) => report.failed),
    figures(runs, ({ report }) => report.lost),
    figures(runs, ({ report }) => report.stale),
    figures(runs, ({ report }) => SECONDS(report.longestStallMs)),
    runs.every(({ misses }) => misses.length === 0) ? 'met' : 'MISSED',
  ]);
  const all = [['fault', 'stack', 'bar', 'failed', 'lost', 'stale', 'longest stall, s', ''], ...cells];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}

function figures(runs: Result[], figure: (result: Result) => number | string): string {
  return runs.map(figure).join(' ');
}
