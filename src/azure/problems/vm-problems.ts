import type { AzureVm } from '../azure-vm';
import { memberHosts, frontendHosts } from '../../topology/redundant-hosts';
import { addressesNotOwn } from '../../checks/address-not-own';
import { error } from '../../checks/check';
import { Problem } from '../../checks/problem';
import { payloadProblems } from '../../machine/payload';
import { Topology } from '../../topology/topology';

/** What Azure takes as custom data, in characters of base64. */
const CUSTOM_DATA = 87_380;

/** What a machine that the library makes finds wrong with itself. */
export function vmProblems(machine: AzureVm): Problem[] {
  return [
    ...vaultProblems(machine), ...replacementProblem(machine), ...payloadProblems(machine, CUSTOM_DATA),
    ...machine._services.flatMap((service) => addressesNotOwn(machine, service, 'machine')),
  ];
}

function vaultProblems(machine: AzureVm): Problem[] {
  const readable = (machine._tier._hosts._props.keyVaults ?? []).map(({ uri }) => uri.toLowerCase());
  return machine._services.flatMap((service) => {
    const vaults = service.files().flatMap(({ text }) => text.references).flatMap(({ vault }) => vault ?? []);
    return [...new Map(vaults.map((vault) => [`${vault.uri}/${vault.name}`, vault])).values()]
      .filter(({ uri }) => !readable.includes(uri.toLowerCase()))
      .map(({ uri, name }) => error('VAULT_NOT_READABLE', machine.node.path, {
        got: `the secret ${name} of ${uri} for ${service.owner.node.path}`,
        why: 'the identity of the machine has no role on this vault: it would never start the service',
        fix: `pass keyVaults: [vault] to the AzureVmHosts ${machine._tier._hosts.node.path}; where its owner gives identityPrincipalId of these hosts the role `
          + "Key Vault Secrets User, say so with Checks.of(hosts).accept('VAULT_NOT_READABLE', reason)",
      }));
  });
}

/** Terraform replaces all of them at the same moment. */
function replacementProblem(machine: AzureVm): Problem[] {
  if (!machine._replacedOnChange) return [];
  const topology = Topology.of(machine);
  const earlier = topology.hosts.slice(0, topology.hosts.indexOf(machine))
    .filter((host) => host._stack === machine._stack && '_replacedOnChange' in host && host._replacedOnChange);
  const groups = [...memberHosts(topology), ...frontendHosts(topology)].filter(({ hosts }) => hosts.includes(machine));
  const clash = groups.flatMap(({ purpose, hosts }) => earlier.filter((host) => hosts.includes(host)).map((other) => ({ purpose, other })))[0];
  return clash === undefined ? [] : [error('REPLACED_AT_ONCE', machine.node.path, {
    got: 'replaceOnChange: true',
    why: `${clash.other.hostName} has it too, and both ${clash.purpose}: Terraform would replace them at the same moment`,
    fix: 'leave replaceOnChange out for all but one of them: changes are then applied in place, one machine after the other',
  })];
}
