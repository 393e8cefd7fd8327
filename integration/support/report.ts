import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { logs } from './containers';
import { repository } from './repository';

/** Writes reports/<name>.json and returns its path within the repository. */
export function report(name: string, content: unknown): string {
  const path = join('reports', `${name}.json`);
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), `${JSON.stringify(content, undefined, 2)}\n`);
  return path;
}

/** Keeps what containers printed in reports/logs/, for when they are gone. */
export async function keepLogs(containers: string[]): Promise<void> {
  const directory = join(repository, 'reports/logs');
  mkdirSync(directory, { recursive: true });
  for (const container of containers) writeFileSync(join(directory, `${container}.log`), await logs(container, '--timestamps'));
}
