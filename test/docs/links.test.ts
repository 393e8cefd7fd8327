import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { anchorsOf } from './anchors';
import { PAGES, readPage, root } from './pages';

/** What a page links to, without what is elsewhere. */
function linksOf(page: string): { link: string; file: string; anchor?: string }[] {
  const shown = readPage(page).replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
  return [...shown.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].map(([, path, anchor]) => ({
    link: `${path}${anchor === undefined ? '' : `#${anchor}`}`, file: path === '' ? page : normalize(join(dirname(page), path)), anchor,
  }));
}

test.each(PAGES)('every link of %s leads to a file or folder of the repository', (page) => {
  expect(linksOf(page).filter(({ file }) => !existsSync(join(root, file))).map(({ link }) => link)).toEqual([]);
});

test.each(PAGES)('every link of %s to a part of a page leads to one of its headings', (page) => {
  const anchored = linksOf(page).filter(({ file, anchor }) => anchor !== undefined && file.endsWith('.md') && existsSync(join(root, file)));
  expect(anchored.filter(({ file, anchor }) => !anchorsOf(readPage(file)).includes(anchor!)).map(({ link }) => link)).toEqual([]);
});

test('headings are known by what GitHub makes of them', () => {
  const page = ['# `make faults`, and more', '## A page', '```sh', '# no heading', '```', '## A page', '### What_is [linked](x.md#y): it\'s *all*', '#### PORT_TAKEN'];
  expect(anchorsOf(page.join('\n'))).toEqual(['make-faults-and-more', 'a-page', 'a-page-1', 'what_is-linked-its-all', 'port_taken']);
});

test('every example has a page or is linked by one', () => {
  const text = PAGES.map(readPage).join('\n');
  expect(readdirSync(join(root, 'examples')).filter((example) => !text.includes(`examples/${example}`))).toEqual([]);
});
