import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** The codes of all problems that the sources name. */
function codes(): string[] {
  const sources = (readdirSync(join(root, 'src'), { recursive: true }) as string[]).filter((path) => path.endsWith('.ts'));
  const text = sources.map((path) => readFileSync(join(root, 'src', path), 'utf8')).join('\n');
  return [...new Set([...text.matchAll(/(?:error\(|warning\(|refuse\(|code: )'([A-Z_]+)'/g)].map(([, code]) => code))].sort();
}

test('docs/checks.md names every code, and no other', () => {
  const page = readFileSync(join(root, 'docs/checks.md'), 'utf8');
  const named = [...page.matchAll(/`([A-Z]+(?:_[A-Z]+)*)`/g)].map(([, code]) => code).filter((code) => code !== 'CODE');
  expect([...new Set(named)].sort()).toEqual(codes());
});
