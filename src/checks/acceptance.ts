import { isBelow } from '../text/path';
import { warning } from './check';
import type { FoundCode } from './codes';
import type { Problem } from './problem';

/** What someone has looked at, and found right for a construct and what is below it. */
export interface Acceptance {
  /** The path of the construct. */
  readonly path: string;
  readonly code: FoundCode;
  readonly reason: string;
}

/** A problem that was accepted, and why. */
export interface AcceptedProblem {
  readonly problem: Problem;
  readonly reason: string;
}

/** What is left of the problems of an app, and what is not. */
export interface Verdict {
  readonly problems: Problem[];
  readonly accepted: AcceptedProblem[];
}

/** Takes out what is accepted, by the nearest who accepts it. Who accepts what is not there is warned. */
export function judge(problems: Problem[], acceptances: Acceptance[]): Verdict {
  const nearestFirst = [...acceptances].sort((a, b) => b.path.length - a.path.length || (a.path + a.code < b.path + b.code ? -1 : 1));
  const judged = problems.map((problem) => ({ problem, reason: nearestFirst.find((acceptance) => holds(acceptance, problem))?.reason }));
  return {
    problems: [
      ...judged.filter(({ reason }) => reason === undefined).map(({ problem }) => problem),
      ...nearestFirst.filter((acceptance) => !problems.some((problem) => holds(acceptance, problem))).map((unused) => notThere(unused, problems)),
    ],
    accepted: judged.flatMap(({ problem, reason }) => reason === undefined ? [] : [{ problem, reason }]),
  };
}

function holds({ path, code }: Acceptance, problem: Problem): boolean {
  return code === problem.code && isBelow(problem.path, path);
}

function notThere({ path, code }: Acceptance, problems: Problem[]): Problem {
  const [elsewhere] = problems.filter((problem) => problem.code === code);
  return warning('ACCEPT_UNUSED', path, {
    got: `${code} is accepted`,
    why: `neither this construct nor one below it has this problem${elsewhere ? `, but ${elsewhere.path} has` : ''}; one that comes later would pass unseen`,
    fix: elsewhere ? `accept it for ${elsewhere.path}, or remove accept('${code}')` : `remove accept('${code}')`,
  });
}
