import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Visit {
  /** The page as its scripts left it. */
  readonly html: string;
  /** What it wrote to the console, errors that nobody caught among it. */
  readonly console: string[];
}

export interface VisitOptions {
  /** The size of the window. @default [1200, 1000] */
  readonly size?: [width: number, height: number];
  /** A PNG of the window is written here, too. */
  readonly screenshot?: string;
}

/** Opens a page of this machine in a headless Chromium. */
export async function openPage(path: string, { size = [1200, 1000], screenshot }: VisitOptions = {}): Promise<Visit> {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  const options = [
    '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', `--user-data-dir=${profile}`, `--window-size=${size.join()}`,
    '--host-resolver-rules=MAP * ~NOTFOUND', // nothing may come from elsewhere
    '--enable-logging=stderr', '--virtual-time-budget=10000',
  ];
  const limits = { timeout: 120_000, maxBuffer: 256 * 1024 * 1024 };
  try {
    const { stdout, stderr } = await run('chromium', [...options, '--dump-dom', `file://${path}`], limits);
    if (screenshot) await run('chromium', [...options, `--screenshot=${screenshot}`, `file://${path}`], limits);
    return { html: stdout, console: stderr.split('\n').filter((line) => line.includes(':CONSOLE')) };
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}
