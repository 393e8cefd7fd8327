import type { IConstruct } from 'constructs';
import type { Check } from './check';
import type { Problem } from './problem';

/** A construct that looks at itself when the program is complete: for rules that only its provider knows. */
export interface SelfChecking extends IConstruct {
  readonly _problems: Problem[];
}

/** Hosts, and what they are made of, find nothing wrong with what they are given. */
export const constructsFindNothingWrong: Check = (topology) => topology.selfChecking.flatMap(({ _problems }) => _problems);
