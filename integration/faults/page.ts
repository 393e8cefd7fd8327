import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS } from './faults';
import { Result } from './result';
import { rowsOf, sectionOf } from './page-parts';

const file = (path: string) => readFileSync(path, 'utf8');
const PAGE = join(__dirname, 'page');
const UPLOT = join(__dirname, '../../node_modules/uplot/dist');

/** One page with every fault, its figures and its timelines. It needs nothing beside itself. */
export function faultsPage(results: Result[]): string {
  const order = FAULTS.map(({ name }) => name);
  const key = ({ mechanism, kind, fault, run }: Result) => [order.indexOf(fault) + 100, mechanism, kind, run].join();
  const sorted = [...results].sort((one, other) => key(one) < key(other) ? -1 : 1);
  const runs = sorted.map(({ report: { timeline, events } }) => ({
    timeline,
    events: events.map(({ name, what, atMs }) => ({ text: `${name} ${what}`, atMs })),
  }));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>What visitors notice when machines die</title>
<style>${file(join(UPLOT, 'uPlot.min.css'))}${file(join(PAGE, 'page.css'))}</style>
</head>
<body>
<h1>What visitors notice when machines die</h1>
<p>${sorted[0]?.report.sessions ?? 0} sessions count in their session, through both web hosts in turn, while something is broken on purpose.
No request may fail and no session may be lost. A stall is how long a session waited for a good answer.</p>
<table>
<thead><tr><th>fault<th>stack<th>bar<th>run<th>failed<th>lost<th>stale<th>longest stall<th>recovered after<th>bar met</tr></thead>
<tbody>
${rowsOf(sorted)}
</tbody>
</table>
${sorted.map(sectionOf).join('\n')}
<script type="application/json" id="runs">${JSON.stringify(runs).replace(/</g, '\\u003c')}</script>
<script>${file(join(UPLOT, 'uPlot.iife.min.js'))}</script>
<script>${file(join(PAGE, 'charts.js'))}</script>
</body>
</html>
`;
}
