import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resource } from '../arm/resource';
import { MachineProperties } from './virtual-machine';

const NOCLOUD = '/var/lib/cloud/seed/nocloud';

/** Removes the seeds of all machines. */
export function removeSeeds(directory: string): void {
  rmSync(join(directory, 'seeds'), { recursive: true, force: true });
}

/** The files that cloud-init reads in place of Azure's own source. */
export class Seed {
  private readonly directory: string;

  public constructor(directory: string, private readonly machine: Resource<MachineProperties>) {
    this.directory = join(directory, 'seeds', machine.name);
  }

  /** Writes the files. Returns the options of docker run that show them to the machine. */
  public write(customData: Buffer): string[] {
    const { vmId, osProfile } = this.machine.properties;
    const keys = osProfile?.linuxConfiguration?.ssh?.publicKeys?.map((each) => each.keyData.trim()) ?? [];
    const metaData = { 'instance-id': vmId, 'local-hostname': osProfile?.computerName ?? this.machine.name, 'public-keys': keys };
    const administrator = { system_info: { default_user: { name: osProfile?.adminUsername ?? 'azureuser' } } };
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    const file = (name: string, content: string | Buffer) => {
      writeFileSync(join(this.directory, name), content, { mode: 0o600 });
      return join(this.directory, name);
    };
    // JSON is YAML.
    const files = {
      [`${NOCLOUD}/user-data`]: file('user-data', customData),
      [`${NOCLOUD}/meta-data`]: file('meta-data', JSON.stringify(metaData)),
      '/etc/cloud/cloud.cfg.d/91-azure-lab-administrator.cfg': file('administrator.cfg', JSON.stringify(administrator)),
    };
    return Object.entries(files).flatMap(([inside, outside]) => ['--volume', `${outside}:${inside}:ro`]);
  }

  public remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
