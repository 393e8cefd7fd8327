import { docker } from '../../support/containers';

const LABEL = ['--filter', 'label=azure-lab'];

/** Removes every container, volume and network that a lab made on this engine. */
export async function removeLeftovers(): Promise<void> {
  const containers = lines(await docker('ps', '--all', '--quiet', ...LABEL));
  if (containers.length > 0) await docker('rm', '--force', '--volumes', ...containers);
  const networks = lines(await docker('network', 'ls', '--quiet', ...LABEL));
  if (networks.length > 0) await docker('network', 'rm', ...networks);
}

function lines(text: string): string[] {
  return text.split('\n').filter(Boolean);
}
