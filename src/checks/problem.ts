import type { FinalCode, FoundCode, ThrownCode } from './codes';

/** Something in a program that would not run, or not as meant. */
export interface Problem {
  /** Stable; tests and searches go by it. */
  readonly code: FoundCode | FinalCode | ThrownCode;
  /** An error stops the synthesis; a warning is an annotation. */
  readonly severity: 'error' | 'warning';
  /** The construct it is about. */
  readonly path: string;
  /** What the program says. */
  readonly got: string;
  /** Why that does not work. */
  readonly why: string;
  /** What to write instead. */
  readonly fix: string;
}

/** The problem as one line: `[CODE] path: got; why. Fix: fix.` */
export function describe(problem: Problem): string {
  return `[${problem.code}] ${problem.path ? `${problem.path}: ` : ''}${problem.got}; ${problem.why}. Fix: ${problem.fix}.`;
}

/** An accepted problem as one line, with the reason instead of a fix. */
export function describeAccepted(problem: Problem, reason: string): string {
  return `[${problem.code}] ${problem.path}: ${problem.got}; ${problem.why}. Accepted: ${reason}`;
}
