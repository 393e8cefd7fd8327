import type { NetworkSecurityRuleConfig } from '@cdktf/provider-azurerm/lib/network-security-rule';
import { Construct } from 'constructs';
import type { AzureSecurityGroup } from './azure-security-group';
import type { AzureTier } from './azure-tier';
import { AzureVm } from './azure-vm';
import { LOAD_BALANCER } from './tier-flows';
import type { Host } from '../host/host';
import { Flow, INTERNET, PortRange } from '../network/flow';
import { stableSlots } from '../network/stable-slots';
import { flowsTo } from '../topology/flows';
import { Topology } from '../topology/topology';

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
  /** What people call those who are let in. */
  readonly peer: string;
  /** Their addresses, in CIDR notation. */
  readonly addresses: Set<string>;
  /** Azure's word for them, where they are not of the program: its addresses change. */
  readonly tag?: string;
  /** The tiers of whose machines they are, where a rule can say so. */
  readonly fromTiers: AzureTier[];
  readonly ports: PortRange[];
}

/** The rules that machines need, in the order of their names. */
export function tierRules(tier: Guarded): TierRule[] {
  return Topology.of(tier).once(tier, 'rules', () => {
    const rules = new Map<string, TierRule>();
    for (const { flow, fromTier, tag } of tier._machines.flatMap(flowsTo).map((each) => ({ flow: each, fromTier: tierOf(each), tag: tagOf(each) }))) {
      const { purpose, protocol, ports, from } = flow;
      const peer = fromTier?.tierName ?? from.name;
      const name = `allow-${purpose}-${peer}-to-${tier._ruleTarget}${protocol === 'udp' ? '-udp' : ''}`;
      const key = [name, fromTier ? 'tier' : 'addresses', tag].join(' ');
      const rule = rules.get(key) ?? { name, protocol, peer, addresses: new Set<string>(), tag, fromTiers: [], ports: [] };
      rules.set(key, rule);
      from.addresses.forEach((address) => rule.addresses.add(address));
      if (fromTier && !rule.fromTiers.includes(fromTier)) rule.fromTiers.push(fromTier);
      if (!rule.ports.some(({ first, last }) => first === ports.first && last === ports.last)) rule.ports.push(ports);
    }
    return [...rules.values()].sort((a, b) => a.name < b.name ? -1 : 1);
  });
}

/** A priority for every rule of a security group, derived from its name: a rule keeps it when others come and go. */
export function priorities(tier: Guarded): Map<string, number> | undefined {
  const group = tier._securityGroup;
  if (!group?._written) return undefined;
  const { first, last } = group._priorities;
  const names = guardedTogether(tier).flatMap((other) => tierRules(other).map(({ name }) => name));
  const slots = stableSlots([...new Set(names)], last - first + 1);
  return slots && new Map([...slots].map(([name, slot]) => [name, first + slot]));
}

/** Everything whose rules are in one group, in the order of paths: two tiers may share one. */
export function guardedTogether(tier: Guarded): Guarded[] {
  const group = tier._securityGroup;
  if (!group?._written || tier._deniesTheRest) return [tier];
  const all = Topology.of(tier).hosts.flatMap((host): Guarded[] => host instanceof AzureVm ? [host._tier] : '_ruleTarget' in host ? [host as unknown as Guarded] : []);
  return [...new Set(all)].filter(({ _securityGroup: other }) => other && keyOf(other) === keyOf(group));
}

/** The same for the same group: Azure does not tell capitals from small letters. */
function keyOf({ resourceGroupName, name }: AzureSecurityGroup): string {
  return `${resourceGroupName}/${name}`.toLowerCase();
}

/** The tier that a flow comes from, where a rule can name it: its group is known in this stack and is of the same network. */
function tierOf({ from: { host }, to }: Flow): AzureTier | undefined {
  return host instanceof AzureVm && host._stack === to._stack && host._network === to._network ? host._tier : undefined;
}

function tagOf({ from }: Flow): string | undefined {
  return from === INTERNET ? 'Internet' : from === LOAD_BALANCER ? 'AzureLoadBalancer' : undefined;
}

