import type { BalancingModule } from './distribution';
import { Constraint } from '../text/reference';

/** What an AJP secret must look like, and what is said of one that does not. */
export interface AjpSecretRule extends Constraint {
  readonly why: string;
  readonly fix: string;
}

/** By the module that says it to Tomcats. Tomcat itself asks for ASCII; fewer than 16 characters are guessed. */
export const AJP_SECRET: { readonly [module in BalancingModule]: AjpSecretRule } = {
  mod_jk: {
    pattern: '^[A-Za-z0-9_-]{16,}$',
    message: 'an AJP secret must be at least 16 of A-Z, a-z, 0-9, _ and -.',
    why: 'in workers.properties # begins a comment and $( a variable, so that httpd would use another secret; short ones are guessed',
    fix: 'use at least 16 of A-Z, a-z, 0-9, _ and -, and pass it as Secret.fromVariable(variable)',
  },
  mod_proxy: {
    pattern: '^[A-Za-z0-9_-]{16,63}$',
    message: 'the AJP secret of an ApacheProxyFrontend must be 16 to 63 of A-Z, a-z, 0-9, _ and -.',
    why: 'mod_proxy_ajp does not start with more than 63 characters; short ones are guessed',
    fix: 'use 16 to 63 of A-Z, a-z, 0-9, _ and -, and pass it as Secret.fromVariable(variable)',
  },
};
