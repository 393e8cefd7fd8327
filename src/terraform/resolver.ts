import { IResolveContext } from 'cdktf';
import { Resolve } from '../text/text';

/** Resolves each token once. */
export function resolver(context: IResolveContext): Resolve {
  const resolved = new Map<string, string>();
  return (token) => {
    if (!resolved.has(token)) resolved.set(token, context.resolve(token));
    return resolved.get(token)!;
  };
}
