import { randomUUID } from 'node:crypto';
import { Effects, Work } from './arm/effects';
import { VirtualNetwork } from './arm/network';
import { Refusal } from './arm/refusal';
import { parentOf, Properties, Resource, sameId } from './arm/resource';
import { Store } from './arm/store';
import { LoadBalancers } from './balancer/load-balancers';
import { RUN_COMMANDS, RunCommand, RunCommandProperties } from './machine/run-command';
import { MachineProperties, VIRTUAL_MACHINES } from './machine/virtual-machine';
import { VirtualMachines } from './machine/virtual-machines';
import { VIRTUAL_NETWORKS, VirtualNetworks } from './machine/virtual-networks';
import { Firewall } from './security/firewall';

const DISKS = 'Microsoft.Compute/disks';

/** What the lab does when resources change: machines boot and go, scripts run, rules are enforced. */
export class LabEffects implements Effects {
  public constructor(
    private readonly store: Store,
    private readonly networks: VirtualNetworks,
    private readonly machines: VirtualMachines,
    private readonly firewall: Firewall,
    private readonly balancers: LoadBalancers,
  ) {}

  public check(resource: Resource, secrets: Properties): void {
    if (resource.type === VIRTUAL_NETWORKS) {
      const prefixes = (resource as unknown as Resource<VirtualNetwork>).properties.addressSpace?.addressPrefixes ?? [];
      if (prefixes.length !== 1) throw new Refusal(400, 'InvalidParameter', 'The lab has virtual networks with one IPv4 prefix only.');
    }
    if (!sameId(resource.type, RUN_COMMANDS)) return;
    new RunCommand(resource.name, secrets as RunCommandProperties);
    this.running(parentOf(resource.id));
  }

  public async stored(resource: Resource, secrets: Properties, isNew: boolean): Promise<Work | undefined> {
    if (sameId(resource.type, VIRTUAL_MACHINES) && isNew) await this.boot(resource, secrets);
    await this.react().catch(async (error: Error) => {
      if (isNew) await this.machines.delete(resource);
      throw error;
    });
    return sameId(resource.type, RUN_COMMANDS) ? () => this.runCommand(resource, secrets) : undefined;
  }

  public async dropped(resources: Resource[]): Promise<void> {
    const of = (type: string) => resources.filter((each) => sameId(each.type, type));
    for (const machine of of(VIRTUAL_MACHINES)) {
      await this.machines.delete(machine);
      this.firewall.forget(machine.id);
    }
    for (const network of of(VIRTUAL_NETWORKS)) await this.networks.remove(network);
    await this.react();
  }

  public async act(id: string, action: string, query: URLSearchParams): Promise<object | undefined> {
    switch (action.toLowerCase()) {
      case 'deallocate':
        await this.machines.stop(id, 'deallocated');
        break;
      case 'poweroff':
        await this.machines.stop(id, 'stopped', query.get('skipShutdown') === 'true');
        break;
      case 'start':
        await this.machines.start(id);
        break;
      case 'restart':
        await this.machines.restart(id);
        break;
      default:
        throw new Refusal(404, 'NotFound', `The lab has no action '${action}'.`);
    }
    this.firewall.forget(id);
    await this.react();
    return undefined;
  }

  public instanceView(resource: Resource): object | undefined {
    const machine = this.machines.get(resource.id);
    if (!machine) return undefined;
    const { powerState } = machine;
    return {
      computerName: (resource as unknown as Resource<MachineProperties>).properties.osProfile?.computerName,
      vmAgent: { vmAgentVersion: 'azure-lab', statuses: [{ code: 'ProvisioningState/succeeded', level: 'Info', displayStatus: 'Ready' }] },
      statuses: [
        { code: 'ProvisioningState/succeeded', level: 'Info', displayStatus: 'Provisioning succeeded' },
        { code: `PowerState/${powerState}`, level: 'Info', displayStatus: `VM ${powerState}` },
      ],
    };
  }

  /** What happened to the container of a machine. One that started has lost its rules. */
  public async hear(event: string, id: string): Promise<void> {
    this.machines.hear(event, id);
    if (event === 'start') this.firewall.forget(id);
    await this.firewall.enforce();
  }

  private async react(): Promise<void> {
    await this.firewall.enforce();
    await this.balancers.adjust();
  }

  private async boot(resource: Resource, secrets: Properties): Promise<void> {
    const machine = resource as unknown as Resource<MachineProperties>;
    const customData = (secrets.osProfile as { customData?: string } | undefined)?.customData ?? '';
    await this.machines.create(machine, Buffer.from(customData, 'base64'));
    const disk = machine.properties.storageProfile?.osDisk;
    if (!disk?.managedDisk?.id) return;
    this.store.set({
      id: disk.managedDisk.id, name: disk.name ?? '', type: DISKS, location: resource.location, etag: randomUUID(),
      properties: { diskSizeGB: 30, diskState: 'Attached', osType: 'Linux', provisioningState: 'Succeeded' },
    });
  }

  private async runCommand(resource: Resource, secrets: Properties): Promise<{ code: string; message: string } | undefined> {
    const command = new RunCommand(resource.name, secrets as RunCommandProperties);
    const view = await command.run(this.running(parentOf(resource.id)));
    const failure = command.failure(view);
    resource.properties.instanceView = view;
    resource.properties.provisioningState = failure ? 'Failed' : 'Succeeded';
    return failure;
  }

  private running(id: string) {
    const machine = this.machines.get(id);
    if (machine?.powerState === 'running') return machine;
    throw new Refusal(409, 'OperationNotAllowed', 'Cannot modify extensions in the VM when the VM is not running.');
  }
}
