import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { join, relative, resolve } from 'path';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { docker } from './docker';
import { legible } from '../host/local-file';
import { ImageBuild, Software } from '../host/software';

const DOCKERFILES = join(__dirname, '../../data/images');

/** The images and files that the containers of one DockerHosts share. */
export class ServiceImages extends Construct {
  private readonly built = new Map<string, string>();

  /** What docker_container takes as its image: a name, which for an image that is built says its content. */
  public image(software: Software): string {
    if (!software.build) return software.image!;
    const { dockerfile, arguments: args, archive } = software.build;
    const id = `${software.name}-${hash(JSON.stringify([dockerfile, args, archive && withoutMachine(archive)]))}`;
    if (!this.built.has(id)) this.built.set(id, this.build(id, software.name, software.build));
    return this.built.get(id)!;
  }

  /** A file of the machine that synthesizes, copied beside the plan. */
  public file(source: string): TerraformAsset {
    const id = `file-${hash(withoutMachine(source))}`;
    return this.node.tryFindChild(id) as TerraformAsset
      ?? legible(`the file ${source}`, () => new TerraformAsset(this, id, { path: source, type: AssetType.FILE }));
  }

  private build(id: string, name: string, build: ImageBuild): string {
    const folder = join(DOCKERFILES, build.dockerfile);
    const archive = build.archive === undefined ? undefined : this.file(build.archive);
    const content = hash(JSON.stringify([readFileSync(join(folder, 'Dockerfile'), 'utf8'), build.arguments, archive?.assetHash]));
    const dockerfile = this.node.tryFindChild(build.dockerfile) as TerraformAsset
      ?? new TerraformAsset(this, build.dockerfile, { path: folder, type: AssetType.DIRECTORY });
    return new docker.Image(this, id, {
      name: `cdktf-tomcat-cluster/${name}:${content}`,
      keepLocally: true, // other stacks may run on it, and the next deploy is quicker
      triggers: { content },
      buildAttribute: {
        // An archive is outside of the Dockerfile's folder: both are below assets/.
        context: archive ? 'assets' : dockerfile.path,
        dockerfile: archive ? `${dockerfile.path.replace(/^assets\//, '')}/Dockerfile` : 'Dockerfile',
        buildArgs: { ...build.arguments, ...(archive ? { ARCHIVE: archive.path.replace(/^assets\//, '') } : {}) },
      },
    }).name; // other stacks build the same name: by the id, containers would be replaced when another one has built it again
  }
}

/** A path as it is on every machine that has the project: ids are state addresses. */
function withoutMachine(path: string): string {
  return relative(process.cwd(), resolve(path));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
