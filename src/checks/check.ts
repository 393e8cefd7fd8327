import type { FinalCode, FoundCode } from './codes';
import type { Problem } from './problem';
import type { Topology } from '../topology/topology';

/** Looks at the whole program and says what would not work. */
export type Check = (topology: Topology) => Problem[];

export function error(code: FoundCode | FinalCode, path: string, said: Pick<Problem, 'got' | 'why' | 'fix'>): Problem {
  return { code, severity: 'error', path, ...said };
}

export function warning(code: FoundCode | FinalCode, path: string, said: Pick<Problem, 'got' | 'why' | 'fix'>): Problem {
  return { code, severity: 'warning', path, ...said };
}
