import { Kind, Round, Subject } from './measurements';
import { summarize, Summary } from '../statistics';

/** What a subject reached, round by round. */
export interface Series extends Subject {
  readonly kind: Kind;
  readonly rounds: Round[];
}

/** How a subject compares to others of the same run. */
export interface Line extends Subject {
  readonly name: string;
  readonly kind: Kind;
  /** Requests per second. */
  readonly throughput: Summary;
  /** The same, round by round. */
  readonly values: number[];
  /** The processor time of the site's Tomcats for one request, in microseconds. */
  readonly microsOfTomcats: Summary;
  readonly ratios: Ratio[];
}

export interface Ratio {
  readonly to: string;
  /** The median of the rounds' ratios: what slows the machine for a while slows both. */
  readonly ratio: number;
  /** The least that it may be. Undefined where it is for information. */
  readonly bound?: number;
}

/** A series, and what it is compared to. */
export interface Comparison {
  readonly name: string;
  readonly series: Series;
  readonly others: { readonly to: string; readonly series: Series; readonly bound?: number }[];
}

export function lineOf({ name, series: { site, mechanism, kind, rounds }, others }: Comparison): Line {
  const values = rounds.map(({ throughput }) => throughput);
  const ratios = others.map(({ to, series: other, bound }) => ({
    to, bound, ratio: summarize(values.map((value, round) => value / other.rounds[round].throughput)).median,
  }));
  const microsOfTomcats = summarize(rounds.map((round) => round.microsOfTomcats));
  return { name, site, mechanism, kind, throughput: summarize(values), values, microsOfTomcats, ratios };
}

export function isMissed({ ratio, bound }: Ratio): boolean {
  return bound !== undefined && ratio < bound;
}

/** The lines as a table, one row for each ratio. */
export function tableOf(lines: Line[]): string {
  const rows = lines.flatMap(({ name, throughput: { median, min, max }, microsOfTomcats, ratios }) => {
    const first = [name, `${median.toFixed(0)} (${min.toFixed(0)}..${max.toFixed(0)})`, microsOfTomcats.median.toFixed(0)];
    if (ratios.length === 0) return [[...first, '', '', '', '']];
    return ratios.map((each, index) => [
      ...(index === 0 ? first : ['', '', '']), each.to, each.ratio.toFixed(2), each.bound === undefined ? '' : `>= ${each.bound}`,
      each.bound === undefined ? '' : isMissed(each) ? 'MISSED' : 'ok',
    ]);
  });
  const table = [['median (min..max)', 'requests/s', 'Tomcats, µs', 'against', 'ratio', 'bound', ''], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return table.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}
