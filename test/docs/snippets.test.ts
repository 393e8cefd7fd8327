import { PAGES, readPage } from './pages';
import { complaintsOf, filesOf, snippetsOf } from './snippets';

/** A page that a program writes shows programs that are compiled and run by the tests. */
const pages = PAGES.filter((page) => !readPage(page).includes('<!-- Written by '));
const snippets = pages.flatMap((page) => snippetsOf(page, readPage(page)));
const files = pages.flatMap((page) => filesOf(page, readPage(page)));
const broken = [...filesOf('broken.md', `A stack. \`broken-stack.ts\`

\`\`\`typescript
export const subnet = '172.30.20.0/24';
\`\`\`

What reads it:

\`\`\`typescript
import { subnets } from './broken-stack';
\`\`\`
`), ...snippetsOf('broken.md', `<!-- snippets
declare const host: Host;
-->
# A page
\`\`\`ts
new TomcatInstance(this, 'a', { host });
new TomcatInstance(this, 'b', { hots: host });
\`\`\`
`)];

const complaints: string[] = [];
beforeAll(() => void complaints.push(...complaintsOf([...snippets, ...files, ...broken])), 120_000);

test('every TypeScript snippet of the pages compiles', () => {
  expect(snippets.length).toBeGreaterThan(10);
  expect(files.map(({ file }) => file)).toEqual(['shop-stack.ts', 'main.ts', undefined, 'shop-stack.test.ts']);
  expect(complaints.filter((complaint) => !complaint.startsWith('broken.md:'))).toEqual([]);
});

test('a snippet that does not compile is named by page and line', () => {
  expect(complaints.filter((complaint) => complaint.startsWith('broken.md:'))).toEqual([
    expect.stringMatching(/^broken\.md:10: .*no exported member.*'subnets'/), expect.stringMatching(/^broken\.md:7: .*'hots' does not exist/),
  ]);
});
