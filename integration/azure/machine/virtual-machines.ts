import { docker } from '../../support/containers';
import { SYSTEMD } from '../../support/systemd';
import { Refusal } from '../arm/refusal';
import { Resource } from '../arm/resource';
import { Store } from '../arm/store';
import { Seed } from './seed';
import { PLATFORM } from './special-addresses';
import { attachmentOf } from './topology';
import { containerNameOf, MachineProperties, PowerState, VirtualMachine } from './virtual-machine';
import { VirtualNetworks } from './virtual-networks';

/** How long a machine may take to shut down. */
const SHUTDOWN_S = '30';

export interface VirtualMachinesOptions {
  readonly store: Store;
  readonly networks: VirtualNetworks;
  /** The image of the machines. */
  readonly image: string;
  /** Where the seeds are kept. */
  readonly directory: string;
  /** The names of the services that the machines reach at the platform's address. */
  readonly hostNames: () => string[];
}

/** The machines: containers with systemd that boot from their custom data. */
export class VirtualMachines {
  private readonly machines = new Map<string, VirtualMachine>();

  public constructor(private readonly options: VirtualMachinesOptions) {}

  public get(id: string): VirtualMachine | undefined {
    return this.machines.get(id.toLowerCase());
  }

  public all(): VirtualMachine[] {
    return [...this.machines.values()];
  }

  public at(address: string): VirtualMachine | undefined {
    return this.all().find((each) => each.address === address);
  }

  /** Starts a new machine. Does not wait for cloud-init, as Azure does not wait for all of it. */
  public async create(machine: Resource<MachineProperties>, customData: Buffer): Promise<void> {
    const { store, networks, image, directory, hostNames } = this.options;
    const attachment = attachmentOf(store, machine);
    if (!attachment) throw new Refusal(400, 'InvalidParameter', `The network interface of '${machine.name}' is missing, or has no address or subnet.`);
    const containerName = containerNameOf(machine);
    try {
      await docker(
        'run', '--detach', '--name', containerName, '--hostname', machine.properties.osProfile?.computerName ?? machine.name,
        '--label', `azure-lab=${machine.id}`, '--network', await networks.bridge(attachment.network), '--ip', attachment.address,
        ...hostNames().flatMap((each) => ['--add-host', `${each}:${PLATFORM}`]),
        ...SYSTEMD, ...new Seed(directory, machine).write(customData), image,
      );
    } catch (error) {
      await docker('rm', '--force', '--volumes', containerName).catch(() => undefined);
      throw new Refusal(409, 'AllocationFailed', `The lab could not start '${machine.name}': ${(error as Error).message}`);
    }
    this.keep({ id: machine.id, name: machine.name, containerName, address: attachment.address, powerState: 'running' });
  }

  public async start(id: string): Promise<void> {
    const machine = this.existing(id);
    await docker('start', machine.containerName);
    this.keep({ ...machine, powerState: 'running' });
  }

  public async stop(id: string, powerState: PowerState, atOnce = false): Promise<void> {
    const machine = this.existing(id);
    this.keep({ ...machine, powerState });
    if (atOnce) await docker('kill', machine.containerName).catch(() => undefined);
    await docker('stop', '--time', SHUTDOWN_S, machine.containerName);
  }

  public async restart(id: string): Promise<void> {
    await this.stop(id, 'stopped');
    await this.start(id);
  }

  /** What happened to the container of a machine. */
  public hear(event: string, id: string): void {
    const machine = this.get(id);
    if (!machine) return;
    if (event === 'start') this.keep({ ...machine, powerState: 'running' });
    else if (machine.powerState === 'running') this.keep({ ...machine, powerState: 'stopped' });
  }

  public async delete(resource: Resource): Promise<void> {
    const machine = this.get(resource.id);
    if (!machine) return;
    this.machines.delete(resource.id.toLowerCase());
    await docker('rm', '--force', '--volumes', machine.containerName);
    new Seed(this.options.directory, resource as unknown as Resource<MachineProperties>).remove();
  }

  private keep(machine: VirtualMachine): void {
    this.machines.set(machine.id.toLowerCase(), machine);
  }

  private existing(id: string): VirtualMachine {
    const machine = this.get(id);
    if (!machine) throw Refusal.notFound(id);
    return machine;
  }
}
