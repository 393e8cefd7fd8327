import { Given } from './given';
import { ConfigError } from '../../../src/checks/config-error';
import { Problem } from '../../../src/checks/problem';
import { verdictOf } from '../../../src/checks/run-checks';

/** What comes of an example. */
export interface Outcome {
  /** What a constructor, factory or writer refused. */
  readonly thrown?: Problem;
  /** What the checks find when the program is complete. */
  readonly found: Problem[];
}

/** What is wrong with an example, up to the files that it writes. They go to the folder, which no message names. */
export function outcomeOf(program: (given: Given) => unknown, folder: string): Outcome {
  const given = new Given(folder);
  try {
    program(given);
    const { problems } = verdictOf(given.app);
    if (problems.length === 0) given.app.synth();
    return { found: problems.map((problem) => withoutFolder(problem, folder)) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { thrown: withoutFolder(error.problem, folder), found: [] };
  }
}

/** As somebody sees it whose files are in the folder in which the program runs. */
function withoutFolder(problem: Problem, folder: string): Problem {
  return JSON.parse(JSON.stringify(problem).split(`${folder}/`).join('')) as Problem;
}
