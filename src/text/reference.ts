import type { TerraformStack } from 'cdktf';
import { Escape } from './escape';

/** A value that only Terraform or the host itself knows: a secret, or an attribute of another resource. */
export interface Reference {
  /** The cdktf token, resolved in the stack that writes the text; undefined for a value that the host fetches. */
  readonly token?: string;
  /** Where the host fetches the value when it boots; Terraform never sees it. */
  readonly vault?: VaultSecret;
  /** What stands for the value where people read the text. */
  readonly label: string;
  /** Whether plans must not show it, wherever it comes from. */
  readonly secret?: boolean;
  /** The only stack that can resolve the token, where that is known. */
  readonly stack?: TerraformStack;
  /** Escapes that are applied to the value, innermost first. */
  readonly escapes: Escape[];
  /** What the value must look like, checked before anything is changed. */
  readonly constraint?: Constraint;
}

/** A secret of a vault that a machine reads with the identity that its cloud gave it. */
export interface VaultSecret {
  /** The vault's URI, such as `https://shop.vault.azure.net`. */
  readonly uri: string;
  readonly name: string;
  /** The version to use; the newest one where it is not said. */
  readonly version?: string;
}

/** A rule for a value that is not known when the program is synthesized. */
export interface Constraint {
  /** A regular expression for the whole value, in what the syntaxes of Go (for Terraform) and Python (for hosts) share. */
  readonly pattern: string;
  /** Said when the value does not match; names the fix, never the value. */
  readonly message: string;
}
