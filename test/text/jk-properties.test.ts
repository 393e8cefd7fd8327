import fc from 'fast-check';
import { ConfigError } from '../../src/checks/config-error';
import { jkProperties } from '../../src/text/jk-properties';
import { Text } from '../../src/text/text';
import { anyText, HOSTILE } from '../support/hostile';
import { jkProperties as readByModJk } from '../support/jk-reader';
import { problemOf } from '../support/program';

const reference = Text.reference({ token: '${TfToken[TOKEN.1]}', label: 'secret' });

function file(value: string): string | undefined {
  try {
    return jkProperties([['worker.list', 'a-lb'], ['worker.a.secret', value], ['worker.a.port', 8009]]).known;
  } catch (error) {
    if (error instanceof ConfigError && error.problem.code === 'TEXT_NOT_EXPRESSIBLE') return undefined;
    throw error;
  }
}

function arrivesOrIsRefused(value: string): void {
  const written = file(value);
  if (written === undefined) return;
  expect(readByModJk(written)).toEqual({ 'worker.list': 'a-lb', ...(value === '' ? {} : { 'worker.a.secret': value }), 'worker.a.port': '8009' });
}

test('any text arrives or is refused', () => {
  fc.assert(fc.property(anyText, arrivesOrIsRefused));
});

test('hostile texts arrive or are refused', () => {
  HOSTILE.forEach(arrivesOrIsRefused);
});

test.each(['a#b', 'a $(b)', ' a', 'a ', 'a\nb', 'a\rb', 'a\0b'])('%j is refused', (value) => {
  expect(problemOf(() => jkProperties([['worker.a.secret', value]]))).toMatchObject({
    code: 'TEXT_NOT_EXPRESSIBLE',
    path: 'worker.a.secret',
    got: JSON.stringify(value),
    why: 'workers.properties has no escape for #, $( and blanks at the ends',
    fix: 'use a value without them',
  });
});

test.each(['a b', 'a=b', '${a}', '"a\\b"', 'a$', 'ä'])('%j arrives', (value) => {
  expect(readByModJk(file(value)!)['worker.a.secret']).toBe(value);
});

test.each(['a#', '$', ' a', 'a\n'])('%j beside a reference is refused', (value) => {
  expect(problemOf(() => jkProperties([['worker.a.secret', Text.of(value, reference)]])).code).toBe('TEXT_NOT_EXPRESSIBLE');
});

test('a value that only Terraform knows gets a rule', () => {
  const [{ constraint }] = jkProperties([['worker.a.secret', Text.of('prefix-', reference)]]).constraints;
  expect(constraint.message).toBe('workers.properties has no escape for #, $ and blanks; use a value without them.');
});

test('a rule that the value has already stays', () => {
  const own = { pattern: '^x$', message: 'must be x.' };
  expect(jkProperties([['a', reference.constrained(own)]]).constraints.map(({ constraint }) => constraint)).toEqual([own]);
});
