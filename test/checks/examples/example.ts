import { Given } from './given';
import { FinalCode, FoundCode, ThrownCode } from '../../../src/checks/codes';

/** A program with a problem, and the nearest one without. docs/checks.md shows the body of `fails`. */
export interface CheckExample {
  readonly code: FoundCode | FinalCode | ThrownCode;
  /** What is looked for. */
  readonly what: string;
  readonly fails: (given: Given) => unknown;
  readonly passes: (given: Given) => unknown;
  /** What of the message changes with the library's own files or the newest releases: the page leaves it open. */
  readonly open?: RegExp;
}

/** Examples of one concept, which have a heading of their own. */
export interface Concept {
  readonly title: string;
  readonly examples: CheckExample[];
}
