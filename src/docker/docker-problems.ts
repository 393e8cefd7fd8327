import type { DockerHost } from './docker-host';
import { error } from '../checks/check';
import { Problem } from '../checks/problem';
import { artifactsBy } from '../host/artifact';
import type { Service } from '../host/service';

/** What a container cannot run, or cannot get. */
export function dockerProblems(host: DockerHost): Problem[] {
  return host._services.flatMap((service) => [
    ...softwareProblem(service), ...stateProblems(service), ...applicationProblems(service), ...vaultProblems(service),
  ]);
}

function softwareProblem({ software: { name, image, build, instead }, owner }: Service): Problem[] {
  return image !== undefined || build !== undefined ? [] : [error('SOFTWARE_UNAVAILABLE', owner.node.path, {
    got: `${name} in a container`, why: 'it is what a virtual machine has already, and names no image', fix: instead.onContainer,
  })];
}

function stateProblems({ owner, stateDirectories }: Service): Problem[] {
  return stateDirectories.map((directory) => error('STATE_NOT_KEPT', owner.node.path, {
    got: `what shall stay in ${directory} of a container`,
    why: 'what a container has written is gone when it stops',
    fix: 'run it on a machine, or keep it elsewhere: sessions in a SessionCluster or a SessionStore.dataSource()',
  }));
}

function applicationProblems({ owner, artifacts }: Service): Problem[] {
  return artifactsBy('download', artifacts()).map(({ name, instead }) => error('APPLICATION_NOT_CARRIED', owner.node.path, {
    got: `${name} in a container`, why: 'a container fetches nothing: its files are copied into it', fix: instead,
  }));
}

function vaultProblems({ owner, files }: Service): Problem[] {
  const vaults = files().flatMap(({ text }) => text.references).flatMap(({ vault }) => vault ?? []);
  return [...new Map(vaults.map((vault) => [`${vault.uri}/${vault.name}`, vault])).values()].map(({ uri, name }) => error('SECRET_NEEDS_MACHINE', owner.node.path, {
    got: `the secret ${name} of ${uri} in a container`,
    why: 'a virtual machine reads it with its identity, and a container has none',
    fix: 'read it with Terraform, as in Secret.fromAttribute(name, data.value) of a DataAzurermKeyVaultSecret, or use Secret.fromVariable()',
  }));
}
