import type { NetworkSecurityRuleConfig } from '@cdktf/provider-azurerm/lib/network-security-rule';
import { Aspects } from 'cdktf';
import { azurerm } from './azurerm';
import { ruleProblems } from './problems/rule-problems';
import { Guarded, priorities, TierRule, tierRules } from './tier-rules';
import { PortRange, portText } from '../network/flow';
import { withoutStackTraces } from '../terraform/without-stack-traces';

/** The last priority: everything that no rule allows. */
const DENY_PRIORITY = 4096;

/** Makes the rules once the app is complete: they follow from all of its flows. */
export function writeRulesWhenComplete(tier: Guarded): void {
  let written = false;
  Aspects.of(tier).add({
    visit: (node) => {
      if (node !== tier || written) return;
      written = true;
      writeTierRules(tier);
    },
  });
}

function writeTierRules(tier: Guarded): void {
  const group = tier._securityGroup;
  const granted = priorities(tier);
  if (!group || !granted || ruleProblems(tier).length > 0) return; // the checks come after this
  const common = {
    networkSecurityGroupName: group.name,
    resourceGroupName: group.resourceGroupName,
    direction: 'Inbound',
    sourcePortRange: '*',
  };
  withoutStackTraces(() => tierRules(tier).forEach((rule) => new azurerm.NetworkSecurityRule(tier, rule.name, {
    ...common,
    name: rule.name,
    priority: granted.get(rule.name)!,
    access: 'Allow',
    protocol: rule.protocol === 'tcp' ? 'Tcp' : 'Udp',
    ...source(rule),
    ...tier._ruleDestination,
    ...destinationPorts(rule.ports),
  })));
  if (!tier._deniesTheRest) return; // what else passes is its owner's
  new azurerm.NetworkSecurityRule(tier, 'deny-everything-else', {
    ...common,
    name: 'deny-everything-else',
    description: "Before Azure's own rule that lets the whole virtual network in.",
    priority: DENY_PRIORITY,
    access: 'Deny',
    protocol: '*',
    sourceAddressPrefix: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: '*',
  });
}

function source({ fromTiers, tag, addresses }: TierRule): Partial<NetworkSecurityRuleConfig> {
  if (fromTiers.length > 0) return { sourceApplicationSecurityGroupIds: fromTiers.map(({ _role }) => _role.id) };
  if (tag) return { sourceAddressPrefix: tag };
  const [only, second] = addresses;
  return second === undefined ? { sourceAddressPrefix: only } : { sourceAddressPrefixes: [...addresses] };
}

function destinationPorts(ports: PortRange[]): Partial<NetworkSecurityRuleConfig> {
  const ranges = [...ports].sort((a, b) => a.first - b.first).map(portText);
  return ranges.length === 1 ? { destinationPortRange: ranges[0] } : { destinationPortRanges: ranges };
}
