import { parseAzureId } from './azure-id';
import { ConfigError } from '../checks/config-error';

/** Which priorities the library's rules may have in a security group. */
export interface AzurePriorities {
  /** The least priority number, which Azure looks at first; 100 at least. @default 1000 */
  readonly first?: number;
  /** The greatest; 4096 at most. @default 3999 */
  readonly last?: number;
}

/** A network security group that exists already: the library adds the rules that the tier needs, and no others. */
export class AzureSecurityGroup {
  /**
   * A security group that is attached to the tier's subnets.
   *
   * @param id Such as `/subscriptions/…/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg-was`.
   * @param priorities Those that the group's own rules do not use.
   */
  public static fromId(id: string, priorities: AzurePriorities = {}): AzureSecurityGroup {
    const { resourceGroup, names: [name] } = parseAzureId(id, 'Microsoft.Network', 'networkSecurityGroups');
    const { first, last } = { first: 1000, last: 3999, ...priorities };
    if (!(Number.isInteger(first) && Number.isInteger(last) && first >= 100 && last <= 4096 && first <= last)) {
      throw new ConfigError({
        code: 'RULE_PRIORITIES',
        path: '',
        got: `the priorities ${first} to ${last}`,
        why: 'Azure takes whole numbers from 100 to 4096',
        fix: 'choose a range of these that the rules of the security group do not use',
      });
    }
    return new AzureSecurityGroup(name, resourceGroup, { first, last }, true);
  }

  /**
   * A security group, or whatever else stands before the tier, whose rules others write. The library says in warnings
   * what must be let through.
   */
  public static managedElsewhere(): AzureSecurityGroup {
    return new AzureSecurityGroup('', '', { first: 0, last: 0 }, false);
  }

  /** @internal A group that the library makes: all priorities are its own. */
  public static _made(name: string, resourceGroupName: string): AzureSecurityGroup {
    return new AzureSecurityGroup(name, resourceGroupName, { first: 100, last: 4000 }, true);
  }

  private constructor(
    /** The group's name. */
    public readonly name: string,
    /** The resource group in which it is. */
    public readonly resourceGroupName: string,
    /** @internal */ public readonly _priorities: { first: number; last: number },
    /** @internal Whether the library writes rules. */
    public readonly _written: boolean,
  ) {}
}
