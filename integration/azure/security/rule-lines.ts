import { SecurityGroup, SecurityRule } from '../arm/network';
import { Resource } from '../arm/resource';
import { AddressSets } from './address-sets';
import { DEFAULT_RULES } from './default-rules';

/** The rules of a group for one direction, in the order in which Azure looks at them, as lines of an nftables chain. */
export function ruleLines(group: Resource<SecurityGroup>, direction: 'Inbound' | 'Outbound', sets: AddressSets): string[] {
  return [...group.properties.securityRules, ...DEFAULT_RULES]
    .filter(({ properties }) => properties.direction.toLowerCase() === direction.toLowerCase())
    .sort((one, other) => one.properties.priority - other.properties.priority)
    .flatMap(({ name, properties }) => linesOf(name, properties, sets));
}

function linesOf(name: string, rule: SecurityRule, sets: AddressSets): string[] {
  const sources = sets.expressions('saddr', {
    prefix: rule.sourceAddressPrefix, prefixes: rule.sourceAddressPrefixes, groups: rule.sourceApplicationSecurityGroups,
  });
  const destinations = sets.expressions('daddr', {
    prefix: rule.destinationAddressPrefix, prefixes: rule.destinationAddressPrefixes, groups: rule.destinationApplicationSecurityGroups,
  });
  const fromPorts = ports('sport', rule.sourcePortRange, rule.sourcePortRanges);
  const toPorts = ports('dport', rule.destinationPortRange, rule.destinationPortRanges);
  // One line for each combination: prefixes that overlap must not be in one set.
  const matches = product(sources, destinations, fromPorts, toPorts);
  const verdict = rule.access.toLowerCase() === 'allow' ? 'return' : 'drop';
  return matches.map(([source, destination, from, to]) => {
    const words = [source, destination, protocol(rule.protocol, Boolean(from || to)), from, to, 'counter', verdict, `comment "${name}"`];
    return words.filter(Boolean).join(' ');
  });
}

function protocol(name: string, hasPorts: boolean): string {
  if (name !== '*') return `meta l4proto ${name.toLowerCase()}`;
  return hasPorts ? 'meta l4proto { tcp, udp }' : '';
}

function ports(field: string, range?: string, ranges: string[] = []): string[] {
  const all = [range, ...ranges].filter((each): each is string => Boolean(each));
  return all.map((each) => (each === '*' ? '' : `th ${field} ${each}`));
}

function product(...lists: string[][]): string[][] {
  return lists.reduce<string[][]>((rows, list) => rows.flatMap((row) => list.map((each) => [...row, each])), [[]]);
}
