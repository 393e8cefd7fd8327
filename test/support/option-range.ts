import { problemOf } from './program';
import { checkNumbers } from '../../src/checks/options/check-numbers';

/** The most that a Java int holds. */
export const MOST = 2_147_483_647;

/** A number that a program may say: what it is an option of, and from where to where it goes. */
export type OptionRange = [option: string, what: string, least: number, most: number, program: (value: number) => unknown];

/** Asserts that a program is refused beyond the range and between whole numbers, and taken at both its ends. */
export function expectRange(...[option, what, least, most, program]: OptionRange): void {
  [least - 1, most + 1, least + 0.5, NaN].forEach((value) => expect(problemOf(() => program(value))).toMatchObject({
    code: 'OPTION_RANGE',
    got: `${option} ${value} of ${what}`,
    why: `it is a whole number from ${least} to ${most}`,
    fix: 'choose one in this range, or leave it out',
  }));
  [least, most].forEach((value) => expect(() => program(value)).not.toThrow());
}

/** Asserts that a table has every option of what it is about. The file that calls this has Jest mock `checkNumbers` by one that remembers. */
export function expectComplete(ranges: OptionRange[]): void {
  const remembering = jest.mocked(checkNumbers);
  remembering.mockClear();
  ranges.forEach(([, , least, , program]) => program(least));
  const whats = new Set(ranges.map(([, what]) => what));
  const compared = remembering.mock.calls.filter(([what]) => whats.has(what))
    .flatMap(([what, numbers]) => Object.keys(numbers).map((option) => `${option} of ${what}`));
  expect([...new Set(compared)].sort()).toEqual(ranges.map(([option, what]) => `${option} of ${what}`).sort());
}
