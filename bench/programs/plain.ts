import { join } from 'path';
import { Container } from '@cdktf/provider-docker/lib/container';
import { Image } from '@cdktf/provider-docker/lib/image';
import { Network } from '@cdktf/provider-docker/lib/network';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { App, AssetType, TerraformAsset, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { assets, containers, images, networks } from './ready';

/** What library.ts writes, from plain resources and ready strings. The scopes are the library's, so that all names agree. */
export function run(outdir: string): void {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'bench');
  const child = (parent: Construct, id: string) => parent.node.tryFindChild(id) as Construct ?? new Construct(parent, id);
  const scope = (path: string[]) => path.reduce(child, stack);
  new DockerProvider(stack, 'docker');
  new TerraformVariable(stack, 'ajp_secret', { type: 'string', sensitive: true });
  for (const { path, id, folder } of assets) new TerraformAsset(scope(path), id, { path: join(__dirname, folder), type: AssetType.DIRECTORY });
  for (const { path, id, config } of networks) new Network(scope(path), id, config);
  for (const { path, id, config } of images) new Image(scope(path), id, config);
  for (const { path, id, config } of containers) new Container(scope(path), id, config);
  app.synth();
}
