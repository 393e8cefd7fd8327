import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'process';

/** Notes that this process runs the lab. Fails while another one does: two would take each other's machines. */
export function claim(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, FILE);
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (holder > 0 && holder !== process.pid && isNode(holder)) throw new Error(`process ${holder} of this machine runs an Azure lab: end it first`);
  writeFileSync(file, String(process.pid));
}

export function release(directory: string): void {
  rmSync(join(directory, FILE), { force: true });
}

function isNode(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node');
  } catch {
    return false;
  }
}
