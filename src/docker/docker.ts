import type * as container from '@cdktf/provider-docker/lib/container';
import type * as image from '@cdktf/provider-docker/lib/image';
import type * as network from '@cdktf/provider-docker/lib/network';
import { providerResource } from '../terraform/provider-resource';

/** The resources of the provider that the library makes. Each is loaded when it is first used: an app on Azure loads none of them. */
export const docker = {
  get Container() { return providerResource<typeof container>('docker', 'container').Container; },
  get Image() { return providerResource<typeof image>('docker', 'image').Image; },
  get Network() { return providerResource<typeof network>('docker', 'network').Network; },
};
