import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { join } from 'path';
import { Image } from '@cdktf/provider-docker/lib/image';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { ImageBuild, Software } from '../host/software';

const DOCKERFILES = join(__dirname, '../../data/images');

/** The images and files that the containers of one DockerHosts share. */
export class ServiceImages extends Construct {
  /** What docker_container takes as its image. */
  public image(software: Software): string {
    return software.build ? this.built(software.name, software.build) : software.image!;
  }

  /** A file of the machine that synthesizes, copied beside the plan. */
  public file(source: string): TerraformAsset {
    const id = `file-${hash(source)}`;
    return this.node.tryFindChild(id) as TerraformAsset ?? new TerraformAsset(this, id, { path: source, type: AssetType.FILE });
  }

  private built(name: string, build: ImageBuild): string {
    const folder = join(DOCKERFILES, build.dockerfile);
    const archive = build.archive === undefined ? undefined : this.file(build.archive);
    const content = hash(JSON.stringify([readFileSync(join(folder, 'Dockerfile'), 'utf8'), build.arguments, archive?.assetHash]));
    const id = `${name}-${hash(JSON.stringify([build.dockerfile, build.arguments, build.archive]))}`;
    const existing = this.node.tryFindChild(id) as Image | undefined;
    if (existing) return existing.imageId;

    const dockerfile = this.node.tryFindChild(build.dockerfile) as TerraformAsset
      ?? new TerraformAsset(this, build.dockerfile, { path: folder, type: AssetType.DIRECTORY });
    return new Image(this, id, {
      name: `cdktf-tomcat-cluster/${name}:${content}`,
      keepLocally: true, // other stacks may run on it, and the next deploy is quicker
      triggers: { content },
      buildAttribute: {
        // An archive is outside of the Dockerfile's folder: both are below assets/.
        context: archive ? 'assets' : dockerfile.path,
        dockerfile: archive ? `${dockerfile.path.replace(/^assets\//, '')}Dockerfile` : 'Dockerfile',
        buildArgs: { ...build.arguments, ...(archive ? { ARCHIVE: archive.path.replace(/^assets\//, '') } : {}) },
      },
    }).imageId;
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
