import type { NetworkSecurityRuleConfig } from '@cdktf/provider-azurerm/lib/network-security-rule';
import { Aspects, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { AzureSecurityGroup } from './azure-security-group';
import type { AzureTier } from './azure-tier';
import { AzureVm } from './azure-vm';
import { azurerm } from './azurerm';
import { LOAD_BALANCER } from './tier-flows';
import type { Host } from '../host/host';
import { Flow, INTERNET, Peer, PortRange } from '../network/flow';
import { stableSlots } from '../network/stable-slots';
import { flowsTo } from '../topology/flows';
import { Topology } from '../topology/topology';
import { withoutStackTraces } from '../topology/without-stack-traces';

/** Machines behind one security group: a tier, or a machine that exists already. */
export interface Guarded extends Construct {
  /** What rules call them. */
  readonly _ruleTarget: string;
  readonly _securityGroup?: AzureSecurityGroup;
  readonly _machines: Host[];
  /** How a rule names them. */
  readonly _ruleDestination: Partial<NetworkSecurityRuleConfig>;
  /** Whether the group is the library's, which then denies what no rule allows. */
  readonly _deniesTheRest: boolean;
}

/** One rule: the flows of one purpose from one peer. */
export interface TierRule {
  /** Named after why: `allow-ajp-web-to-was`. */
  readonly name: string;
  readonly protocol: 'tcp' | 'udp';
  readonly from: Peer;
  /** The tier from whose machines it comes, where that is one of the same hosts. */
  readonly fromTier?: AzureTier;
  readonly ports: PortRange[];
}

/** The last priority: everything that no rule allows. */
const DENY_PRIORITY = 4096;

/** The rules that machines need, in the order of their names. */
export function tierRules(tier: Guarded): TierRule[] {
  return Topology.of(tier).once(tier, 'rules', () => {
    const rules = new Map<string, TierRule>();
    for (const flow of tier._machines.flatMap(flowsTo)) {
      const fromTier = tierOf(flow, tier);
      const name = `allow-${flow.purpose}-${fromTier?.tierName ?? flow.from.name}-to-${tier._ruleTarget}${flow.protocol === 'udp' ? '-udp' : ''}`;
      const rule = rules.get(name) ?? { name, protocol: flow.protocol, from: flow.from, fromTier, ports: [] };
      if (!rule.ports.some(({ first, last }) => first === flow.ports.first && last === flow.ports.last)) rule.ports.push(flow.ports);
      rules.set(name, rule);
    }
    return [...rules.values()].sort((a, b) => a.name < b.name ? -1 : 1);
  });
}

/** A priority for every rule of a security group, derived from its name: a rule keeps it when others come and go. */
export function priorities(tier: Guarded): Map<string, number> | undefined {
  const group = tier._securityGroup;
  if (!group?._written) return undefined;
  const { first, last } = group._priorities;
  const names = guardedBy(group, tier).flatMap((other) => tierRules(other).map(({ name }) => name));
  const slots = stableSlots([...new Set(names)], last - first + 1);
  return slots && new Map([...slots].map(([name, slot]) => [name, first + slot]));
}

/** Everything whose rules are in one group: two tiers may share one. */
function guardedBy(group: AzureSecurityGroup, tier: Guarded): Guarded[] {
  if (tier._deniesTheRest) return [tier];
  const all = Topology.of(tier).hosts.flatMap((host): Guarded[] => host instanceof AzureVm ? [host._tier] : '_ruleTarget' in host ? [host as unknown as Guarded] : []);
  return [...new Set(all)].filter(({ _securityGroup: other }) => other?.name === group.name && other.resourceGroupName === group.resourceGroupName);
}

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
  const granted = priorities(tier); // a check says where they do not fit
  const group = tier._securityGroup;
  if (!granted || !group) return;
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

function tierOf({ from }: Flow, tier: Guarded): AzureTier | undefined {
  return from.host instanceof AzureVm && from.host._stack === TerraformStack.of(tier) ? from.host._tier : undefined;
}

function source({ from, fromTier }: TierRule): Partial<NetworkSecurityRuleConfig> {
  if (fromTier) return { sourceApplicationSecurityGroupIds: [fromTier._role.id] };
  if (from.name === INTERNET.name) return { sourceAddressPrefix: 'Internet' };
  if (from.name === LOAD_BALANCER.name) return { sourceAddressPrefix: 'AzureLoadBalancer' };
  return from.addresses.length === 1 ? { sourceAddressPrefix: from.addresses[0] } : { sourceAddressPrefixes: from.addresses };
}

function destinationPorts(ports: PortRange[]): Partial<NetworkSecurityRuleConfig> {
  const ranges = [...ports].sort((a, b) => a.first - b.first).map(({ first, last }) => first === last ? `${first}` : `${first}-${last}`);
  return ranges.length === 1 ? { destinationPortRange: ranges[0] } : { destinationPortRanges: ranges };
}
