import { Bar, Finding } from './fault';
import { LoadReport } from '../support/load-report';

/** The bar in words. */
export function barInWords({ stallMs, nobodyMoves, also }: Bar): string {
  return [
    '0 failed, 0 lost',
    ...stallMs === undefined ? [] : [`stall <= ${stallMs / 1000} s`],
    ...nobodyMoves ? ['nobody moves'] : [],
    ...also === undefined ? [] : [also],
  ].join(', ');
}

/** What of the bar was missed, in words. */
export function missesOf(bar: Bar, report: LoadReport, findings: Finding[]): string[] {
  const { failed, lost, longestStallMs, moved, failures, losses } = report;
  const moves = Object.entries(moved).map(([instance, times]) => `${times} from ${instance}`);
  return [
    ...failed > 0 ? [`${failed} failed: ${failures[0]}`] : [],
    ...lost > 0 ? [`${lost} lost: ${losses[0]}`] : [],
    ...bar.stallMs !== undefined && longestStallMs > bar.stallMs ? [`stall ${longestStallMs} ms, not ${bar.stallMs}`] : [],
    ...bar.nobodyMoves && moves.length > 0 ? [`sessions moved: ${moves.join(', ')}`] : [],
    ...findings.filter(({ missed }) => missed).map(({ text }) => text),
  ];
}
