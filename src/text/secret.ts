import { TerraformStack, TerraformVariable, Token } from 'cdktf';
import { literal } from './escape';
import { VaultSecret } from './reference';
import { Text } from './text';
import { ConfigError } from '../checks/config-error';

/**
 * A secret: says where a value comes from, and is never the value itself. It is written into files as a Terraform
 * reference and shows as its name in `host.files`, snapshots and messages.
 */
export class Secret {
  /**
   * The value of a Terraform variable of the stack that writes the secret's files.
   *
   * @param variable Must be declared with `sensitive: true`, so that plans do not show it.
   */
  public static fromVariable(variable: TerraformVariable): Secret {
    if (variable.sensitive !== true) {
      throw new ConfigError({
        code: 'SECRET_NOT_SENSITIVE',
        path: variable.node.path,
        got: 'a variable that is not sensitive',
        why: 'Terraform would print its value in every plan',
        fix: "declare it as new TerraformVariable(this, 'name', { type: 'string', sensitive: true })",
      });
    }
    return new Secret(variable.friendlyUniqueId, variable.stringValue, undefined, TerraformStack.of(variable));
  }

  /**
   * A sensitive attribute of a data source or resource of the stack that writes the secret's files.
   *
   * @param name What people call the secret; shown where the value must not be.
   * @param value The attribute, such as `password.result` of a `random_password`.
   */
  public static fromAttribute(name: string, value: string): Secret {
    if (!Token.isUnresolved(value)) {
      throw new ConfigError({
        code: 'SECRET_IN_CLEAR',
        path: name,
        got: 'a plain string',
        why: 'it would stand in the program, the synthesized JSON and the state',
        fix: 'pass an attribute of a resource or data source, or use Secret.fromVariable()',
      });
    }
    return new Secret(name, value);
  }

  /**
   * A value in clear, for throw-away labs: it is in the program and in the synthesized JSON.
   *
   * @param value ASCII letters, digits, `_` and `-`; at least 16.
   */
  public static unsafePlainText(value: string): Secret {
    return new Secret('plain text', undefined, value);
  }

  /** @internal A value that a machine fetches from a vault when it boots. */
  public static _fromVault(vault: VaultSecret): Secret {
    return new Secret(vault.name, undefined, undefined, undefined, vault);
  }

  private constructor(
    /** What people call it. */
    public readonly name: string,
    private token?: string,
    private readonly plainText?: string,
    private readonly stack?: TerraformStack,
    private readonly vault?: VaultSecret,
  ) {}

  /** @internal The value where it is known, for checks only. */
  public get _plainText(): string | undefined {
    return this.plainText;
  }

  /** @internal Whether both are the same value: variables of one name are, in whichever stack. */
  public _equals(other: Secret): boolean {
    return this.name === other.name && this.plainText === other.plainText && this.vault?.uri === other.vault?.uri
      && this.vault?.version === other.vault?.version;
  }

  /** @internal */
  public get _text(): Text {
    if (this.vault) return Text.reference({ vault: this.vault, label: this.name, secret: true });
    // A value in clear travels as a token too, so that it never shows where people read the text.
    this.token ??= Token.asString({ resolve: () => `\${${literal(this.plainText ?? '')}}`, creationStack: [], toString: () => this.name });
    return Text.reference({ token: this.token, label: this.name, stack: this.stack, secret: true });
  }
}
