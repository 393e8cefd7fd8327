import { Annotations, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { judge, Verdict } from './acceptance';
import { ALL_CHECKS } from './all-checks';
import { describe, describeAccepted } from './problem';
import { isBelow } from '../text/path';
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
      const { problems, accepted } = verdictOf(stack);
      problems.filter(({ severity }) => severity === 'warning')
        .forEach((problem) => annotatedBy(stack, problem.path)?.addWarning(describe(problem)));
      accepted.forEach(({ problem, reason }) => annotatedBy(stack, problem.path)?.addInfo(describeAccepted(problem, reason)));
      return problems.filter(({ severity }) => severity === 'error').map(describe);
    },
  });
}

/** Everything that is wrong in the app of a construct, and what of it was accepted. */
export function verdictOf(scope: IConstruct): Verdict {
  const topology = Topology.of(scope);
  return topology.once(topology, 'verdict', () => judge(ALL_CHECKS.flatMap((check) => check(topology)), topology.acceptances));
}

const checked = new WeakSet<IConstruct>();

/** The annotations of a construct in a stack; of the stack itself for what is said of the whole app. */
function annotatedBy(stack: IConstruct, path: string): Annotations | undefined {
  const construct = stack.node.findAll().find(({ node }) => node.path === path) ?? (isBelow(stack.node.path, path) ? stack : undefined);
  return construct && Annotations.of(construct);
}
