import { Result } from './result';
import { Spread } from '../support/load-report';

/** The rows of the table: one for each run. */
export function rowsOf(results: Result[]): string {
  return results.map((result, index) => {
    const { failed, lost, stale, longestStallMs, events } = result.report;
    const recovered = Math.max(0, ...events.map(({ recoveredAfterMs }) => recoveredAfterMs));
    const first = result.fault !== results[index - 1]?.fault;
    const cells = [
      first ? `<a href="#${idOf(result)}">${text(result.title)}</a>` : '',
      text(stackOf(result)), first ? text(result.bar) : '', `<a href="#${idOf(result)}">${result.run}</a>`,
      failed, lost, stale, seconds(longestStallMs), seconds(recovered), verdictOf(result),
    ];
    return `<tr${first ? ' class="first"' : ''}>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  }).join('\n');
}

/** One run, with the place where its chart will be. */
export function sectionOf(result: Result, index: number): string {
  const { report, findings, misses } = result;
  const events = report.events.map(({ name, what, atMs, spread, failed, longestStallMs, recoveredAfterMs }) => `<li>${seconds(atMs)}: ${text(name)} ${text(what)};
    sessions then: ${spreadOf(spread)}; failed ${failed}, longest stall ${seconds(longestStallMs)}, recovered after ${seconds(recoveredAfterMs)}</li>`);
  return `<section id="${idOf(result)}" data-fault="${result.fault}">
<h2>${text(result.title)} <small>${text(stackOf(result))}, run ${result.run}: ${verdictOf(result)}</small></h2>
<p>${text(result.how)} Bar: ${text(result.bar)}.</p>
<p>${report.requests} requests: ${report.failed} failed, ${report.lost} lost, ${report.stale} stale, ${report.retried} asked of a second web host;
longest stall ${seconds(report.longestStallMs)}, median ${report.medianMs} ms, 99 of 100 within ${report.percentile99Ms} ms;
sessions left: ${spreadOf(report.moved) || 'no Tomcat'}.</p>
<div class="chart" data-run="${index}"></div>
<ol>${events.join('\n')}</ol>
${listOf('missed', misses)}${listOf('finding', findings.filter((finding) => !misses.includes(finding)))}</section>`;
}

function listOf(kind: string, items: string[]): string {
  return items.length === 0 ? '' : `<ul class="${kind}">${items.map((item) => `<li>${text(item)}</li>`).join('')}</ul>\n`;
}

function verdictOf({ misses }: Result): string {
  return misses.length === 0 ? '<b class="met">met</b>' : '<b class="missed">missed</b>';
}

function stackOf({ mechanism, kind, settings }: Result): string {
  return [mechanism, kind, settings].filter(Boolean).join(' ');
}

function idOf({ mechanism, kind, fault, run }: Result): string {
  return [mechanism, kind, fault, run].join('-');
}

function spreadOf(spread: Spread): string {
  return Object.entries(spread).map(([instance, count]) => `${text(instance)} ${count}`).join(', ');
}

function seconds(millis: number): string {
  return `${(millis / 1000).toFixed(2)} s`;
}

function text(plain: string): string {
  return plain.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
