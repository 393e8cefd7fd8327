import { Guarded, guardedTogether, priorities, TierRule, tierRules } from '../tier-rules';
import { error, warning } from '../../checks/check';
import { Problem } from '../../checks/problem';
import { portText } from '../../network/flow';
import { Topology } from '../../topology/topology';

/*
 * https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits
 */
const RULES = 1000;
const ADDRESSES = 4000;
const NAME = 80;

/** What is wrong with the rules of machines behind one security group. */
export function ruleProblems(tier: Guarded): Problem[] {
  return Topology.of(tier).once(tier, 'rule problems', () => lookedAt(tier));
}

function lookedAt(tier: Guarded): Problem[] {
  const group = tier._securityGroup;
  if (!group) return [];
  if (!group._written) return tierRules(tier).map((rule) => notOpened(tier, rule));
  const names = firstOfEachName(tier);
  return [...groupProblems(tier), ...priorityProblems(tier), ...tierRules(tier).flatMap((rule) => ruleProblem(tier, rule, names.get(rule.name)!))];
}

/** Others write the rules: they need to know what passes. */
function notOpened(tier: Guarded, { name, protocol, peer, tag, addresses, ports }: TierRule): Problem {
  const targets = tier._machines.map((machine) => machine._services[0] ? machine._addressOf(machine._services[0]) : machine.hostName);
  const what = `${protocol} ${ports.map(portText).join(', ')} from ${peer} (${tag ?? [...addresses].join(', ')}) to ${tier._ruleTarget} (${targets.join(', ')})`;
  return warning('FLOW_NOT_OPENED', tier.node.path, {
    got: `no rule ${name}: the security group is managed elsewhere`,
    why: 'without it the network may drop what the program needs',
    fix: `have its owner let in ${what}, or pass AzureSecurityGroup.fromId(id, { first, last }) to have the rule written`,
  });
}

/** Said once of a group, at the first of those who share it. */
function groupProblems(tier: Guarded): Problem[] {
  const [first] = guardedTogether(tier);
  const rules = guardedTogether(tier).flatMap(tierRules);
  const range = tier._securityGroup!._priorities;
  if (first !== tier || (rules.length <= RULES && priorities(tier))) return [];
  return [error('SECURITY_GROUP_FULL', tier.node.path, {
    got: `${rules.length} rules with the priorities ${range.first} to ${range.last}`,
    why: `each has a priority of its own, and a security group has at most ${RULES} rules`,
    fix: 'pass more priorities to AzureSecurityGroup.fromId(), or leave securityGroup out to have a group made for each tier',
  })];
}

/** Ranges that overlap and are not the same would give one priority to two rules. */
function priorityProblems(tier: Guarded): Problem[] {
  const own = tier._securityGroup!._priorities;
  const others = guardedTogether(tier);
  const other = others.slice(0, Math.max(others.indexOf(tier), 0)).find(({ _securityGroup: group }) => {
    const { first, last } = group!._priorities;
    return (first !== own.first || last !== own.last) && first <= own.last && own.first <= last;
  });
  if (!other) return [];
  const { first, last } = other._securityGroup!._priorities;
  return [error('RULE_PRIORITIES', tier.node.path, {
    got: `the priorities ${own.first} to ${own.last}`,
    why: `${other.node.path} has ${first} to ${last} of the same security group: two rules could have one priority`,
    fix: 'pass the same AzureSecurityGroup to both, or ranges that do not overlap',
  })];
}

/** The rule that has a name first in the whole security group, and whose it is. */
function firstOfEachName(tier: Guarded): Map<string, [Guarded, TierRule]> {
  const all = guardedTogether(tier).flatMap((other) => tierRules(other).map((rule): [string, [Guarded, TierRule]] => [rule.name, [other, rule]]));
  return new Map(all.reverse()); // the last one in a Map wins
}

function ruleProblem(tier: Guarded, rule: TierRule, [other, twin]: [Guarded, TierRule]): Problem[] {
  const nameFix = 'give tiers and machines shorter names, which differ among those that share a security group';
  return [
    ...(rule.name.length > NAME ? [error('RULE_NAME', tier.node.path, {
      got: `the rule "${rule.name}" of ${rule.name.length} characters`, why: `Azure takes ${NAME}`, fix: nameFix,
    })] : []),
    ...(twin !== rule ? [error('RULE_NAME', tier.node.path, {
      got: `a second rule "${rule.name}"`, why: `${other === tier ? 'it' : other.node.path} has one of this name in the same security group: one of the two would be lost`, fix: nameFix,
    })] : []),
    ...(rule.addresses.size > ADDRESSES ? [error('RULE_TOO_LARGE', tier.node.path, {
      got: `the rule "${rule.name}" for ${rule.addresses.size} ranges of addresses`,
      why: `Azure takes ${ADDRESSES} in one`,
      fix: 'write larger ranges, or several names with some of the addresses each',
    })] : []),
  ];
}
