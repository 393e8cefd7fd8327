import { docker } from '../../support/containers';
import { removeSeeds } from './seed';

const LABEL = ['--filter', 'label=azure-lab'];

/** Removes every container, volume and network that a lab made on this engine, and the seeds of its machines. */
export async function removeLeftovers(directory: string): Promise<void> {
  const containers = lines(await docker('ps', '--all', '--quiet', ...LABEL));
  if (containers.length > 0) await docker('rm', '--force', '--volumes', ...containers);
  const networks = lines(await docker('network', 'ls', '--quiet', ...LABEL));
  if (networks.length > 0) await docker('network', 'rm', ...networks);
  removeSeeds(directory);
}

function lines(text: string): string[] {
  return text.split('\n').filter(Boolean);
}
