import type { AzureTier } from '../azure-tier';
import { AzureVm } from '../azure-vm';
import { ruleProblems } from './rule-problems';
import { visitorProblems } from './visitor-problems';
import { warning } from '../../checks/check';
import { Problem } from '../../checks/problem';
import type { OsFamily } from '../../host/operating-system';
import type { Service } from '../../host/service';

/** What a tier finds wrong with itself. */
export function tierProblems(tier: AzureTier): Problem[] {
  return [...visitorProblems(tier), ...ruleProblems(tier), ...outboundProblem(tier)];
}

/** A subnet that the library makes has no way out but the NAT gateway. */
function outboundProblem(tier: AzureTier): Problem[] {
  const { _hosts: hosts } = tier;
  if (hosts._natGateway || !hosts._addressSpace) return [];
  const [needing] = tier._machines.filter((machine) => machine instanceof AzureVm && machine._subnet.made)
    .flatMap((machine) => machine._services.filter((service) => fetches(service, machine._osFamily)).map(({ software }) => `${software.name} on ${machine.hostName}`));
  return needing === undefined ? [] : [warning('OUTBOUND_MISSING', tier.node.path, {
    got: `natGateway: false, and ${needing}`,
    why: 'the machine installs packages or fetches archives when it boots, and its subnet has no way out',
    fix: 'leave natGateway out, unless routes of your own lead out; or use an image that holds the software, with preinstalled()',
  })];
}

function fetches({ software: { machine }, artifacts }: Service, family: OsFamily): boolean {
  return machine?.archive !== undefined || (machine?.packages[family] ?? []).length > 0 || artifacts().some(({ download }) => download);
}
