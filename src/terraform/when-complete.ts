import { IResolvable, IResolveContext } from 'cdktf';

/**
 * A value that depends on the whole program: asked for when the plan is written. Unlike cdktf's Lazy it does not keep
 * the stack trace of where it was made, which takes longer than to make it.
 */
export function whenComplete(produce: (context: IResolveContext) => unknown): IResolvable {
  return { resolve: produce, creationStack: [], toString: () => 'known when the program is complete' };
}
