import { Token } from 'cdktf';
import { parseAzureId } from './azure-id';

/** A virtual network: what addresses are compared on. */
export class AzureNetwork {
  /**
   * A virtual network that exists already.
   *
   * @param id Such as `/subscriptions/…/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub`.
   */
  public static fromId(id: string): AzureNetwork {
    const { names: [name] } = parseAzureId(id, 'Microsoft.Network', 'virtualNetworks');
    return new AzureNetwork(name, id.toLowerCase());
  }

  /** @internal A network that the library makes. */
  public static _made(name: string, key: string): AzureNetwork {
    return new AzureNetwork(name, key);
  }

  private constructor(
    /** The network's name. */
    public readonly name: string,
    /** @internal The same for the same network. */
    public readonly _key: string,
  ) {}
}

/** A subnet of a virtual network. */
export class AzureSubnet {
  /**
   * A subnet that the library makes in its virtual network.
   *
   * @param cidr Its addresses, such as `10.20.1.0/24`.
   */
  public static withCidr(cidr: string): AzureSubnet {
    return new AzureSubnet(cidr);
  }

  /**
   * A subnet that exists already. Its security group, routes and way out are its owner's: what that security group refuses reaches no machine.
   *
   * @param id Such as `/subscriptions/…/virtualNetworks/hub/subnets/was`, or the id of one that the program makes.
   * @param cidr Its addresses, such as `10.20.1.0/24`.
   */
  public static fromId(id: string, cidr: string): AzureSubnet {
    return new AzureSubnet(cidr, Token.isUnresolved(id) ? id : parseAzureId(id, 'Microsoft.Network', 'virtualNetworks', 'subnets').id);
  }

  private constructor(
    /** Its addresses, in CIDR notation. */
    public readonly cidr: string,
    /** Its resource id where it exists already. */
    public readonly id?: string,
  ) {}
}
