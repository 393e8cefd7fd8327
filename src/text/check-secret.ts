import { Secret } from './secret';
import { ConfigError } from '../checks/config-error';

/** Refuses a plain string, which only a program without types can pass. */
export function checkSecret(secret: Secret | undefined, property: string, path: string): void {
  if (secret === undefined || secret instanceof Secret) return;
  throw new ConfigError({
    code: 'SECRET_IN_CLEAR',
    path,
    got: `${property} is a plain ${typeof secret}`,
    why: 'it would stand in the program, the synthesized JSON and the state',
    fix: `pass ${property}: Secret.fromVariable(new TerraformVariable(this, 'ajp_secret', { type: 'string', sensitive: true }))`,
  });
}
