import { javaProperties } from '../../src/text/java-properties';
import { Text } from '../../src/text/text';
import { HOSTILE, manyTexts } from '../support/hostile';
import { readByJava } from '../support/readers';

test('any text arrives as a value in Java', () => {
  const keys = manyTexts.map((_, index) => `p${index}`);
  const file = javaProperties(Object.fromEntries(keys.map((key, index) => [key, manyTexts[index]])));
  expect(readByJava('properties', file.known!, keys)).toEqual(manyTexts);
});

test('a file of properties is ASCII, so that it does not matter how Java reads it', () => {
  const file = javaProperties(Object.fromEntries(HOSTILE.map((text, index) => [`p${index}`, text]))).known!;
  expect(file).toMatch(/^[\n\x20-\x7e]*$/);
});

test('keys may hold what separates keys from values', () => {
  const keys = ['a b', 'a=b', 'a:b', '#a', '!a', 'a\\b', '.handlers', 'a\tb', '\u00e9'];
  const file = javaProperties(Object.fromEntries(keys.map((key, index) => [key, String(index)])));
  expect(readByJava('properties', file.known!, keys)).toEqual(keys.map((_, index) => String(index)));
});

test('properties are written one a line in the order given', () => {
  expect(javaProperties({ b: '1', a: ' 2' }).known).toBe('b=1\na=\\ 2\n');
});

test('a value that only Terraform knows must be ASCII, because it cannot be written by number', () => {
  const [{ constraint }] = javaProperties({ a: Text.reference({ token: '${TfToken[TOKEN.1]}', label: 'x' }) }).constraints;
  expect(constraint.message).toContain('ASCII');
  expect('p@ss w\\rd\t').toMatch(new RegExp(constraint.pattern));
  expect('p\u00e4ss').not.toMatch(new RegExp(constraint.pattern));
});
