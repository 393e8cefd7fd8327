import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { readPage, root } from './pages';

const src = join(root, 'src');
const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** The last column of "Where things live", by the folder. */
const table = new Map([...readPage('docs/architecture.md').matchAll(/^\| `src\/(\w+)` \|[^|]*\|([^|]*)\|$/gm)].map(([, folder, said]) => [folder, said]));

/** An import of another folder. */
interface Import { readonly to: string; readonly typesOnly: boolean; readonly text: string }

/** @param file Its path below src. */
function importsOf(file: string, source: string): Import[] {
  return [...source.matchAll(/^(?:import|export) (type )?[^;']* from '(\.[^']*)'/gm)]
    .map(([text, type, module]) => ({ to: posix.join(posix.dirname(file), module).split('/')[0], typesOnly: type !== undefined, text: `${file}: ${text}` }))
    .filter(({ to }) => to !== file.split('/')[0]);
}

function importsOfFolder(folder: string): Import[] {
  return (readdirSync(join(src, folder), { recursive: true }) as string[]).filter((file) => file.endsWith('.ts'))
    .flatMap((file) => importsOf(`${folder}/${file}`, readFileSync(join(src, folder, file), 'utf8')));
}

/** The folders that a row names: `host; types of apache and tls`, `types only`, `types of the rest`. Errors of src/checks are everyone's. */
function namedBy(said: string): { values: string[]; types: string[]; anyTypes: boolean } {
  const parts = said.split(';').map((part) => part.trim());
  const named = (some: string[]) => folders.filter((folder) => some.some((part) => part.split(/\W+/).includes(folder)));
  const isOfTypes = (part: string) => part.startsWith('types');
  return {
    values: named(parts.filter((part) => !isOfTypes(part))),
    types: named(parts.filter(isOfTypes)),
    anyTypes: parts.some((part) => ['types only', 'types of the rest'].includes(part)),
  };
}

function unnamed(imports: Import[], said: string): string[] {
  const { values, types, anyTypes } = namedBy(said);
  const taken = said.trim() === 'types only' ? [] : [...values, 'checks'];
  return imports.filter(({ to, typesOnly }) => !taken.includes(to) && !(typesOnly && (anyTypes || types.includes(to)))).map(({ text }) => text);
}

test('every folder of src has a row', () => {
  expect([...table.keys()].sort()).toEqual([...folders].sort());
});

test.each([...table])('src/%s imports no more than its row says', (folder, said) => {
  expect(unnamed(importsOfFolder(folder), said)).toEqual([]);
});

test.each([...table])('src/%s imports no less than its row says', (folder, said) => {
  const [imports, { values, types }] = [importsOfFolder(folder), namedBy(said)];
  expect(values.filter((name) => !imports.some(({ to, typesOnly }) => to === name && !typesOnly))).toEqual([]);
  expect(types.filter((name) => !imports.some(({ to }) => to === name))).toEqual([]);
});

test('an import that a row does not name is found, and one of more than types', () => {
  const source = "import { A } from '../../host/a';\nimport type { B } from '../../apache/b';\nimport {\n  C,\n} from '../../apache/c';\nexport type { D } from '../../tls/d';\n";
  const found = unnamed(importsOf('azure/problems/x.ts', source), 'host; types of apache');
  expect(found).toEqual([expect.stringContaining('apache/c'), expect.stringContaining('tls/d')]);
});
