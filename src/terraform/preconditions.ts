import { IResolveContext } from 'cdktf';
import { resolver } from './resolver';
import type { Service } from '../host/service';
import { literal, templateText } from '../text/escape';
import { expressionOf } from '../text/text';

/** The lifecycle of a resource with rules for values that only Terraform knows: it stops before it changes anything. */
export function preconditions(services: Service[], context: IResolveContext): { precondition: object[] } | undefined {
  if (context.preparing) return undefined; // the texts themselves name their references
  const rules = new Map<string, object>();
  const resolve = resolver(context);
  for (const service of services) {
    for (const { reference, constraint } of service.files().flatMap(({ text }) => text.constraints)) {
      if (reference.token === undefined) continue; // the host looks at it
      const value = expressionOf(resolve(reference.token));
      rules.set(`${value} ${constraint.pattern}`, {
        condition: `\${can(regex(${literal(constraint.pattern)}, ${value}))}`,
        error_message: templateText(`${service.owner.node.path}: ${reference.label}: ${constraint.message}`),
      });
    }
  }
  return rules.size > 0 ? { precondition: [...rules.values()] } : undefined;
}
