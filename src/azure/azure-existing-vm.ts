import type { NetworkSecurityRuleConfig } from '@cdktf/provider-azurerm/lib/network-security-rule';
import { Construct } from 'constructs';
import { parseAzureId } from './azure-id';
import { AzureMachine } from './azure-machine';
import { AzureNetwork } from './azure-network';
import { AzureSecurityGroup } from './azure-security-group';
import { clockProblem } from './problems/clock-problem';
import { ruleProblems } from './problems/rule-problems';
import { writeRulesWhenComplete } from './write-rules';
import { ConfigError } from '../checks/config-error';
import { checkKnown } from '../checks/options/check-known';
import type { Problem } from '../checks/problem';
import { Host } from '../host/host';
import { OperatingSystemFamily, OsFamily } from '../host/operating-system';
import { SecurityUpdates } from '../machine/security-updates';
import { ipv4 } from '../network/ipv4';
import { Topology } from '../topology/topology';

/** What AzureExistingVm may say. */
export interface AzureExistingVmProps {
  /** Its resource id, such as `/subscriptions/…/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/was-01`; each once in an app. */
  readonly virtualMachineId: string;
  /** Its region, such as `koreacentral`. */
  readonly location: string;
  /** Its private address. */
  readonly address: string;
  /** The virtual network in which it is: that of the other hosts. */
  readonly network: AzureNetwork;
  /** The client id of the identity that reads its secrets and WARs, where the machine has several. @default - the only one that it has */
  readonly identityClientId?: string;
  /** The security group of its subnet or interface, to which the library adds the rules that the machine needs. @default - others write them */
  readonly securityGroup?: AzureSecurityGroup;
  /** What its distribution is a member of. @default OperatingSystemFamily.DEBIAN */
  readonly osFamily?: OperatingSystemFamily;
  /** The host's name. @default - the name of the virtual machine */
  readonly hostName?: string;
  /** Whether the library loads a firewall of its own, which drops what no flow of the program needs, SSH included. @default false */
  readonly hostFirewall?: boolean;
  /**
   * Whether Tomcats and front ends may ask Azure for the identity of their machine, as applications do that open a storage account without a
   * password. Whoever has taken one over may then read every secret of its vaults. Otherwise their units refuse it (`IPAddressDeny`).
   *
   * @default false
   */
  readonly servicesUseIdentity?: boolean;
  /** Whether the library has the clock kept with chrony. @default true */
  readonly timeSync?: boolean;
  /** The time zone of its services, such as `Asia/Seoul`; the machine itself keeps its own. @default - that of the machine */
  readonly timeZone?: string;
  /** Its memory, in MiB: heaps are shares of it, and what does not fit is refused. @default - not known, and heaps are of 512 MiB */
  readonly memoryMegabytes?: number;
  /** How many processors it has. @default - not known */
  readonly cores?: number;
  /** Which updates the machine installs by itself. @default SecurityUpdates.none(), as its owner has set it up */
  readonly securityUpdates?: SecurityUpdates;
}

/**
 * A virtual machine that exists already. The library puts its services on it with run commands, and leaves its network
 * interface, security group and identity as they are.
 */
export class AzureExistingVm extends AzureMachine {
  /** The resource id of the machine. */
  public readonly virtualMachineId: string;
  /** @internal */ public readonly _securityGroup?: AzureSecurityGroup;
  private readonly address: string;
  private readonly network: AzureNetwork;
  private readonly family: OsFamily;
  private readonly clientId?: string;
  private readonly keepsClock: boolean;

  public constructor(scope: Construct, id: string, props: AzureExistingVmProps) {
    const { id: virtualMachineId, names: [name] } = parseAzureId(props.virtualMachineId, 'Microsoft.Compute', 'virtualMachines');
    super(scope, id, props.hostName ?? name, {
      hostFirewall: props.hostFirewall ?? false,
      timeSync: props.timeSync,
      servicesUseIdentity: props.servicesUseIdentity,
      timeZone: props.timeZone,
      memoryMegabytes: props.memoryMegabytes,
      cores: props.cores,
      securityUpdates: props.securityUpdates ?? SecurityUpdates.none(),
    });
    this.virtualMachineId = virtualMachineId;
    this.refuseTwice(name);
    checkKnown('an address', props.address, 'rules, and the addresses of others, are computed from it', this.node.path);
    if (ipv4(props.address) === undefined) {
      throw new ConfigError({
        code: 'ADDRESS_MALFORMED', path: this.node.path, got: `the address "${props.address}"`, why: 'other hosts connect to it', fix: 'pass its private IPv4 address, such as 10.20.2.4',
      });
    }
    this.address = props.address;
    this.network = props.network;
    this.family = props.osFamily ?? OperatingSystemFamily.DEBIAN;
    this.clientId = props.identityClientId;
    this._securityGroup = props.securityGroup;
    this.keepsClock = props.timeSync ?? true;
    writeRulesWhenComplete(this);
    this._rollOut({ virtualMachineId, location: props.location });
  }

  /** Each would have a run command of the same name, and take away what the other brings. */
  private refuseTwice(name: string): void {
    const other = Topology.of(this).hosts.find((host) => host instanceof AzureExistingVm && host !== this
      && host.virtualMachineId.toLowerCase() === this.virtualMachineId.toLowerCase());
    if (!other) return;
    throw new ConfigError({
      code: 'AZURE_ID',
      path: this.node.path,
      got: `the virtual machine "${name}" once more`,
      why: `${other.node.path} is this machine already, and a machine has one configuration with all of its services`,
      fix: 'put all services on one AzureExistingVm: pass it as the host of each',
    });
  }

  /** @internal */
  public _addressOf(): string {
    return this.address;
  }

  /** @internal */
  public get _identityClientId(): string | undefined {
    return this.clientId;
  }

  /** @internal */
  public get _ruleTarget(): string {
    return this.hostName;
  }

  /** @internal */
  public get _machines(): Host[] {
    return [this];
  }

  /** @internal */
  public get _ruleDestination(): Partial<NetworkSecurityRuleConfig> {
    return { destinationAddressPrefix: `${this.address}/32` };
  }

  /** @internal */
  public get _deniesTheRest(): boolean {
    return false;
  }

  /** @internal */
  public get _osFamily(): OsFamily {
    return this.family;
  }

  /** @internal */
  public get _network(): string {
    return this.network._key;
  }

  /** @internal */
  public get _problems(): Problem[] {
    return [...super._problems, ...clockProblem(this, this.keepsClock), ...ruleProblems(this)];
  }
}
