import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PAGES, readPage, root } from './pages';

test.each(PAGES)('every link of %s leads to a file or folder of the repository', (page) => {
  const links = [...readPage(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link);
  expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
});

test('every example has a page or is linked by one', () => {
  const text = PAGES.map(readPage).join('\n');
  expect(readdirSync(join(root, 'examples')).filter((example) => !text.includes(`examples/${example}`))).toEqual([]);
});
