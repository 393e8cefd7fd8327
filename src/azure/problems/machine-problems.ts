import type { AzureMachine } from '../azure-machine';
import { error } from '../../checks/check';
import { Problem } from '../../checks/problem';
import { artifactsBy } from '../../host/artifact';
import type { Service } from '../../host/service';

/** What a machine cannot run, or cannot get. */
export function machineProblems(machine: AzureMachine): Problem[] {
  return machine._services.flatMap((service) => [...softwareProblem(machine, service), ...applicationProblem(service)]);
}

function softwareProblem(machine: AzureMachine, { software: { name, machine: software, instead }, owner }: Service): Problem[] {
  const family = machine._osFamily;
  return software?.packages[family] ? [] : [error('SOFTWARE_UNAVAILABLE', owner.node.path, software ? {
    got: `${name} on ${machine.hostName}, whose image is of the family ${family}`,
    why: 'the packages of this family do not hold it',
    fix: instead.onFamily,
  } : {
    got: `${name} on ${machine.hostName}`,
    why: 'it reaches containers only: a virtual machine installs packages, or an archive that it fetches by itself',
    fix: instead.onMachine,
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
