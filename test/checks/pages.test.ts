import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { CHECKS_PAGE, checksPage } from './checks-page';
import { temporaryFolder } from '../support/temporary';
import { FINAL_CODES, FOUND_CODES, THROWN_CODES } from '../../src/checks/codes';

const src = join(__dirname, '../../src');

test('docs/checks.md is current; `npm run checks-page` writes it', () => {
  expect(readFileSync(CHECKS_PAGE, 'utf8')).toBe(checksPage(temporaryFolder()));
});

test('every code of src/checks/codes.ts is that of a problem', () => {
  const sources = (readdirSync(src, { recursive: true }) as string[]).filter((path) => path.endsWith('.ts') && path !== 'checks/codes.ts');
  const text = sources.map((path) => readFileSync(join(src, path), 'utf8')).join('\n');
  expect([...FOUND_CODES, ...FINAL_CODES, ...THROWN_CODES].filter((code) => !text.includes(`'${code}'`))).toEqual([]);
});

const MACHINERY = ['example.ts', 'given.ts', 'index.ts', 'outcome.ts'];
const examples = join(__dirname, 'examples');

test.each(readdirSync(examples).filter((name) => !MACHINERY.includes(name)))(
  'test/checks/examples/%s declares nothing beside its concept: the page shows the bodies of its failing programs alone', (name) => {
    const { statements } = ts.createSourceFile(name, readFileSync(join(examples, name), 'utf8'), ts.ScriptTarget.Latest, true);
    const declared = statements.filter((statement) => !ts.isImportDeclaration(statement));
    expect(declared.map((statement) => statement.getText().split(' = ')[0])).toEqual([expect.stringMatching(/^export const \w+: Concept$/)]);
  });
