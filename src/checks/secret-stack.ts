import { Check, error } from './check';
import { ENCRYPTION_KEY } from '../cluster/encryption-key';

/** A stack that reads the variable of another would have it put into that one's outputs. */
export const secretsStayInTheirStack: Check = (topology) => topology.hosts.flatMap((host) => host._services.flatMap((service) => {
  const strangers = service.files().flatMap(({ text }) => text.references).filter(({ stack }) => stack && stack !== host._stack);
  return [...new Map(strangers.map((reference) => [reference.label, reference])).values()]
    .map(({ label, stack, constraint }) => error('SECRET_OF_OTHER_STACK', service.owner.node.path, {
      got: `the secret ${label} of the stack ${stack!.node.id}`,
      why: 'Terraform would hand it over through the outputs of that stack, in clear in its state',
      fix: constraint === ENCRYPTION_KEY
        ? "put all members into one stack; or, where they are on machines, pass the secret of a Key Vault, as in Interceptor.encrypt(vault.secret('cluster-key')), "
          + 'which each machine reads by itself'
        : `declare the variable ${label} in the stack ${host._stack.node.id} too, and pass Secret.fromVariable() of it (a front end takes ajpSecret)`,
    }));
}));
