import { BlobStorage } from './guest/blob-storage';
import { KeyVaults } from './guest/key-vaults';
import { LoadBalancers } from './balancer/load-balancers';
import { VirtualMachines } from './machine/virtual-machines';
import { Answer, Call } from './web/server';

/** What the lab can be asked for that Azure cannot. Reached from this machine only. */
export class LabRequests {
  public constructor(
    private readonly machines: VirtualMachines,
    private readonly balancers: LoadBalancers,
    private readonly vaults: KeyVaults,
    private readonly blobs: BlobStorage,
  ) {}

  public answer({ method, path, body }: Call): Answer | undefined {
    const [, lab, area, first, second, ...rest] = path.split('/');
    if (lab !== 'lab') return undefined;
    if (method === 'GET' && area === 'load-balancers') return { status: 200, body: this.balancers.rules() };
    if (method === 'GET' && area === 'virtual-machines') return { status: 200, body: this.machines.all() };
    if (method === 'PUT' && area === 'secrets' && first && second) {
      this.vaults.set(first, second, body.toString('utf8'));
      return { status: 204 };
    }
    if (method === 'PUT' && area === 'blobs' && first && second && rest.length > 0) {
      this.blobs.set(first, second, rest.join('/'), body);
      return { status: 204 };
    }
    return undefined;
  }
}
