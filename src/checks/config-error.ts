import type { ThrownCode } from './codes';
import { describe, Problem } from './problem';

/** Thrown where something is wrong that a constructor or factory can know by itself. */
export class ConfigError extends Error {
  public readonly problem: Problem;

  public constructor(problem: Omit<Problem, 'severity' | 'code'> & { readonly code: ThrownCode }) {
    super(describe({ ...problem, severity: 'error' }));
    this.name = 'ConfigError';
    this.problem = { ...problem, severity: 'error' };
  }
}
