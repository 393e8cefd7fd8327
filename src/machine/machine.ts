import { Construct } from 'constructs';
import { MachineConfiguration, machineConfiguration, unitPath, unitText } from './configuration';
import { firewall, FIREWALL_UNIT } from './firewall';
import { firstBoot } from './first-boot';
import { noRestartsByOthers } from './needrestart';
import { nestedDirectories } from './nested-directories';
import { rollOutScript, valueVariable } from './roll-out';
import { SecurityUpdates } from './security-updates';
import { unitName } from './service-unit';
import { SystemPart } from './system-part';
import { timeSync } from './time-sync';
import { ConfigError } from '../checks/config-error';
import { checkKnown } from '../checks/options/check-known';
import { Problem } from '../checks/problem';
import { Host } from '../host/host';
import type { OsFamily } from '../host/operating-system';
import { Capacity } from '../host/memory';
import { Service } from '../host/service';
import { checkTimeZone } from '../host/time-zone';
import { Text } from '../text/text';
import { flowsTo } from '../topology/flows';
import { Topology } from '../topology/topology';

/** What every machine may say, whichever cloud it is of. */
export interface MachineOptions {
  /** Whether the machine itself drops what no flow of the program needs, whatever the network lets through. @default true */
  readonly hostFirewall?: boolean;
  /** Whether and when the operating system installs the security updates of its packages. @default SecurityUpdates.unattended() */
  readonly securityUpdates?: SecurityUpdates;
  /** Whether chrony keeps the clock; false where the image sees to it in another way. @default true */
  readonly timeSync?: boolean;
  /**
   * Whether Tomcats and front ends may ask the cloud for the identity of their machine, as applications do that open a storage account without a
   * password. Whoever has taken one over may then read every secret that the machine may read. Otherwise their units refuse it (`IPAddressDeny`).
   *
   * @default false
   */
  readonly servicesUseIdentity?: boolean;
  /** The time zone of its services, such as `Asia/Seoul`; the machine itself keeps its own. @default - that of the machine, which is UTC mostly */
  readonly timeZone?: string;
  /** Its memory, in MiB: heaps are shares of it, and what does not fit is refused. @default - not known, and heaps are of 512 MiB */
  readonly memoryMegabytes?: number;
  /** How many processors it has. @default - not known */
  readonly cores?: number;
}

/**
 * A host that is one virtual machine with systemd: it has one address, and each of its services is a unit. A provider
 * boots it with `_firstBoot`, and runs `_rollOutScript` on it whenever that changes.
 */
export abstract class Machine extends Host {
  protected constructor(scope: Construct, id: string, hostName: string, private readonly machineOptions: MachineOptions = {}) {
    super(scope, id, hostName);
    checkTimeZone(machineOptions.timeZone, this.node.path);
    checkKnown('a memoryMegabytes', machineOptions.memoryMegabytes, 'it is shared out among heaps and containers', this.node.path);
  }

  /** @internal */
  public get _problems(): Problem[] {
    return nestedDirectories(this._services);
  }

  /**
   * Every file that the library writes to this machine, by its path. A secret shows as its name in double braces.
   */
  public get files(): { [path: string]: string } {
    const system = this.parts.flatMap(({ files }) => files).map(({ path, text }) => [path, text.preview]);
    const units = this._services.map((service) => [unitPath(service), unitText(this, service, this.parts).preview]);
    return { ...super.files, ...Object.fromEntries([...system, ...units]) };
  }

  /** @internal */
  public get _timeZone(): string | undefined {
    return this.machineOptions.timeZone;
  }

  /** @internal */
  public get _capacity(): Capacity {
    const { memoryMegabytes, cores } = this.machineOptions;
    return { memoryMegabytes, cores };
  }

  /** @internal */
  public get _mayBePods(): boolean {
    return false;
  }

  /** @internal */
  public get _updatesItself(): boolean {
    return this.securityUpdates._of(this._osFamily).enabled.length > 0;
  }

  /** @internal Images map their name to 127.0.1.1, and a cloud's DNS knows it or not. */
  public get _knowsItsAddress(): boolean {
    return false;
  }

  /** @internal The kernel, systemd, and what the cloud has running. */
  public get _systemMegabytes(): number {
    return 512;
  }

  /** @internal The client id of the identity that the machine shows to vaults and storage, where it has several. */
  public get _identityClientId(): string | Text | undefined {
    return undefined;
  }

  /** @internal Whether its services may show its identity, too. */
  public get _servicesUseIdentity(): boolean {
    return this.machineOptions.servicesUseIdentity ?? false;
  }

  /** @internal What the machine shall be like. */
  public get _configuration(): MachineConfiguration {
    return Topology.of(this).once(this, 'configuration', () => machineConfiguration(this, this.parts));
  }

  /** @internal The user data of its first boot: a cloud-config. */
  public get _firstBoot(): Text {
    return Topology.of(this).once(this, 'first boot', () => firstBoot(this._configuration));
  }

  /** @internal A bash script that brings the running machine to its configuration; root runs it. */
  public get _rollOutScript(): string {
    return Topology.of(this).once(this, 'roll-out', () => rollOutScript(this, this._configuration, this.parts));
  }

  /** @internal What the script finds in its environment: the value of each variable is the text's `toBase64()`. */
  public get _givenValues(): { name: string; variable: string; text: Text }[] {
    return this._configuration.values.flatMap(({ name, given }) => given ? [{ name, variable: valueVariable(name), text: given }] : []);
  }

  /** @internal All services of a machine are one configuration. */
  protected _provide(service: Service): void {
    if (unitName(service) !== FIREWALL_UNIT) return;
    throw new ConfigError({
      code: 'SERVICE_NAME_TAKEN',
      path: service.owner.node.path,
      got: `a service "${service.name}" on ${this.hostName}`,
      why: `the unit ${FIREWALL_UNIT} is the machine's own`,
      fix: 'pass another instanceName',
    });
  }

  private get securityUpdates(): SecurityUpdates {
    return this.machineOptions.securityUpdates ?? SecurityUpdates.unattended();
  }

  private get parts(): SystemPart[] {
    return Topology.of(this).once(this, 'parts', () => this.systemParts(this._osFamily));
  }

  private systemParts(family: OsFamily): SystemPart[] {
    const { hostFirewall = true, timeSync: synchronized = true } = this.machineOptions;
    return [
      ...(hostFirewall ? [firewall(this.hostName, family, flowsTo(this))] : []),
      ...(synchronized ? [timeSync(family)] : []),
      this.securityUpdates._of(family),
      ...noRestartsByOthers(family),
    ];
  }
}
