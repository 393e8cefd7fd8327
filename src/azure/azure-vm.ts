import type { LinuxVirtualMachine } from '@cdktf/provider-azurerm/lib/linux-virtual-machine';
import type { NetworkInterface } from '@cdktf/provider-azurerm/lib/network-interface';
import { TerraformResource, Token } from 'cdktf';
import { azureAddresses } from './azure-addresses';
import { AzureMachine } from './azure-machine';
import { checkAzureName, takeAzureName } from './azure-name';
import type { AzureTier, TierSubnet } from './azure-tier';
import { azurerm } from './azurerm';
import { BalancedPort, LOAD_BALANCER, PROBE_SECONDS, tierFlows } from './tier-flows';
import { capacityOfSize } from './vm-sizes';
import { vmProblems } from './problems/vm-problems';
import { ConfigError } from '../checks/config-error';
import { checkKnown } from '../checks/options/check-known';
import type { Problem } from '../checks/problem';
import { Capacity } from '../host/memory';
import { OsFamily } from '../host/operating-system';
import { Rotation } from '../host/rotation';
import { Service } from '../host/service';
import { Flow } from '../network/flow';
import { preconditions } from '../terraform/preconditions';
import { resolver } from '../terraform/resolver';
import { whenComplete } from '../terraform/when-complete';
import { withoutStackTraces } from '../terraform/without-stack-traces';
import { Text } from '../text/text';

/**
 * What a machine is made with: of a change of these Terraform would destroy it, and all others with it. A new payload reaches a
 * running machine by the roll-out instead; the others reach those that are made later.
 */
const OF_NEW_MACHINES = ['custom_data', 'admin_ssh_key', 'admin_username', 'source_image_id', 'source_image_reference', 'plan', 'zone'];

/** What others may add to, as a policy does that gives each machine a further identity: Terraform would take it away again. */
const GIVEN_BY_OTHERS = ['identity'];

/** What a virtual machine may say. */
export interface AzureVmOptions {
  /** The size of the machine. A change of it stops the machine for minutes. @default - as AzureVmHosts says */
  readonly size?: string;
  /** Its memory, in MiB. @default - of a common size what that has; where no size is said, not known */
  readonly memoryMegabytes?: number;
  /** How many processors it has. @default - of a common size what that has; where no size is said, not known */
  readonly cores?: number;
  /** The availability zone. A machine that is there stays where it is. @default - from the number at the end of the machine's name */
  readonly zone?: string;
  /** Which subnet of the tier it is in, from 0. @default 0 */
  readonly subnetIndex?: number;
  /** Its address. @default - derived from its name */
  readonly address?: string;
  /**
   * What a changed configuration does to the machine. Without this it is applied in place, and the machine stays. With
   * it, the machine is replaced by a new one that boots with the new configuration: for one machine at a time. A changed key
   * or name of the administrator, image or zone replaces it too, and is ignored otherwise.
   *
   * @default false
   */
  readonly replaceOnChange?: boolean;
}

/**
 * A virtual machine with its network interface. Made by `AzureTier.add()`.
 *
 * @see https://learn.microsoft.com/azure/virtual-machines/linux/overview
 */
export class AzureVm extends AzureMachine {
  /** @internal */ public readonly _subnet: TierSubnet;
  /** @internal */ public readonly _zone?: string;
  /** @internal */ public readonly _interface: NetworkInterface;
  /** @internal What load balancers send to it. */
  public readonly _balancedPorts: BalancedPort[] = [];
  private readonly machine: LinuxVirtualMachine;

  /** @internal */
  public constructor(/** @internal */ public readonly _tier: AzureTier, hostName: string, /** @internal */ public readonly _options: AzureVmOptions) {
    const { _hosts: { _props: props } } = _tier;
    super(_tier, hostName, hostName, {
      hostFirewall: props.hostFirewall,
      securityUpdates: props.securityUpdates,
      timeSync: props.timeSync,
      servicesUseIdentity: props.servicesUseIdentity,
      timeZone: props.timeZone,
      ...machineCapacity(_options, props.size),
    });
    checkAzureName(this._name, 64, this.node.path);
    takeAzureName(this, 'virtual machine', this._name, _tier._hosts.resourceGroup.name);
    this._subnet = this.subnet();
    this._zone = _options.zone ?? spreadZone(hostName, _tier._hosts.zones);
    this._interface = withoutStackTraces(() => this.makeInterface());
    this.machine = withoutStackTraces(() => this.makeMachine());
    withoutStackTraces(() => this._rollOut({
      virtualMachineId: this.machine.id,
      location: _tier._hosts.resourceGroup.location,
      madeAnew: `${this.machine.terraformResourceType}.${this.machine.friendlyUniqueId}.virtual_machine_id`,
      tags: props.tags,
    }));
  }

  /** The resource id of the machine. */
  public get virtualMachineId(): string {
    return this.machine.id;
  }

  /** @internal What Azure calls it. */
  public get _name(): string {
    return `${this._tier._hosts.namePrefix}-${this.hostName}`;
  }

  /** @internal */
  public _addressOf(): string {
    return azureAddresses(this).get(this)!;
  }

  /** @internal */
  public get _osFamily(): OsFamily {
    return this._tier._hosts._image._osFamily;
  }

  /** @internal */
  public get _network(): string {
    return this._tier._hosts.network._key;
  }

  /** @internal */
  public get _subnetCidr(): string | undefined {
    return this._subnet.range.cidr;
  }

  /** @internal */
  public get _flows(): Flow[] {
    return tierFlows(this);
  }

  /** @internal */
  public _rotationOf(service: Service): Rotation | undefined {
    const port = service.listeners().find(({ port: own }) => this._balancedPorts.some((balanced) => balanced.port === own))?.port;
    return port === undefined ? undefined : { askedFrom: LOAD_BALANCER.addresses, port, seconds: PROBE_SECONDS + 3 };
  }

