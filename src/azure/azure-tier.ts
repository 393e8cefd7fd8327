import type { ApplicationSecurityGroup } from '@cdktf/provider-azurerm/lib/application-security-group';
import type { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
import type { NetworkSecurityRuleConfig } from '@cdktf/provider-azurerm/lib/network-security-rule';
import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { AzureSubnet } from './azure-network';
import { AzureSecurityGroup } from './azure-security-group';
import { AzureVm, AzureVmOptions } from './azure-vm';
import type { AzureVmHosts } from './azure-vm-hosts';
import { azurerm } from './azurerm';
import { tierProblems } from './problems/tier-problems';
import { SSH } from './tier-flows';
import { writeRulesWhenComplete } from './write-rules';
import { ConfigError } from '../checks/config-error';
import { checkKnown } from '../checks/options/check-known';
import type { Problem } from '../checks/problem';
import { registerChecks } from '../checks/run-checks';
import { Host } from '../host/host';
import { checkCidrs, contains, Ipv4Subnet, overlap } from '../network/ipv4';
import { checkPort } from '../network/port';
import { Topology } from '../topology/topology';

/** What a tier may say. */
export interface AzureTierOptions {
  /** Where its machines are. A machine is in the first one unless it says otherwise. */
  readonly subnets: AzureSubnet[];
  /**
   * A security group that exists already.
   *
   * @default - one is made, and attached to the subnets that are made, and to the network interfaces of machines in others
   */
  readonly securityGroup?: AzureSecurityGroup;
  /** Addresses from which administrators may reach SSH, in CIDR notation, such as those of a bastion. @default - none */
  readonly sshFrom?: string[];
}

/** Someone outside of the program who must reach a tier. */
export interface AzureVisitor {
  /** A word that the rule is named after, such as `monitoring`. */
  readonly name: string;
  /** In CIDR notation. */
  readonly addresses: string[];
  /** The TCP port that they reach. */
  readonly port: number;
}

/** One subnet as machines are put into it. */
export interface TierSubnet {
  readonly id: string;
  readonly range: Ipv4Subnet;
  /** Whether the library made it. */
  readonly made: boolean;
}

/**
 * Virtual machines of one role: in one security group, with one application security group. Made by `AzureVmHosts.addTier()`.
 *
 * @see https://learn.microsoft.com/azure/virtual-network/application-security-groups
 */
export class AzureTier extends Construct {
  /** The name of the tier. */
  public readonly tierName: string;
  /** @internal */ public readonly _role: ApplicationSecurityGroup;
  /** @internal */ public readonly _securityGroup: AzureSecurityGroup;
  /** @internal */ public readonly _madeSecurityGroup?: NetworkSecurityGroup;
  /** @internal */ public readonly _subnets: TierSubnet[] = [];
  /** @internal */ public readonly _visitors: AzureVisitor[] = [];
  /** @internal What a machine needs before it boots. */
  public readonly _bootNeeds: TerraformResource[] = [];

  /** @internal */
  public constructor(
    /** @internal */ public readonly _hosts: AzureVmHosts,
    name: string,
    /** @internal */ public readonly _options: AzureTierOptions,
  ) {
    checkKnown('a name', name, 'rules are named after it', _hosts.node.path);
    super(_hosts, name);
    this.tierName = name;
    checkName(name, this.node.path);
    this._role = new azurerm.ApplicationSecurityGroup(this, 'role', { name: `${_hosts.namePrefix}-${name}`, ..._hosts._placed });
    if (!_options.securityGroup) {
      this._madeSecurityGroup = new azurerm.NetworkSecurityGroup(this, 'security-group', { name: `${_hosts.namePrefix}-${name}`, ..._hosts._placed });
    }
    this._securityGroup = _options.securityGroup ?? AzureSecurityGroup._made(this._madeSecurityGroup!.name, _hosts.resourceGroup.name);
    _options.subnets.forEach((subnet, index) => this._subnets.push(this.subnet(subnet, index)));
    if (this._subnets.length === 0) {
      throw new ConfigError({
        code: 'TIER_WITHOUT_SUBNET', path: this.node.path, got: 'no subnet', why: 'a machine is in one', fix: "pass subnets: [AzureSubnet.withCidr('10.20.1.0/24')]",
      });
    }
    if (_options.sshFrom?.length) this.letIn({ name: 'administrators', addresses: _options.sshFrom, port: SSH });
    _hosts._tiers.push(this);
    writeRulesWhenComplete(this);
    registerChecks(this);
    Topology.of(this).addSelfChecking(this);
  }

  /**
   * Adds a virtual machine.
   *
   * @param hostName Such as `was-01`.
   */
  public add(hostName: string, options: AzureVmOptions = {}): AzureVm {
    return new AzureVm(this, hostName, options);
  }

  /** Lets someone outside of the program reach a port of the tier's machines, such as a monitoring system. */
  public letIn(visitor: AzureVisitor): void {
    checkKnown('a name', visitor.name, 'rules are named after it', this.node.path);
    checkKnown(`a port for ${visitor.name}`, visitor.port, 'rules are computed from it', this.node.path);
    checkPort(visitor.port, 'port', this.node.path);
    checkName(visitor.name, this.node.path);
    checkCidrs(visitor.addresses, this.node.path);
    refuseSecondMeaning(visitor, this._visitors, this.node.path);
    this._visitors.push(visitor);
    Topology.of(this).changed();
  }

  /** @internal */
  public get _ruleTarget(): string {
    return this.tierName;
  }

  /** @internal */
  public get _machines(): Host[] {
    return Topology.of(this).hosts.filter((host) => host instanceof AzureVm && host._tier === this);
  }

  /** @internal */
  public get _ruleDestination(): Partial<NetworkSecurityRuleConfig> {
    return { destinationApplicationSecurityGroupIds: [this._role.id] };
  }

  /** @internal */
  public get _deniesTheRest(): boolean {
    return this._madeSecurityGroup !== undefined;
  }

  /** @internal */
  public get _problems(): Problem[] {
    return tierProblems(this);
  }

  private subnet(subnet: AzureSubnet, index: number): TierSubnet {
    const range = new Ipv4Subnet(subnet.cidr, this.node.path, 4); // Azure keeps the first four and the last
    if (subnet.id !== undefined) return { id: subnet.id, range, made: false };
    const { _hosts: hosts } = this;
    if (!hosts._addressSpace || !contains(hosts._addressSpace, range)) {
      throw new ConfigError({
        code: 'SUBNET_OUTSIDE_NETWORK',
        path: this.node.path,
        got: `the subnet ${range.cidr}`,
        why: hosts._addressSpace ? `the virtual network has the addresses ${hosts._addressSpace.cidr}` : 'the virtual network exists already, and its subnets with it',
        fix: hosts._addressSpace ? 'choose addresses of the network, or pass another addressSpace to AzureVmHosts' : `pass AzureSubnet.fromId(id, '${range.cidr}')`,
      });
    }
    const other = hosts._tiers.flatMap(({ _subnets }) => _subnets).concat(this._subnets).find(({ range: taken }) => overlap(taken, range));
    if (other) {
      throw new ConfigError({
        code: 'SUBNETS_OVERLAP',
        path: this.node.path,
        got: `the subnet ${range.cidr}`,
        why: `another tier has ${other.range.cidr}: no address could be in both`,
        fix: 'give each tier a subnet of its own',
      });
    }
    const suffix = index === 0 ? '' : `-${index + 1}`;
    const made = new azurerm.Subnet(this, `subnet${suffix}`, {
      name: `${hosts.namePrefix}-${this.tierName}${suffix}`,
      resourceGroupName: hosts.resourceGroup.name,
      virtualNetworkName: hosts.network.name,
      addressPrefixes: [range.cidr],
      defaultOutboundAccessEnabled: false,
    });
    if (this._madeSecurityGroup) {
      this._bootNeeds.push(new azurerm.SubnetNetworkSecurityGroupAssociation(this, `subnet${suffix}-security-group`, {
        subnetId: made.id, networkSecurityGroupId: this._madeSecurityGroup.id,
      }));
    }
    if (hosts._natGateway) {
      this._bootNeeds.push(new azurerm.SubnetNatGatewayAssociation(this, `subnet${suffix}-outbound`, { subnetId: made.id, natGatewayId: hosts._natGateway.id }));
    }
    return { id: made.id, range, made: true };
  }
}

function checkName(name: string, path: string): void {
  if (/^[a-z][a-z0-9-]{0,19}$/.test(name)) return;
  throw new ConfigError({
    code: 'TIER_NAME', path, got: `the name "${name}"`, why: 'rules are named after it', fix: 'use up to 20 small letters, digits and hyphens, such as was',
  });
}

/** A rule is everyone of one name to all ports of that name. */
function refuseSecondMeaning({ name, addresses }: AzureVisitor, others: AzureVisitor[], path: string): void {
  const other = others.find((candidate) => candidate.name === name && candidate.addresses.join() !== addresses.join());
  if (!other) return;
  throw new ConfigError({
    code: 'VISITOR_NAME_TAKEN',
    path,
    got: `"${name}" from ${addresses.join(', ')}`,
    why: `"${name}" is ${other.addresses.join(', ')} already, and a rule is named after each`,
    fix: 'give the second another name, or pass all of their addresses each time',
  });
}
