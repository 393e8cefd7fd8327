import type { TerraformStack } from 'cdktf';
import { Escape } from './escape';

/** A value that only Terraform knows: a secret, or an attribute of another resource. */
export interface Reference {
  /** The cdktf token, resolved in the stack that writes the text. */
  readonly token: string;
  /** What stands for the value where people read the text. */
  readonly label: string;
  /** Whether plans must not show it, wherever it comes from. */
  readonly secret?: boolean;
  /** The only stack that can resolve the token, where that is known. */
  readonly stack?: TerraformStack;
  /** Escapes that Terraform applies to the value, innermost first. */
  readonly escapes: Escape[];
  /** What the value must look like, checked by Terraform before it changes anything. */
  readonly constraint?: Constraint;
}

/** A rule for a value that is known only when Terraform runs. */
export interface Constraint {
  /** A regular expression for the whole value, in the syntax of Go, which Terraform uses. */
  readonly pattern: string;
  /** Said when the value does not match; names the fix, never the value. */
  readonly message: string;
}
