import { Annotations, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { ALL_CHECKS } from './all-checks';
import { describe, Problem } from './problem';
import { Topology } from '../topology/topology';

/**
 * Has the whole app checked when the stack of a construct is synthesized. Every stack reports the errors of all: the
 * first one already fails, before anything is written.
 */
export function registerChecks(construct: IConstruct): void {
  const stack = TerraformStack.of(construct);
  if (checked.has(stack)) return;
  checked.add(stack);
  stack.node.addValidation({
    validate: () => {
      const problems = allProblems(stack);
      problems.filter(({ severity }) => severity === 'warning').forEach((problem) => annotate(stack, problem));
      return problems.filter(({ severity }) => severity === 'error').map(describe);
    },
  });
}

/** Everything that is wrong in the app of a construct. */
export function allProblems(scope: IConstruct): Problem[] {
  const topology = Topology.of(scope);
  return topology.once(topology, 'problems', () => ALL_CHECKS.flatMap((check) => check(topology)));
}

const checked = new WeakSet<IConstruct>();

/** Puts a warning on the construct that it is about, in the stack that holds it. */
function annotate(stack: IConstruct, problem: Problem): void {
  const construct = stack.node.findAll().find(({ node }) => node.path === problem.path);
  if (construct) Annotations.of(construct).addWarning(describe(problem));
}
