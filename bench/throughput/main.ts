import { cpus } from 'node:os';
import { Comparison, isMissed, Line, lineOf, Series, tableOf } from './comparison';
import { CONFIGURATIONS, GUIDE, SITES } from './configurations';
import { setUp, tearDown } from './engine';
import { Kind, Measurements, Subject } from './measurements';
import { MECHANISMS } from './mechanisms';
import { untilSteady } from './warm-up';
import { patiently, say } from '../../integration/support/progress';
import { report } from '../../integration/support/report';

/** Rounds are many and short, so that what else the machine does for a while meets all of one round. */
const ROUNDS = 12;
const SECONDS: { readonly [kind in Kind]: number } = { counting: 3, working: 3, reading: 2 };
/** Every how many rounds a kind takes part. */
const EVERY: { readonly [kind in Kind]: number } = { counting: 1, working: 2, reading: 2 };

/** Of what does not replicate. */
const LEAST = 0.9;

const NAMES: { readonly [site: string]: string } = {
  none: 'no replication',
  delta: 'DeltaManager',
  backup: 'BackupManager',
  [GUIDE]: 'guide 000 as written',
};

const NAMES_OF_KINDS: { readonly [kind in Kind]: string } = { counting: '', working: ', a page that works', reading: ', reading only' };
const KINDS = Object.keys(NAMES_OF_KINDS) as Kind[];

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { interrupted = true; });

function orInterrupted(): void {
  if (interrupted) throw new Error('interrupted');
}

/** All sites through the first mechanism; what differs between mechanisms needs no more than two of them. */
function subjects(): Subject[] {
  const [first, ...more] = Object.keys(MECHANISMS);
  return [...SITES.map((site) => ({ site, mechanism: first })), ...more.flatMap((mechanism) => ['none', 'delta'].map((site) => ({ site, mechanism })))];
}

function kindsOf({ mechanism }: Subject): Kind[] {
  return mechanism === Object.keys(MECHANISMS)[0] ? KINDS : ['counting'];
}

async function measured(): Promise<Line[]> {
  await patiently('deploying', setUp);
  const all: Measurements[] = [];
  for (const subject of subjects()) all.push(await Measurements.of(subject));
  await untilSteady(all, orInterrupted);
  const series = all.flatMap(({ subject }) => kindsOf(subject).map((kind): Series => ({ ...subject, kind, rounds: [] })));
  for (let round = 0; round < ROUNDS; round++) {
    say(`round ${round + 1} of ${ROUNDS}`);
    for (const each of inTurn(series.filter(({ kind }) => round % EVERY[kind] === 0), round)) {
      const measurements = all.find(({ subject: { site, mechanism } }) => site === each.site && mechanism === each.mechanism)!;
      orInterrupted();
      each.rounds.push(await measurements.round(each.kind, SECONDS[each.kind]));
    }
  }
  return comparisons(series).map(lineOf);
}

/** Nobody is always the first, or always after the same other. */
function inTurn<T>(items: T[], round: number): T[] {
  const turned = [...items.slice(round), ...items.slice(0, round)];
  return round % 2 ? turned.reverse() : turned;
}

function comparisons(all: Series[]): Comparison[] {
  const [first, ...more] = Object.keys(MECHANISMS);
  const find = (site: string, kind: Kind, mechanism: string) => all
    .find((each) => each.site === site && each.kind === kind && each.mechanism === mechanism)!;
  const lines = KINDS.flatMap((kind) => SITES.map((site): Comparison => {
    const of = (to: string, least?: number) => ({ to: NAMES[to], series: find(to, kind, first), bound: kind === 'counting' ? least : undefined });
    const replicates = site in CONFIGURATIONS && site !== 'none';
    const others = replicates ? [of('none', LEAST), of(GUIDE, 1)] : site === GUIDE ? [of('none')] : [];
    return { name: `${NAMES[site]}${NAMES_OF_KINDS[kind]}`, series: find(site, kind, first), others };
  }));
  return [...lines, ...more.flatMap((mechanism) => ['none', 'delta'].map((site): Comparison => {
    const same = { to: `the same with ${first}`, series: find(site, 'counting', first) };
    const none = { to: `${NAMES.none} with ${mechanism}`, series: find('none', 'counting', mechanism), bound: LEAST };
    return { name: `${NAMES[site]} with ${mechanism}`, series: find(site, 'counting', mechanism), others: site === 'none' ? [same] : [none, same] };
  }))];
}

async function main(): Promise<void> {
  try {
    const lines = await measured();
    console.log(tableOf(lines));
    say(report('bench-throughput', { processors: cpus().map(({ model }) => model), rounds: ROUNDS, lines }));
    if (lines.some(({ ratios }) => ratios.some(isMissed))) process.exitCode = 1;
  } finally {
    await patiently('removing what was deployed', tearDown);
  }
}

main().catch((error: Error) => {
  say(`FAILED: ${error.message}`);
  process.exitCode = 1;
});
