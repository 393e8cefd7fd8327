import type { DockerHost } from './docker-host';
import { error } from '../checks/check';
import { Problem } from '../checks/problem';
import type { Service } from '../host/service';
import { Topology } from '../topology/topology';

/** What a container cannot run, or cannot get. */
export function dockerProblems(host: DockerHost): Problem[] {
  return host._services.flatMap((service) => [...softwareProblem(host, service), ...applicationProblems(service), ...vaultProblems(service)]);
}

function softwareProblem(host: DockerHost, service: Service): Problem[] {
  const { software: { name, image, build }, owner } = service;
  if (image !== undefined || build !== undefined) return [];
  const distribution = Topology.of(host).frontends.some(({ _service }) => _service === service) ? 'ApacheDistribution' : 'TomcatDistribution';
  return [error('SOFTWARE_UNAVAILABLE', owner.node.path, {
    got: `${name} in a container`, why: 'it is what a virtual machine has already, and names no image', fix: `use ${distribution}.image(), or leave distribution out`,
  })];
}

function applicationProblems({ owner, artifacts }: Service): Problem[] {
  return artifacts().flatMap(({ download }) => download === undefined ? [] : [error('APPLICATION_NOT_CARRIED', owner.node.path, {
    got: `the WAR of ${download.url} in a container`, why: 'a container fetches nothing: its files are copied into it', fix: "fetch it before, and use WebApplication.war('shop.war')",
  })]);
}

function vaultProblems({ owner, files }: Service): Problem[] {
  const vaults = files().flatMap(({ text }) => text.references).flatMap(({ vault }) => vault ?? []);
  return [...new Map(vaults.map((vault) => [`${vault.uri}/${vault.name}`, vault])).values()].map(({ uri, name }) => error('SECRET_NEEDS_MACHINE', owner.node.path, {
    got: `the secret ${name} of ${uri} in a container`,
    why: 'a virtual machine reads it with its identity, and a container has none',
    fix: 'read it with Terraform, as in Secret.fromAttribute(name, data.value) of a DataAzurermKeyVaultSecret, or use Secret.fromVariable()',
  }));
}
