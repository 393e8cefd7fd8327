import { Token } from 'cdktf';
import { IConstruct } from 'constructs';
import { ConfigError } from '../checks/config-error';
import { takeName } from '../topology/taken-names';

/** What a container takes as its host name. */
const LONGEST = 63;

/** Refuses what cannot begin the names of containers, and name a network. */
export function checkNamePrefix(prefix: string, path: string): void {
  if (Token.isUnresolved(prefix) || /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(prefix)) return;
  throw new ConfigError({
    code: 'DOCKER_NAME',
    path,
    got: `the name prefix "${prefix}"`,
    why: 'Docker takes letters, digits, _, . and - in the names of containers and networks',
    fix: "pass namePrefix: 'shop' to DockerHosts, of these characters, with a letter or digit first",
  });
}

/** Refuses a second network of a name on one engine. */
export function takeNetworkName(name: string, hosts: IConstruct): void {
  const other = takeName(hosts, 'network', name);
  if (!other) return;
  throw new ConfigError({
    code: 'DOCKER_NAME',
    path: hosts.node.path,
    got: `a second network "${name}"`,
    why: `${other.node.path} makes one of this name, and an engine has one of each name`,
    fix: 'add the hosts to one DockerHosts; or pass network: DockerNetwork.bridge(first.networkName, subnet) to share its network, or subnet and namePrefix for one of its own',
  });
}

/** Refuses a container whose name is too long or another's. */
export function takeContainerName(name: string, host: IConstruct, path: string): void {
  if (!Token.isUnresolved(name) && name.length > LONGEST) {
    throw new ConfigError({
      code: 'DOCKER_NAME',
      path,
      got: `the container name ${name} of ${name.length} characters`,
      why: `the container has it as its host name, of which Linux takes ${LONGEST}`,
      fix: 'pass a shorter namePrefix to DockerHosts, or a shorter instanceName to the Tomcat',
    });
  }
  const other = takeName(host, 'container', name);
  if (!other) return;
  throw new ConfigError({
    code: 'DOCKER_NAME',
    path,
    got: `a second container ${name}`,
    why: `${other.node.path} has one of this name, and an engine has one of each name`,
    fix: 'pass another namePrefix to one DockerHosts, or give host or instance another name',
  });
}
