import { SecurityGroup } from '../arm/network';
import { Resource } from '../arm/resource';
import { Store } from '../arm/store';
import { METADATA, PLATFORM } from '../machine/special-addresses';
import { Attachment, hasOutbound } from '../machine/topology';
import { AddressSets } from './address-sets';
import { ruleLines } from './rule-lines';

/** Before a firewall of the machine's own: the platform's is outside of the machine. */
const PRIORITY = -150;
/** Azure carries neither multicast nor broadcast. Nobody receives it, yet whoever sends it hears of no error. */
const NEVER_CARRIED = '{ 224.0.0.0/4, 255.255.255.255 }';

/** What Azure lets through to and from a machine, for `nft -f`. Replaces the table that was loaded before, and no other. */
export function ruleset(store: Store, attachment: Attachment): string {
  const prefixes = attachment.network.properties.addressSpace.addressPrefixes;
  const sets = new AddressSets(store, prefixes);
  const groups = groupsOf(store, attachment);
  const vnet = `{ ${prefixes.join(', ')} }`;

  const inbound = groups.map((group, index) => chain(`inbound_${index}`, ruleLines(group, 'Inbound', sets)));
  const outbound = groups.map((group, index) => chain(`outbound_${index}`, ruleLines(group, 'Outbound', sets)));
  return [
    'table inet azure_nsg',
    'delete table inet azure_nsg',
    'table inet azure_nsg {',
    ...inbound,
    ...outbound,
    chain('inbound', [
      `type filter hook input priority ${PRIORITY}; policy accept;`,
      'iif lo accept',
      `ip saddr ${attachment.address} accept comment "its own multicast, which the kernel brings back"`,
      `ip daddr ${NEVER_CARRIED} counter drop`,
      'ct state established,related accept',
      ...groups.map((_, index) => `jump inbound_${index}`),
      // A standard balancer or address lets nothing in where no group says so.
      ...(groups.length === 0 ? [`ip saddr != { ${[...prefixes, PLATFORM].join(', ')} } counter drop`] : []),
    ]),
    chain('outbound', [
      `type filter hook output priority ${PRIORITY}; policy accept;`,
      'oif lo accept',
      `ip daddr ${NEVER_CARRIED} accept comment "dropped where it arrives"`,
      'ct state established,related accept',
      `ip daddr { ${PLATFORM}, ${METADATA} } accept`,
      ...groups.map((_, index) => `jump outbound_${index}`),
      ...(hasOutbound(store, attachment) ? [] : [`ip daddr != ${vnet} counter drop comment "no way out of the network"`]),
    ]),
    '}',
    '',
  ].join('\n');
}

/** The groups of the subnet and of the interface: a packet must pass both. */
function groupsOf(store: Store, { subnet, networkInterface }: Attachment): Resource<SecurityGroup>[] {
  const references = [subnet.properties.networkSecurityGroup, networkInterface.properties.networkSecurityGroup];
  return references.flatMap((each) => store.get<SecurityGroup>(each?.id) ?? []);
}

function chain(name: string, lines: string[]): string {
  return `  chain ${name} {\n${lines.map((each) => `    ${each}\n`).join('')}  }`;
}
