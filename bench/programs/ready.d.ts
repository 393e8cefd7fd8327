import { ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { ImageConfig } from '@cdktf/provider-docker/lib/image';
import { NetworkConfig } from '@cdktf/provider-docker/lib/network';

/** A resource as literals. Its module is written by bench/ready.ts, from what the library has synthesized. */
export interface Ready<Config> {
  /** The ids of the scopes below the stack. */
  readonly path: string[];
  readonly id: string;
  readonly config: Config;
}

export const containers: Ready<ContainerConfig>[];
export const images: Ready<ImageConfig>[];
export const networks: Ready<NetworkConfig>[];
/** Folders that are copied beside the plan, relative to the program. */
export const assets: { path: string[]; id: string; folder: string }[];
