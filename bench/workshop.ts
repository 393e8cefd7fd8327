import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { repository } from '../integration/support/repository';

/** Where the measured programs are compiled to and run. */
const workshop = join(repository, 'reports/bench');

/** What one process says of itself. */
export interface Run {
  /** Milliseconds from the first require to the end. */
  readonly total: number;
  /** Milliseconds of these that were not spent on loading modules. */
  readonly synthesis: number;
  /** Milliseconds of processor time, with those of the compiler and the garbage collector, which work beside the program. */
  readonly processor: number;
  /** Bytes. */
  readonly rss: number;
}

/** Compiles the programs to JavaScript, beside a node_modules in which the library is installed as its users have it. */
export function setUp(): void {
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(join(workshop, 'node_modules'), { recursive: true });
  symlinkSync(repository, join(workshop, 'node_modules/cdktf-tomcat-cluster'));
  const programs = join(__dirname, 'programs');
  for (const file of readdirSync(programs).filter((name) => /(?<!\.d)\.ts$/.test(name))) {
    const { outputText } = transpileModule(readFileSync(join(programs, file), 'utf8'), {
      compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
    });
    addModule(basename(file, '.ts'), outputText);
  }
}

/** Removes what setUp() made: the link to the repository would lead tools that walk it in circles. */
export function tearDown(): void {
  rmSync(workshop, { recursive: true, force: true });
}

/** Writes a module that the programs may import. */
export function addModule(name: string, source: string): void {
  writeFileSync(join(workshop, `${name}.js`), source);
}

/** The path of a folder of the repository as the programs see it. */
export function fromWorkshop(path: string): string {
  return relative(workshop, join(repository, path));
}

/** Requires a module in a fresh process. */
export function load(module: string): Run {
  return run(module);
}

/** Runs one of the programs in a fresh process, which writes into an empty folder. */
export function synthesize(program: string): Run {
  const outdir = join(workshop, `out-${program}`);
  rmSync(outdir, { recursive: true, force: true });
  return run(`./${program}`, outdir);
}

/** Every file that a program wrote when it last ran, by its path. */
export function written(program: string): Map<string, string> {
  const outdir = join(workshop, `out-${program}`);
  const files = readdirSync(outdir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.sort().map((file) => [relative(outdir, file), readFileSync(file, 'utf8')]));
}

function run(...args: string[]): Run {
  return JSON.parse(execFileSync(process.execPath, ['timed.js', ...args], { cwd: workshop, encoding: 'utf8' })) as Run;
}
