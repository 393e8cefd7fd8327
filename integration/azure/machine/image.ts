import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../../support/command';
import { docker } from '../../support/containers';
import { repository } from '../../support/repository';

const DOCKERFILE = join(repository, 'integration/azure/image/Dockerfile');
const LOG = 'reports/azure-lab-image.log';
const BUILD_S = 540;

/** Has the image of the virtual machines, which trusts this authority. Returns its name. */
export async function image(directory: string, authority: Buffer): Promise<string> {
  const tag = createHash('sha256').update(readFileSync(DOCKERFILE)).update(authority).digest('hex').slice(0, 12);
  const name = `cdktf-tomcat-cluster/azure-lab-vm:${tag}`;
  if (await docker('image', 'inspect', name).then(() => true, () => false)) return name;
  const context = join(directory, 'image');
  mkdirSync(context, { recursive: true });
  copyFileSync(DOCKERFILE, join(context, 'Dockerfile'));
  writeFileSync(join(context, 'authority.crt'), authority);
  await command('docker', ['build', '--tag', name, context], { log: LOG, seconds: BUILD_S });
  return name;
}
