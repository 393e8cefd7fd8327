import { docker } from '../../support/containers';
import { VirtualNetwork } from '../arm/network';
import { Resource } from '../arm/resource';
import { rangeOf, toAddress } from './ipv4';

export const VIRTUAL_NETWORKS = 'Microsoft.Network/virtualNetworks';

/** The bridges that stand for the virtual networks. */
export class VirtualNetworks {
  private readonly made = new Map<string, Promise<void>>();

  /** Has the bridge of this network. Returns its name. */
  public async bridge(network: Resource<VirtualNetwork>): Promise<string> {
    const name = `azure-lab-${network.name}`;
    const key = network.id.toLowerCase();
    const making = this.made.get(key) ?? this.make(name, network);
    this.made.set(key, making);
    await making.catch((error: Error) => {
      this.made.delete(key);
      throw error;
    });
    return name;
  }

  public async remove(network: Resource<unknown>): Promise<void> {
    if (!this.made.delete(network.id.toLowerCase())) return;
    await docker('network', 'rm', `azure-lab-${network.name}`);
  }

  private async make(name: string, network: Resource<VirtualNetwork>): Promise<void> {
    const [prefix] = network.properties.addressSpace.addressPrefixes;
    // No machine of Azure has this address: the last before the broadcast address.
    const gateway = toAddress(rangeOf(prefix).last - 1);
    await docker('network', 'create', '--driver', 'bridge', '--subnet', prefix, '--gateway', gateway, '--label', `azure-lab=${network.id}`, name);
  }
}
