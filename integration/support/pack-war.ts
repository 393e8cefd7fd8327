import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeArchive } from '../../test/support/archive';

/** Packs the pages and descriptors of directories into one WAR. */
export function packWar(path: string, ...directories: string[]): void {
  const files = Object.fromEntries(directories.flatMap((directory) => namesIn(directory)
    .map((name) => [name, readFileSync(join(directory, name))])));
  mkdirSync(dirname(path), { recursive: true });
  writeArchive(path, files);
}

function namesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(jsp|xml)$/.test(name)).sort();
}
