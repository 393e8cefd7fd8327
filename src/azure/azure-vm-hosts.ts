import type { NatGateway } from '@cdktf/provider-azurerm/lib/nat-gateway';
import type { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import { TerraformResource, TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
import { AzureImage } from './azure-image';
import { AzureKeyVault } from './azure-key-vault';
import { checkNamePrefix, takeAzureName, takeGroupName } from './azure-name';
import { AzureNetwork } from './azure-network';
import { AzureResourceGroup } from './azure-resource-group';
import { AzureTier, AzureTierOptions } from './azure-tier';
import { azurerm } from './azurerm';
import { hostsProblems } from './problems/hosts-problems';
import { ConfigError } from '../checks/config-error';
import type { Problem } from '../checks/problem';
import { checkTimeZone } from '../host/time-zone';
import { SecurityUpdates } from '../machine/security-updates';
import { Ipv4Subnet } from '../network/ipv4';
import { Topology } from '../topology/topology';

/** What AzureVmHosts may say. */
export interface AzureVmHostsProps {
  /** Where everything is made, such as `koreacentral`. @default - where `resourceGroup` is, without which it must be said */
  readonly location?: string;
  /** A resource group that exists already. @default - one is made */
  readonly resourceGroup?: AzureResourceGroup;
  /** A virtual network that exists already; its subnets come in by AzureSubnet.fromId(). @default - one is made */
  readonly network?: AzureNetwork;
  /** The addresses of the virtual network that is made. @default '10.20.0.0/16' */
  readonly addressSpace?: string;
  /** What the names of resources begin with; no variable of Terraform, since addresses follow from names. @default - the name of the stack */
  readonly namePrefix?: string;
  /**
   * The public key of the administrator, as `ssh-keygen` writes it, or an attribute of a resource that is one; there are no passwords. Another one
   * is that of machines that are made later: those that are there keep theirs.
   */
  readonly adminSshKey: string;
  /** The name of the administrator. Another one is that of machines that are made later. @default 'azureuser' */
  readonly adminUser?: string;
  /** What machines are made from. Another one is that of machines that are made later. @default AzureImage.debian12() */
  readonly image?: AzureImage;
  /** The size of the machines. A change of it stops them, many at a time: see AzureVmOptions.size. @default 'Standard_D2s_v5' */
  readonly size?: string;
  /** The kind of their disks. A change of it stops the machines, many at a time. @default 'StandardSSD_LRS' */
  readonly diskType?: string;
  /**
   * The availability zones over which the machines are spread by the number at the end of their names: was-01 is in the
   * first one, was-02 in the second. Empty where the region has none. Machines that are there stay where they are.
   *
   * @default ['1', '2', '3']
   */
  readonly zones?: string[];
  /** Key Vaults whose secrets the machines may read. The identity of the machines gets the role Key Vault Secrets User. @default - none */
  readonly keyVaults?: AzureKeyVault[];
  /** Whether machines whose subnets the library makes reach the internet through a NAT gateway: they install packages. @default true */
  readonly natGateway?: boolean;
  /**
   * Whether disks and caches are encrypted on the host too. The subscription must have the feature EncryptionAtHost. A change of it
   * stops the machines, many at a time.
   *
   * @default false
   */
  readonly encryptionAtHost?: boolean;
  /** Whether each machine has a firewall of its own with the same rules. @default true */
  readonly hostFirewall?: boolean;
  /**
   * Whether Tomcats and front ends may ask Azure for the identity of their machine, as applications do that open a storage account without a
   * password. Whoever has taken one over may then read every secret of `keyVaults`. Otherwise their units refuse it (`IPAddressDeny`).
   *
   * @default false
   */
  readonly servicesUseIdentity?: boolean;
  /** Whether a machine keeps its clock with chrony. @default true */
  readonly timeSync?: boolean;
  /** The time zone of services, such as `Asia/Seoul`; the machines themselves keep theirs. @default - that of the image, which is UTC mostly */
  readonly timeZone?: string;
  /** Which updates a machine installs by itself. @default SecurityUpdates.unattended() */
  readonly securityUpdates?: SecurityUpdates;
  /** Those of what is made; a run command keeps the ones that it was made with. @default - none */
  readonly tags?: { [name: string]: string };
}

/** Hosts that are virtual machines of Azure in one virtual network: each runs all of its services at one address. */
export class AzureVmHosts extends Construct {
  /** What the names of resources begin with. */
  public readonly namePrefix: string;
  /** The resource group in which everything is made. */
  public readonly resourceGroup: AzureResourceGroup;
  /** The virtual network. */
  public readonly network: AzureNetwork;
  /** The zones over which machines are spread. */
  public readonly zones: string[];
  /** @internal */ public readonly _image: AzureImage;
  /** @internal */ public readonly _addressSpace?: Ipv4Subnet;
  /** @internal */ public readonly _identity: UserAssignedIdentity;
  /** @internal What a machine needs before it boots. */
  public readonly _bootNeeds: TerraformResource[] = [];
  /** @internal */ public readonly _natGateway?: NatGateway;
  /** @internal */ public readonly _tiers: AzureTier[] = [];

  public constructor(scope: Construct, id: string, /** @internal */ public readonly _props: AzureVmHostsProps) {
    super(scope, id);
    const props = _props;
    checkSshKey(props.adminSshKey, this.node.path);
    checkTimeZone(props.timeZone, this.node.path);
    this.namePrefix = props.namePrefix ?? TerraformStack.of(this).node.id;
    checkNamePrefix(this.namePrefix, this.node.path);
    this.zones = props.zones ?? ['1', '2', '3'];
    this._image = props.image ?? AzureImage.debian12();
    this.resourceGroup = props.resourceGroup ?? this.makeResourceGroup();
    takeAzureName(this, 'identity', `${this.namePrefix}-vm`, this.resourceGroup.name);
    if (!props.network) this._addressSpace = new Ipv4Subnet(props.addressSpace ?? '10.20.0.0/16', this.node.path);
    this.network = props.network ?? this.makeNetwork(this._addressSpace!);
    this._identity = new azurerm.UserAssignedIdentity(this, 'identity', { name: `${this.namePrefix}-vm`, ...this._placed });
    (props.keyVaults ?? []).forEach((vault) => this._bootNeeds.push(new azurerm.RoleAssignment(this, `reads-${vault.name}`, {
      scope: vault.id,
      roleDefinitionName: 'Key Vault Secrets User',
      principalId: this._identity.principalId,
      principalType: 'ServicePrincipal',
    })));
    if (this._addressSpace && (props.natGateway ?? true)) this._natGateway = this.makeNatGateway();
    Topology.of(this).addSelfChecking(this);
  }

  /** The id of the identity that the machines have: to give it further roles. */
  public get identityPrincipalId(): string {
    return this._identity.principalId;
  }

  /** The resource id of the same identity: for an extension of a machine that is told which one to show. */
  public get identityId(): string {
    return this._identity.id;
  }

  /**
   * Adds a tier: machines of one role, such as `web` or `was`. Rules are written between tiers.
   *
   * @param name One word that rules are named after.
   */
  public addTier(name: string, options: AzureTierOptions): AzureTier {
    return new AzureTier(this, name, options);
  }

  /** @internal Where a resource is, and whose. */
  public get _placed(): { resourceGroupName: string; location: string; tags?: { [name: string]: string } } {
    return { resourceGroupName: this.resourceGroup.name, location: this.resourceGroup.location, tags: this._props.tags };
  }

  /** @internal */
  public get _problems(): Problem[] {
    return hostsProblems(this);
  }

  private makeResourceGroup(): AzureResourceGroup {
    const { location, tags } = this._props;
    if (!location) {
      throw new ConfigError({
        code: 'LOCATION_MISSING',
        path: this.node.path,
        got: 'neither location nor resourceGroup',
        why: 'a resource group is made in a region',
        fix: "pass location: 'koreacentral', or resourceGroup: AzureResourceGroup.fromName('rg-shop', 'koreacentral')",
      });
    }
    takeGroupName(this, this.namePrefix);
    const group = new azurerm.ResourceGroup(this, 'resource-group', { name: this.namePrefix, location, tags });
    return AzureResourceGroup.fromName(group.name, location);
  }

  private makeNetwork(space: Ipv4Subnet): AzureNetwork {
    const network = new azurerm.VirtualNetwork(this, 'network', { name: this.namePrefix, addressSpace: [space.cidr], ...this._placed });
    return AzureNetwork._made(network.name, this.node.path);
  }

  private makeNatGateway(): NatGateway {
    const name = `${this.namePrefix}-outbound`;
    takeAzureName(this, 'public address', name, this.resourceGroup.name);
    const address = new azurerm.PublicIp(this, 'outbound-address', { name, allocationMethod: 'Static', sku: 'Standard', ...this._placed });
    const gateway = new azurerm.NatGateway(this, 'outbound', { name, ...this._placed });
    this._bootNeeds.push(new azurerm.NatGatewayPublicIpAssociation(this, 'outbound-association', { natGatewayId: gateway.id, publicIpAddressId: address.id }));
    return gateway;
  }
}

/** Only Azure reads the key: it may be what Terraform makes. */
function checkSshKey(key: string, path: string): void {
  if (Token.isUnresolved(key) || /^(ssh-rsa|ssh-ed25519) [A-Za-z0-9+/=]+( .*)?$/.test(key.trim())) return;
  throw new ConfigError({
    code: 'SSH_KEY',
    path,
    got: 'an adminSshKey that is no public key of the kinds that Azure takes',
    why: 'machines are made without passwords, and the key is the only way in',
    fix: 'pass the one line of a file such as ~/.ssh/id_ed25519.pub: ssh-ed25519 or ssh-rsa, then the key',
  });
}
