import type { IConstruct } from 'constructs';
import { warning } from '../../checks/check';
import { Problem } from '../../checks/problem';

/** Whoever has the clock kept elsewhere should know what depends on it. */
export function clockProblem({ node }: IConstruct, kept: boolean): Problem[] {
  return kept ? [] : [warning('CLOCK_NOT_KEPT', node.path, {
    got: 'timeSync: false',
    why: 'where the clocks of members drift apart, they drop encrypted messages as too old, and their logs cannot be compared',
    fix: 'leave timeSync out, unless the image keeps the clock in another way',
  })];
}
