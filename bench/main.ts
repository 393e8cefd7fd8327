import { strictEqual } from 'node:assert';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Plan, readyModule } from './ready';
import { alternate, summarize, Summary } from './statistics';
import { addModule, fromWorkshop, load, Run, setUp, synthesize, tearDown, written } from './workshop';
import { repository } from '../integration/support/repository';

const MEGABYTE = 1e6;

/** One line of the result. Times are judged only against those of another program that ran at the same time. */
interface Line {
  readonly name: string;
  readonly unit: 'ms' | 'MB' | 'kB';
  readonly library: Summary;
  readonly plain: Summary;
  /** What is held against the bound: the median of the ratios, or the library's median itself. */
  readonly judged: 'ratio' | 'median';
  readonly ratio: number;
  /** Undefined where the line is for information. */
  readonly bound?: number;
  readonly runs: number;
}

/** What an app on Docker asks the library for. */
const USED = ['ApacheJkFrontend', 'DockerHosts', 'Membership', 'MultiSiteWasNode', 'Route', 'Secret', 'SessionCluster', 'TomcatInstance', 'WebApplication'];

/** Loading what an app uses of the library, which loads cdktf too, against requiring cdktf. */
function loading(): Line[] {
  addModule('used', `'use strict';\nconst library = require('cdktf-tomcat-cluster');\n${USED.map((name) => `library.${name};`).join('\n')}\n`);
  const [library, cdktf] = alternate(() => load('./used'), () => load('cdktf'), { runs: 15, seconds: 25 });
  return [
    line('require, against require of cdktf', library, cdktf, ({ total }) => total, { bound: 1.3 }),
    line('memory after require (RSS)', library, cdktf, ({ rss }) => rss / MEGABYTE, { bound: 90, unit: 'MB', judged: 'median' }),
  ];
}

/** Synthesizing 50 hosts with four sites each, against a program that writes the same files from ready strings. */
function synthesis(): Line[] {
  synthesize('library');
  addModule('ready', readyModule(plan('library'), fromWorkshop('data/images')));
  synthesize('plain');
  assertSameFiles();
  const [library, plain] = alternate(() => synthesize('library'), () => synthesize('plain'), { runs: 25, seconds: 60 });
  return [
    line('synthesis, against plain resources', library, plain, ({ total }) => total, { bound: 1.25 }),
    line('  of it, after modules are loaded', library, plain, (run) => run.synthesis, {}),
    line('  its processor time', library, plain, ({ processor }) => processor, {}),
    line('  memory at its end (RSS)', library, plain, ({ rss }) => rss / MEGABYTE, { unit: 'MB' }),
  ];
}

/** How the time and the size of one virtual machine with its ten sites change from few machines to many. */
function growth(): Line[] {
  const [many, few] = [200, 48];
  const programs = [many, few].map((count) => `machines-${count}`);
  const [manyRuns, fewRuns] = alternate(() => synthesize(programs[0]), () => synthesize(programs[1]), { runs: 7, seconds: 60 });
  const [manySize, fewSize] = programs.map(sizeOf);
  const per = (runs: Run[], count: number) => runs.map((run) => ({ ...run, synthesis: run.synthesis / count }));
  const once = (value: number): Run[] => [{ total: value, synthesis: value, processor: value, rss: value }];
  return [
    line(`a machine with ten sites, of ${many} against of ${few}`, per(manyRuns, many), per(fewRuns, few), ({ synthesis }) => synthesis, { bound: 1.2 }),
    line('  what Terraform reads of it', once(manySize.plan / many), once(fewSize.plan / few), ({ total }) => total / 1000, { bound: 1.05, unit: 'kB' }),
    line('  its largest payload, in base64', once(manySize.payload), once(fewSize.payload), ({ total }) => total / 1000, { bound: 87.38, unit: 'kB', judged: 'median' }),
  ];
}

/** In bytes. */
interface Size {
  readonly plan: number;
  readonly payload: number;
}

function sizeOf(program: string): Size {
  const machines = Object.values(plan(program).resource.azurerm_linux_virtual_machine);
  return {
    plan: written(program).get('stacks/bench/cdk.tf.json')!.length,
    payload: Math.max(...machines.map(({ custom_data: payload }) => String(payload).length)),
  };
}

type Judgement = Partial<Pick<Line, 'bound' | 'unit' | 'judged'>>;

function line(name: string, library: Run[], plain: Run[], measure: (run: Run) => number, judgement: Judgement): Line {
  const summaries = { library: summarize(library.map(measure)), plain: summarize(plain.map(measure)) };
  // Each run against the one beside it: what slows the machine for a while slows both.
  const ratio = summarize(library.map((run, index) => measure(run) / measure(plain[index]))).median;
  return { name, unit: 'ms', judged: 'ratio', ...judgement, ...summaries, ratio, runs: library.length };
}

function plan(program: string): Plan & { '//': { metadata: { overrides?: unknown } } } {
  return JSON.parse(written(program).get('stacks/bench/cdk.tf.json')!);
}

/**
 * Both programs must write the same files with the same bytes. Only cdktf's own note of which attributes were set by
 * addOverride() may differ: there is nothing of it in what Terraform is told.
 */
function assertSameFiles(): void {
  const [library, plain] = ['library', 'plain'].map((program) => {
    const files = written(program);
    const content = plan(program);
    delete content['//'].metadata.overrides;
    return [...files.set('stacks/bench/cdk.tf.json', JSON.stringify(content, undefined, 2))];
  });
  strictEqual(library.map(([path]) => path).join('\n'), plain.map(([path]) => path).join('\n'), 'the two programs write different files');
  library.forEach(([path, content], index) => strictEqual(content, plain[index][1], `the two programs write ${path} differently`));
}

function isOver({ judged, library, ratio, bound }: Line): boolean {
  return bound !== undefined && (judged === 'ratio' ? ratio : library.median) > bound;
}

function print(lines: Line[]): void {
  const amount = ({ median, min, max }: Summary, unit: string) => `${median.toFixed(0)} ${unit} (${min.toFixed(0)}..${max.toFixed(0)})`;
  const rows = lines.map((entry) => [
    entry.name,
    amount(entry.library, entry.unit),
    amount(entry.plain, entry.unit),
    entry.ratio.toFixed(2),
    entry.bound === undefined ? '' : `${entry.bound}${entry.judged === 'median' ? ` ${entry.unit}` : ''}`,
    entry.bound === undefined ? '' : isOver(entry) ? 'OVER' : 'ok',
  ]);
  const table = [['median (min..max)', 'library', 'plain', 'ratio', 'bound', ''], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
}

function measured(): Line[] {
  setUp();
  try {
    return [...loading(), ...synthesis(), ...growth()];
  } finally {
    tearDown();
  }
}

function main(): void {
  const lines = measured();
  print(lines);
  mkdirSync(join(repository, 'reports'), { recursive: true });
  const report = {
    node: process.version,
    processors: cpus().map(({ model }) => model),
    lines: lines.map((entry) => ({ ...entry, over: isOver(entry) })),
  };
  writeFileSync(join(repository, 'reports/bench.json'), `${JSON.stringify(report, undefined, 2)}\n`);
  if (lines.some(isOver)) process.exitCode = 1;
}

main();
