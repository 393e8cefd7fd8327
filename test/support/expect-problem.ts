import { Problem } from '../../src/checks/problem';

/** What a problem must say: the texts are parts of what it says. */
export interface Expected {
  readonly code: string;
  readonly path: string;
  readonly got: string;
  readonly why: string;
  readonly fix: string;
}

/** Asserts that these are all the problems, in this order. */
export function expectProblems(problems: Problem[], severity: Problem['severity'], ...expected: Expected[]): void {
  expect(problems).toEqual(expected.map(({ code, path, got, why, fix }) => ({
    code, severity, path,
    got: expect.stringContaining(got),
    why: expect.stringContaining(why),
    fix: expect.stringContaining(fix),
  })));
}

export function expectErrors(problems: Problem[], ...expected: Expected[]): void {
  expectProblems(problems, 'error', ...expected);
}
