import { docker } from '../../support/containers';
import { Resource } from '../arm/resource';
import { Store } from '../arm/store';
import { execute } from '../machine/execute';
import { attachmentOf } from '../machine/topology';
import { MachineProperties, VirtualMachine } from '../machine/virtual-machine';
import { VirtualMachines } from '../machine/virtual-machines';
import { ruleset } from './ruleset';

/** The image's nftables.service loads this file after the machine's own rules, which may have flushed all others. */
const LOAD = 'cat >/run/azure-lab.nft && exec nft -f /run/azure-lab.nft';

/** Enforces the network security groups in the machines that run. */
export class Firewall {
  /** What is loaded in each machine, by id. */
  private readonly loaded = new Map<string, string>();
  private last: Promise<void> = Promise.resolve();

  public constructor(private readonly store: Store, private readonly machines: VirtualMachines) {}

  /** Returns when every machine has the rules of this moment. */
  public async enforce(): Promise<void> {
    const next = this.last.then(() => this.enforceAll());
    this.last = next.catch(() => undefined);
    return next;
  }

  private async enforceAll(): Promise<void> {
    await Promise.all(this.machines.all().map((each) => this.enforceIn(each)));
  }

  private async enforceIn(machine: VirtualMachine): Promise<void> {
    if (machine.powerState !== 'running') {
      this.loaded.delete(machine.id);
      return;
    }
    const resource = this.store.get(machine.id) as unknown as Resource<MachineProperties> | undefined;
    const attachment = resource && attachmentOf(this.store, resource);
    if (!attachment) return;
    const text = ruleset(this.store, attachment);
    if (this.loaded.get(machine.id) === text) return;
    const { exitCode, error } = await execute(machine.containerName, ['sh', '-c', LOAD], text);
    if (exitCode !== 0) {
      if (!(await runs(machine.containerName))) return; // it just ended, and gets its rules when it starts
      throw new Error(`nft in ${machine.containerName}: ${error}`);
    }
    this.loaded.set(machine.id, text);
  }

  /** A machine that was started again has lost its rules. */
  public forget(id: string): void {
    for (const each of this.loaded.keys()) if (each.toLowerCase() === id.toLowerCase()) this.loaded.delete(each);
  }
}

async function runs(container: string): Promise<boolean> {
  return docker('container', 'inspect', '--format', '{{.State.Running}}', container).then((text) => text === 'true', () => false);
}
