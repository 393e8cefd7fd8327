import { Resource } from '../arm/resource';

/** What the lab reads of Microsoft.Compute/virtualMachines. */
export interface MachineProperties {
  vmId: string;
  readonly networkProfile?: { readonly networkInterfaces: { readonly id: string; readonly properties?: { readonly primary?: boolean } }[] };
  readonly hardwareProfile?: { readonly vmSize?: string };
  readonly osProfile?: {
    readonly computerName?: string;
    readonly adminUsername?: string;
    readonly linuxConfiguration?: { readonly ssh?: { readonly publicKeys?: { readonly keyData: string }[] } };
  };
  readonly storageProfile?: {
    readonly osDisk?: { readonly name?: string; readonly managedDisk?: { readonly id?: string } };
  };
}

export const VIRTUAL_MACHINES = 'Microsoft.Compute/virtualMachines';

export type PowerState = 'running' | 'stopped' | 'deallocated';

/** A virtual machine of the lab. */
export interface VirtualMachine {
  readonly id: string;
  readonly name: string;
  readonly containerName: string;
  /** The private address of its interface. */
  readonly address: string;
  readonly powerState: PowerState;
}

export function containerNameOf(machine: Resource<unknown>): string {
  return `azure-lab-${machine.name}`;
}
