import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';

/** Otherwise each synthesis would make another WAR. */
const MADE = new Date('2020-01-01T00:00:00');

/** Packs the pages and descriptors of directories into one WAR. */
export function packWar(path: string, ...directories: string[]): void {
  const files = Object.fromEntries(directories.flatMap((directory) => namesIn(directory)
    .map((name) => [name, new Uint8Array(readFileSync(join(directory, name)))])));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, zipSync(files, { mtime: MADE }));
}

function namesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(jsp|xml)$/.test(name)).sort();
}
