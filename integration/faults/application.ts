import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';

const SOURCE = join(__dirname, 'application');
/** Otherwise each synthesis would make another WAR. */
const MADE = new Date('2020-01-01T00:00:00');

/** Packs the application of the laboratory into a WAR. */
export function packApplication(path: string): void {
  const names = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(jsp|xml)$/.test(name)).sort();
  const files = Object.fromEntries(names.map((name) => [name, new Uint8Array(readFileSync(join(SOURCE, name)))]));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, zipSync(files, { mtime: MADE }));
}
