import { Check, error } from './check';

/** A stack that reads the variable of another would have it put into that one's outputs. */
export const secretsStayInTheirStack: Check = (topology) => topology.hosts.flatMap((host) => host._services.flatMap((service) => {
  const strangers = service.files().flatMap(({ text }) => text.references).filter(({ stack }) => stack && stack !== host._stack);
  return [...new Map(strangers.map((reference) => [reference.label, reference])).values()]
    .map(({ label, stack }) => error('SECRET_OF_OTHER_STACK', service.owner.node.path, {
      got: `the secret ${label} of the stack ${stack!.node.id}`,
      why: 'Terraform would hand it over through the outputs of that stack, in clear in its state',
      fix: `declare the variable ${label} in the stack ${host._stack.node.id} too, and pass Secret.fromVariable() of it (a front end takes ajpSecret)`,
    }));
}));
