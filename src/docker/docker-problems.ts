import { DockerHost } from './docker-host';
import type { DockerHosts } from './docker-hosts';
import { volumeOf } from './docker-volume';
import { addressesNotOwn } from '../checks/address-not-own';
import { error } from '../checks/check';
import { Problem } from '../checks/problem';
import { artifactsBy } from '../host/artifact';
import type { Service } from '../host/service';
import type { Flow } from '../network/flow';
import { flowsTo } from '../topology/flows';
import { Topology } from '../topology/topology';

/** What a container cannot run, cannot get, or cannot be reached by. */
export function dockerProblems(host: DockerHost): Problem[] {
  return [...isolationProblems(host), ...addressesOfNobody(host), ...host._services.flatMap((service) => [
    ...softwareProblem(service), ...stateProblems(host, service), ...applicationProblems(service), ...vaultProblems(service),
    ...addressesNotOwn(host, service, 'container'),
  ])];
}

/** Such as one under the id of an instance that has another name. */
function addressesOfNobody(host: DockerHost): Problem[] {
  const names = host._services.map(({ name }) => name);
  return Object.entries(host._addresses).filter(([name]) => !names.includes(name)).map(([name, address]) => error('ADDRESS_UNUSED', host.node.path, {
    got: `the address ${address} for ${name}`,
    why: `no service of ${host.hostName} is called so: ${names.length > 0 ? `it has ${unique(names)}` : 'it has none'}`,
    fix: 'name the service as its container is called behind the name of the host: the instanceName or id of a Tomcat, or httpd',
  }));
}

/** Docker passes nothing on between networks. Said once for each network from which the host would have to be reached. */
function isolationProblems(host: DockerHost): Problem[] {
  if (networksOf(Topology.of(host)) < 2) return [];
  const apart = new Map<DockerHosts, Flow[]>();
  for (const flow of flowsTo(host)) {
    const from = flow.from.host instanceof DockerHost ? flow.from.host._hosts : undefined;
    if (from?._isApartFrom(host._hosts)) apart.set(from, [...apart.get(from) ?? [], flow]);
  }
  return [...apart].map(([from, flows]) => error('NETWORKS_ISOLATED', host.node.path, {
    got: `${unique(flows.map(({ purpose }) => purpose))} from ${unique(flows.map((flow) => flow.from.name))} (${networkText(from)}) to ${host.hostName} (${networkText(host._hosts)})`,
    why: 'Docker passes nothing on between its networks: no connection would come through',
    fix: 'add the hosts to one DockerHosts, or pass the same network to both',
  }));
}

/** Most programs have one, and nothing to look for. */
function networksOf(topology: Topology): number {
  return topology.once(topology, 'networks', () => new Set(topology.hosts.map(({ _network }) => _network)).size);
}

function networkText({ _networkLabel: label, node }: DockerHosts): string {
  return `network ${label} of ${node.path}`;
}

function unique(words: string[]): string {
  return [...new Set(words)].join(', ');
}

function softwareProblem({ software: { name, image, build, instead }, owner }: Service): Problem[] {
  return image !== undefined || build !== undefined ? [] : [error('SOFTWARE_UNAVAILABLE', owner.node.path, {
    got: `${name} in a container`, why: 'it is what a virtual machine has already, and names no image', fix: instead.onContainer,
  })];
}

function stateProblems(host: DockerHost, { owner, stateDirectories, writableDirectories = [] }: Service): Problem[] {
  const lost = (what: string, directories: string[], fix: (directory: string) => string) => directories.flatMap((directory) => {
    const volume = volumeOf(host._volumes, directory);
    return volume && !volume.readOnly ? [] : [error('STATE_NOT_KEPT', owner.node.path, {
      got: `${what} in ${directory} of a container`,
      why: volume ? 'its volume is read-only' : 'what a container has written is gone when it stops',
      fix: fix(directory),
    })];
  });
  return [
    ...lost('what shall stay', stateDirectories(),
      () => 'run it on a machine, or keep it elsewhere: sessions in a SessionCluster or a SessionStore.dataSource()'),
    ...lost('what applications write', writableDirectories,
      (directory) => `give the host a volume for it, as in volumes: [{ containerPath: '${directory}', volumeName: 'shop-files' }]`),
  ];
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
