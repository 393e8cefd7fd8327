import { PAGES, readPage } from './pages';
import { complaintsOf, snippetsOf } from './snippets';

/** A page that a program writes shows programs that are compiled and run by the tests. */
const pages = PAGES.filter((page) => !readPage(page).includes('<!-- Written by '));
const snippets = pages.flatMap((page) => snippetsOf(page, readPage(page)));
const broken = snippetsOf('broken.md', `<!-- snippets
declare const host: Host;
-->
# A page
\`\`\`ts
new TomcatInstance(this, 'a', { host });
new TomcatInstance(this, 'b', { hots: host });
\`\`\`
`);

const complaints: string[] = [];
beforeAll(() => void complaints.push(...complaintsOf([...snippets, ...broken])), 120_000);

test('every TypeScript snippet of the pages compiles', () => {
  expect(snippets.length).toBeGreaterThan(10);
  expect(complaints.filter((complaint) => !complaint.startsWith('broken.md:'))).toEqual([]);
});

test('a snippet that does not compile is named by page and line', () => {
  expect(complaints.filter((complaint) => complaint.startsWith('broken.md:'))).toEqual([expect.stringMatching(/^broken\.md:7: .*'hots' does not exist/)]);
});
