import fc from 'fast-check';
import { shellExports, shellWord } from '../../src/text/shell';
import { anyText, manyTexts } from '../support/hostile';
import { problemOf } from '../support/program';
import { readBySh } from '../support/readers';

const holdable = (text: string) => !text.includes('\0');

function names(values: string[]): string[] {
  return values.map((_, index) => `V${index}`);
}

function script(values: string[]): string {
  return shellExports('Read by a test.', Object.fromEntries(names(values).map((name, index) => [name, values[index]]))).known!;
}

test('any text arrives in the variable of a shell', () => {
  const values = manyTexts.filter(holdable);
  expect(readBySh(script(values), names(values))).toEqual(values);
});

test('any text arrives in the variable of a shell, however it is made', () => {
  fc.assert(fc.property(fc.array(anyText.filter(holdable), { minLength: 1, maxLength: 20 }), (values) => {
    expect(readBySh(script(values), names(values))).toEqual(values);
  }), { numRuns: 30 });
});

test('NUL, which ends every text of a shell, is refused', () => {
  expect(problemOf(() => shellWord('a\0b'))).toMatchObject({ code: 'TEXT_NOT_EXPRESSIBLE', why: expect.stringContaining('a shell word') });
});

test('words that need no quotes have none', () => {
  expect(shellWord('-Xmx512m').known).toBe('-Xmx512m');
  expect(shellWord('').known).toBe("''");
  expect(shellWord('-Da=b c').known).toBe("'-Da=b c'");
});
