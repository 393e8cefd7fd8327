import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { repository } from './repository';

/** A change of an example: in `file`, the text `from`, which occurs there exactly once, becomes `to`. */
export interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Copies an example with a few texts changed. Returns the command that synthesizes the copy. */
export function copyOfExample(example: string, copyName: string, changes: Change[]): string {
  const copy = join(repository, '.demo', 'apps', copyName);
  rmSync(copy, { recursive: true, force: true });
  cpSync(join(repository, 'examples', example), copy, { recursive: true });
  for (const { file, from, to } of changes) {
    const path = join(copy, file);
    const pieces = readFileSync(path, 'utf8').split(from);
    if (pieces.length !== 2) throw new Error(`examples/${example}/${file} has ${pieces.length - 1} times, not once: ${from}`);
    writeFileSync(path, pieces.join(to));
  }
  return `npx tsx ${relative(repository, join(copy, 'main.ts'))}`;
}
