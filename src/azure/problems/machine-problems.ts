import type { AzureMachine } from '../azure-machine';
import { error } from '../../checks/check';
import { Problem } from '../../checks/problem';
import { artifactsBy } from '../../host/artifact';
import type { Service } from '../../host/service';
import { Topology } from '../../topology/topology';

/** What a machine cannot run, or cannot get. */
export function machineProblems(machine: AzureMachine): Problem[] {
  return machine._services.flatMap((service) => [...softwareProblem(machine, service), ...applicationProblem(service)]);
}

function softwareProblem(machine: AzureMachine, service: Service): Problem[] {
  const { software: { name, machine: software }, owner } = service;
  const family = machine._osFamily;
  if (software?.packages[family]) return [];
  const frontend = Topology.of(machine).frontends.some(({ _service }) => _service === service);
  return [error('SOFTWARE_UNAVAILABLE', owner.node.path, software ? {
    got: `${name} on ${machine.hostName}, whose image is of the family ${family}`,
    why: 'the packages of this family do not hold it',
    fix: frontend
      ? 'put front ends on AzureVmHosts of their own with AzureImage.debian12(), or use ApacheDistribution.preinstalled() with an image that holds mod_jk'
      : 'use TomcatDistribution.apacheArchive()',
  } : {
    got: `${name} on ${machine.hostName}`,
    why: 'it reaches containers only: a virtual machine installs packages, or an archive that it fetches by itself',
    fix: frontend
      ? 'use ApacheDistribution.operatingSystemPackage(), or preinstalled() with an image that holds httpd and mod_jk'
      : 'use TomcatDistribution.apacheArchive(), operatingSystemPackage(), or preinstalled() with an image that holds Tomcat',
  })];
}

/** Applications do not go through user data and run commands, which are small. */
function applicationProblem({ owner, artifacts }: Service): Problem[] {
  return artifactsBy('source', artifacts()).map(({ name, instead }) => error('APPLICATION_NOT_CARRIED', owner.node.path, {
    got: `${name} on a virtual machine`,
    why: 'a machine fetches its applications by itself: files of the machine that synthesizes do not reach it',
    fix: instead,
  }));
}
