import { Resource, sameId } from '../arm/resource';
import { Store } from '../arm/store';
import { attachmentOf } from '../machine/topology';
import { MachineProperties } from '../machine/virtual-machine';
import { VirtualMachines } from '../machine/virtual-machines';
import { SUBSCRIPTION } from '../web/endpoints';
import { Answer, Call } from '../web/server';
import { Tokens } from './tokens';

/** The instance metadata service: knows the caller by its address. */
export class InstanceMetadata {
  public constructor(private readonly store: Store, private readonly machines: VirtualMachines, private readonly tokens: Tokens) {}

  public async answer(call: Call): Promise<Answer> {
    if (call.headers.metadata?.toString().toLowerCase() !== 'true') return refused('Required metadata header not specified');
    if (!call.query.get('api-version')) return refused('Required query variable api-version is missing');
    const machine = this.machines.at(call.from.replace('::ffff:', ''));
    const resource = this.store.get<MachineProperties>(machine?.id);
    if (!resource) return refused('The caller is no machine of this lab', 404);
    if (call.path === '/metadata/instance') return { status: 200, body: this.instance(resource) };
    if (call.path === '/metadata/identity/oauth2/token') return this.token(call, resource);
    return refused('Not found', 404);
  }

  private instance(machine: Resource<MachineProperties>): object {
    const { properties } = machine;
    const attachment = attachmentOf(this.store, machine);
    return {
      compute: {
        azEnvironment: 'AzurePublicCloud',
        location: machine.location,
        name: machine.name,
        osProfile: { adminUsername: properties.osProfile?.adminUsername, computerName: properties.osProfile?.computerName },
        osType: 'Linux',
        resourceGroupName: machine.id.split('/')[4],
        resourceId: machine.id,
        subscriptionId: SUBSCRIPTION,
        vmId: properties.vmId,
        vmSize: properties.hardwareProfile?.vmSize,
        zone: (machine as { zones?: string[] }).zones?.[0] ?? '',
      },
      network: { interface: [{ ipv4: { ipAddress: [{ privateIpAddress: attachment?.address, publicIpAddress: '' }] } }] },
    };
  }

  private token({ query }: Call, machine: Resource<MachineProperties>): Answer {
    const resource = query.get('resource');
    if (!resource) return refused('Required query variable resource is missing');
    const assigned = Object.entries(machine.identity?.userAssignedIdentities ?? {});
    const wanted = assigned.filter(([id, { clientId, principalId }]) => {
      return matches(query.get('client_id'), clientId) && matches(query.get('object_id') ?? query.get('principal_id'), principalId)
        && (!query.get('msi_res_id') || sameId(id, query.get('msi_res_id') ?? ''));
    });
    if (wanted.length === 0) return refused('Identity not found');
    if (wanted.length > 1) return refused('Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request');
    const [, { clientId = '', principalId = '' }] = wanted[0];
    const token = this.tokens.issue(principalId, clientId, resource);
    return {
      status: 200,
      body: {
        access_token: token.text,
        client_id: clientId,
        expires_in: String(token.expires - Math.floor(Date.now() / 1000)),
        expires_on: String(token.expires),
        resource,
        token_type: 'Bearer',
      },
    };
  }
}

function matches(wanted: string | null, value: string | undefined): boolean {
  return !wanted || sameId(wanted, value);
}

function refused(description: string, status = 400): Answer {
  return { status, body: { error: 'invalid_request', error_description: description } };
}
