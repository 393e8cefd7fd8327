import { randomUUID } from 'node:crypto';
import { VAULT_SUFFIX, VAULTS } from '../guest/key-vaults';
import { MachineProperties, VIRTUAL_MACHINES } from '../machine/virtual-machine';
import { TENANT } from '../web/endpoints';
import { collectionsOf, withIds } from './embedded';
import { NetworkInterface } from './network';
import { assignAddresses, NETWORK_INTERFACES } from './private-addresses';
import { freePublicAddress, PUBLIC_ADDRESSES, storedZones } from './public-addresses';
import { parentOf, Resource } from './resource';
import { ROLE_ASSIGNMENTS } from './roles';
import { Store } from './store';

export const IDENTITIES = 'Microsoft.ManagedIdentity/userAssignedIdentities';

interface Disk {
  name?: string;
  osType?: string;
  diskSizeGB?: number;
  managedDisk?: { id?: string };
}

type Completion = (resource: Resource, previous: Resource | undefined, store: Store) => void;

/** What Azure adds to a resource of each type, by lower-cased type. */
const COMPLETIONS: Record<string, Completion> = {
  [VIRTUAL_MACHINES.toLowerCase()]: completeMachine,
  [NETWORK_INTERFACES.toLowerCase()]: (resource, previous, store) => {
    keepAddresses(resource, previous);
    assignAddresses(resource as unknown as Resource<NetworkInterface>, store);
  },
  [PUBLIC_ADDRESSES.toLowerCase()]: (resource, previous, store) => {
    resource.properties.ipAddress = previous?.properties.ipAddress ?? freePublicAddress(store);
    resource.zones = storedZones(resource.zones);
  },
  [IDENTITIES.toLowerCase()]: (resource, previous) => {
    resource.properties = previous?.properties ?? { principalId: randomUUID(), clientId: randomUUID(), tenantId: TENANT };
  },
  [VAULTS.toLowerCase()]: ({ name, properties }) => {
    Object.assign(properties, { vaultUri: `https://${name}${VAULT_SUFFIX}/`, tenantId: properties.tenantId ?? TENANT });
    properties.accessPolicies ??= [];
    properties.sku ??= { family: 'A', name: 'standard' };
    properties.enableRbacAuthorization ??= true;
    properties.publicNetworkAccess ??= 'Enabled';
  },
  [ROLE_ASSIGNMENTS.toLowerCase()]: ({ id, properties }) => {
    properties.scope = id.slice(0, id.toLowerCase().lastIndexOf('/providers/'));
    properties.principalType ??= 'ServicePrincipal';
  },
};

/** Fills in what only Azure knows. The previous version of the resource is undefined when it is new. */
export function complete(resource: Resource, previous: Resource | undefined, store: Store): void {
  resource.etag = `"${randomUUID()}"`;
  for (const collection of collectionsOf(resource.type)) resource.properties[collection] ??= previous?.properties[collection] ?? [];
  withIds(resource);
  completeIdentity(resource, store);
  COMPLETIONS[resource.type.toLowerCase()]?.(resource, previous, store);
  resource.properties.provisioningState = 'Succeeded';
}

function completeIdentity({ identity }: Resource, store: Store): void {
  for (const id of Object.keys(identity?.userAssignedIdentities ?? {})) {
    const { principalId, clientId } = store.get<{ principalId?: string; clientId?: string }>(id)?.properties ?? {};
    if (identity?.userAssignedIdentities) identity.userAssignedIdentities[id] = { principalId, clientId };
  }
}

function completeMachine(resource: Resource, previous: Resource | undefined): void {
  const { properties } = resource as unknown as { properties: MachineProperties & { additionalCapabilities?: object; timeCreated?: unknown } };
  properties.vmId = (previous?.properties.vmId as string | undefined) ?? randomUUID();
  properties.timeCreated = previous?.properties.timeCreated ?? new Date().toISOString();
  const disk: Disk | undefined = properties.storageProfile?.osDisk;
  if (disk) {
    disk.name ??= `${resource.name}_OsDisk`;
    disk.osType ??= 'Linux';
    disk.diskSizeGB ??= 30;
    const group = parentOf(parentOf(resource.id));
    disk.managedDisk = { ...disk.managedDisk, id: `${group}/providers/Microsoft.Compute/disks/${disk.name}` };
  }
  // The plugin takes an empty object for a setting.
  if (properties.additionalCapabilities && Object.keys(properties.additionalCapabilities).length === 0) delete properties.additionalCapabilities;
}

/** A dynamic address stays while the interface exists. */
function keepAddresses(resource: Resource, previous: Resource | undefined): void {
  const before = (previous as unknown as Resource<NetworkInterface> | undefined)?.properties.ipConfigurations ?? [];
  for (const { name, properties } of (resource as unknown as Resource<NetworkInterface>).properties.ipConfigurations) {
    properties.privateIPAddress ??= before.find((each) => each.name === name)?.properties.privateIPAddress;
  }
}
