import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The repository. */
export const root = join(__dirname, '../..');

const docs = (readdirSync(join(root, 'docs'), { recursive: true }) as string[]).filter((file) => file.endsWith('.md')).sort();

/** What people read, by the path in the repository. */
export const PAGES = ['README.md', ...docs.map((file) => `docs/${file}`)];

export function readPage(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}