  /** @internal That of its load balancer. */
  public _publicPortOf(port: number): number {
    return this._balancedPorts.find((balanced) => balanced.port === port)?.publicPort ?? port;
  }

  /** @internal That of its hosts, where it needs one: a policy or the login with Entra may give it others. */
  public get _identityClientId(): Text | undefined {
    const { clientId: token } = this._tier._hosts._identity;
    return this._services.some(needsIdentity) ? Text.reference({ token, label: 'identity' }) : undefined;
  }

  /** @internal */
  public get _replacedOnChange(): boolean {
    return this._options.replaceOnChange ?? false;
  }

  /** @internal */
  public get _problems(): Problem[] {
    return [...super._problems, ...vmProblems(this)];
  }

  private makeInterface(): NetworkInterface {
    const { _hosts: hosts } = this._tier;
    const networkInterface = new azurerm.NetworkInterface(this, 'interface', {
      name: this._name,
      ...hosts._placed,
      ipConfiguration: [{
        name: 'primary',
        subnetId: this._subnet.id,
        privateIpAddressAllocation: 'Static',
        privateIpAddress: Token.asString(whenComplete(() => this._addressOf())),
      }],
    });
    new azurerm.NetworkInterfaceApplicationSecurityGroupAssociation(this, 'role', {
      networkInterfaceId: networkInterface.id, applicationSecurityGroupId: this._tier._role.id,
    });
    return networkInterface;
  }

  /** The security group of an existing subnet is its owner's: that of the tier is before each machine instead. */
  private guardInterface(): TerraformResource[] {
    const { _madeSecurityGroup: group } = this._tier;
    if (!group || this._subnet.made) return [];
    return [new azurerm.NetworkInterfaceSecurityGroupAssociation(this, 'security-group', {
      networkInterfaceId: this._interface.id, networkSecurityGroupId: group.id,
    })];
  }

  private makeMachine(): LinuxVirtualMachine {
    const { _hosts: hosts } = this._tier;
    const { _props: props, _image: image } = hosts;
    const user = props.adminUser ?? 'azureuser';
    const machine = new azurerm.LinuxVirtualMachine(this, 'machine', {
      name: this._name,
      computerName: this.hostName,
      ...hosts._placed,
      size: this._options.size ?? props.size ?? 'Standard_D2s_v5',
      zone: this._zone,
      networkInterfaceIds: [this._interface.id],
      adminUsername: user,
      disablePasswordAuthentication: true,
      adminSshKey: [{ username: user, publicKey: props.adminSshKey.trim() }],
      sourceImageId: image._id,
      sourceImageReference: image._marketplace && { version: 'latest', ...image._marketplace },
      plan: image._plan,
      osDisk: { caching: 'ReadWrite', storageAccountType: props.diskType ?? 'StandardSSD_LRS' },
      identity: { type: 'UserAssigned', identityIds: [hosts._identity.id] },
      bootDiagnostics: {},
      encryptionAtHostEnabled: props.encryptionAtHost,
      customData: Token.asString(whenComplete((context) => context.preparing
        ? this._firstBoot.references.map(({ token }) => token).join('')
        : this._firstBoot.toBase64(resolver(context)))),
      dependsOn: [...hosts._bootNeeds, ...this._tier._bootNeeds, ...this.guardInterface()],
    });
    machine.addOverride('lifecycle', whenComplete((context) => ({
      ...preconditions(this._services, context),
      ignore_changes: [...GIVEN_BY_OTHERS, ...(this._replacedOnChange ? [] : OF_NEW_MACHINES)],
    })));
    return machine;
  }

  private subnet(): TierSubnet {
    const { subnetIndex = 0, address } = this._options;
    const subnet = this._tier._subnets[subnetIndex];
    if (!subnet) {
      throw new ConfigError({
        code: 'SUBNET_INDEX',
        path: this.node.path,
        got: `subnetIndex ${subnetIndex}`,
        why: `the tier ${this._tier.tierName} has ${this._tier._subnets.length} subnets, counted from 0`,
        fix: 'choose one of them, or add a subnet to the tier',
      });
    }
    checkKnown('an address', address, 'rules, and the addresses of others, are computed from it', this.node.path);
    if (address !== undefined && !subnet.range.isForHosts(address)) {
      throw new ConfigError({
        code: 'ADDRESS_OUTSIDE_SUBNET',
        path: this.node.path,
        got: `the address ${address}`,
        why: `the machine is in ${subnet.range.cidr}, of which Azure keeps the first four addresses and the last`,
        fix: 'choose another address of the subnet, or leave it out',
      });
    }
    return subnet;
  }
}

/** Whether the machine reads a vault or a storage account for a service. */
function needsIdentity(service: Service): boolean {
  return service.files().some(({ text }) => text.references.some(({ vault }) => vault))
    || service.artifacts().some(({ download }) => download?.withIdentity);
}

/** What the program says of the machine, itself or by its size. */
function machineCapacity({ size, memoryMegabytes, cores }: AzureVmOptions, usual: string | undefined): Capacity {
  const ofSize = capacityOfSize(size ?? usual ?? '');
  return { memoryMegabytes: memoryMegabytes ?? ofSize.memoryMegabytes, cores: cores ?? ofSize.cores };
}

/** The zone of the n-th machine, as its name counts. */
function spreadZone(hostName: string, zones: string[]): string | undefined {
  const number = Number(/(\d+)$/.exec(hostName)?.[1] ?? 1);
  return zones.length > 0 ? zones[Math.max(number - 1, 0) % zones.length] : undefined;
}
