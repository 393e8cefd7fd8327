import { parseAzureId } from './azure-id';
import { checkKnown, TOLD_TO_MACHINES } from '../checks/options/check-known';
import { Secret } from '../text/secret';

/**
 * A Key Vault that exists already, whose secrets the machines read by themselves: Terraform never sees them. The vault must
 * use Azure's role-based access control.
 *
 * @see https://learn.microsoft.com/azure/key-vault/general/rbac-guide
 */
export class AzureKeyVault {
  /**
   * A vault by its resource id.
   *
   * @param id Such as `/subscriptions/…/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/shop`.
   * @param suffix What follows the vault's name in its URI; sovereign clouds have another one. Default: `vault.azure.net`
   */
  public static fromId(id: string, suffix: string = 'vault.azure.net'): AzureKeyVault {
    const { id: spelled, names: [name] } = parseAzureId(id, 'Microsoft.KeyVault', 'vaults');
    checkKnown('a suffix of a vault', suffix, TOLD_TO_MACHINES);
    return new AzureKeyVault(spelled, name, `https://${name}.${suffix}`);
  }

  private constructor(
    /** The vault's resource id. */
    public readonly id: string,
    /** The vault's name. */
    public readonly name: string,
    /** The vault's URI, without a slash at the end. */
    public readonly uri: string,
  ) {}

  /**
   * A secret of the vault: its value is in no plan, state, custom data or log. Machines read it when they apply their
   * configuration.
   *
   * @param name Its name in the vault, such as `ajp-secret`.
   * @param version The version to use, with which one deployment brings a new value to all machines; no variable of Terraform. Default: the
   *   newest one, when a configuration is applied to a machine, so that machines may hold different values after a change
   */
  public secret(name: string, version?: string): Secret {
    checkKnown(`a name of a secret of the vault ${this.name}`, name, TOLD_TO_MACHINES);
    checkKnown(`a version of the secret ${name} of the vault ${this.name}`, version, TOLD_TO_MACHINES);
    return Secret._fromVault({ uri: this.uri, name, version });
  }
}
