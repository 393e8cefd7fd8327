import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

/**
 * Gives a name to a construct. One provider makes what a stack holds, so that of each kind there is one of a name in it.
 *
 * @returns the construct that has the name already, if another one has
 */
export function takeName(construct: IConstruct, kind: string, name: string): IConstruct | undefined {
  const stack = TerraformStack.of(construct);
  let names = taken.get(stack);
  if (!names) taken.set(stack, names = new Map());
  const key = `${kind} ${name}`;
  const other = names.get(key);
  if (!other) names.set(key, construct);
  return other;
}

const taken = new WeakMap<TerraformStack, Map<string, IConstruct>>();
