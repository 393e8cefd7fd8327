import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the mistakes of hand-written guides are numbered. */
const NUMBERS = [...Array.from({ length: 35 }, (_, index) => `M-${String(index + 1).padStart(2, '0')}`), 'M-01b', 'M-03b', 'M-10b'].sort();

test('each mistake of hand-written guides has a test that is named after it', () => {
  const sources = readdirSync(__dirname).map((file) => readFileSync(join(__dirname, file), 'utf8'));
  const named = sources.flatMap((source) => [...source.matchAll(/^test\(['"](M-\d\d[a-z]?): /gm)].map(([, number]) => number));
  expect([...new Set(named)].sort()).toEqual(NUMBERS);
});
