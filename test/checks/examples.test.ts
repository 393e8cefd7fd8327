import { CONCEPTS } from './examples';
import { CheckExample } from './examples/example';
import { Given } from './examples/given';
import { outcomeOf } from './examples/outcome';
import { FINAL_CODES, FOUND_CODES, THROWN_CODES } from '../../src/checks/codes';
import { Checks } from '../../src/checks/checks';
import { synth } from '../support/program';
import { temporaryFolder } from '../support/temporary';

const EXAMPLES = CONCEPTS.flatMap(({ examples }) => examples);
const named = (examples: CheckExample[]): [string, CheckExample][] => examples.map((example) => [example.code, example]);
const found: readonly string[] = [...FOUND_CODES, ...FINAL_CODES];
const acceptable: readonly string[] = FOUND_CODES;

test('every code has one example: a new one needs an entry in test/checks/examples, and then `npm run checks-page`', () => {
  expect(EXAMPLES.map(({ code }) => code).sort()).toEqual([...new Set([...found, ...THROWN_CODES])].sort());
});

describe.each(named(EXAMPLES))('%s', (code, { fails, passes }) => {
  test('is the only problem of its failing program', () => {
    const outcome = outcomeOf(fails, temporaryFolder());
    const codes = [...outcome.thrown ? [outcome.thrown] : [], ...outcome.found].map((problem) => problem.code);
    expect([...new Set(codes)]).toEqual([code]);
    expect(outcome.thrown === undefined).toBe(found.includes(code));
  });

  test('is not in the nearest legal program, nor is anything else', () => {
    expect(outcomeOf(passes, temporaryFolder())).toEqual({ found: [] });
  });
});

test.each(named(EXAMPLES.filter(({ code }) => acceptable.includes(code))))('%s can be accepted, and the program is written', (code, { fails }) => {
  const given = new Given(temporaryFolder());
  fails(given);
  Checks.of(given.app).accept(code, 'it is so here');
  const { error, files } = synth(given.app);
  expect(error).toBeUndefined();
  expect(files['manifest.json']).toContain('Accepted: it is so here');
});
