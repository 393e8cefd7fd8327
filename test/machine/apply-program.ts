import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const DATA = join(__dirname, '../../data/machine');

/** Runs Python with apply.py at hand as the module `apply`, and returns what it prints as JSON. `given` is what it is given. */
export function inApply(script: string, given: unknown): unknown {
  const output = execFileSync('python3', ['-B', '-c', `import sys, json; sys.path.insert(0, ${JSON.stringify(DATA)}); import apply; given = json.load(sys.stdin)\n${script}`], {
    input: JSON.stringify(given), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, timeout: 60_000, env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  return JSON.parse(output);
}
