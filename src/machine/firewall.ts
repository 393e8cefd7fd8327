import type { SystemFile, SystemPart } from './system-part';
import { UNIT_DIRECTORY } from './system-part';
import { unitFile } from '../text/systemd-unit';
import { OsFamily } from '../host/operating-system';
import { Flow, portText } from '../network/flow';
import { contains, ipv4, ipv4Range, isMulticast } from '../network/ipv4';
import { Text } from '../text/text';

/** Loads the ruleset before the network is there, at every start of the machine. */
export const FIREWALL_UNIT = 'tomcat-tier-firewall.service';
const RULESET = '/etc/tomcat-tier/firewall.nft';
const TABLE = 'inet tomcat_tier';

/** The firewall of one machine: exactly the flows that lead to it. */
export function firewall(hostName: string, family: OsFamily, flows: Flow[]): SystemPart {
  const unit: SystemFile = { path: `${UNIT_DIRECTORY}/${FIREWALL_UNIT}`, text: Text.of(firewallUnit()), mode: '0644' };
  return {
    packages: ['nftables'],
    files: [{ path: RULESET, text: Text.of(ruleset(hostName, flows)), mode: '0644', reloads: FIREWALL_UNIT }, unit],
    enabled: [FIREWALL_UNIT],
    // It would let in what its zones say, and refuse what this ruleset accepts: every ruleset of a machine must accept.
    disabled: family === 'rhel' ? ['firewalld.service'] : [],
  };
}

function firewallUnit(): string {
  return unitFile('Written by cdktf-tomcat-cluster.', {
    Unit: [
      ['Description', 'Firewall of the Tomcat tier'],
      ['DefaultDependencies', 'no'],
      ['Wants', 'network-pre.target'],
      ['Before', 'network-pre.target', 'shutdown.target'],
      ['Conflicts', 'shutdown.target'],
    ],
    Service: [
      ['Type', 'oneshot'],
      ['RemainAfterExit', 'yes'],
      ['ExecStart', '/usr/sbin/nft', '-f', RULESET],
      ['ExecReload', '/usr/sbin/nft', '-f', RULESET],
      ['ExecStop', '/usr/sbin/nft', 'delete', 'table', ...TABLE.split(' ')],
    ],
    Install: [['WantedBy', 'sysinit.target']],
  });
}

/**
 * A table of its own, replaced as a whole: tables of others stay as they are.
 *
 * @see https://wiki.nftables.org/wiki-nftables/index.php/Atomic_rule_replacement
 */
export function ruleset(hostName: string, flows: Flow[]): string {
  const multicast = flows.some(({ address }) => isMulticast(address));
  const rules = [
    'ct state established,related accept',
    'ct state invalid drop',
    'iifname "lo" accept',
    'icmp type { echo-request, destination-unreachable, time-exceeded, parameter-problem } accept',
    'icmpv6 type { echo-request, destination-unreachable, packet-too-big, time-exceeded, parameter-problem, '
      + 'nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert, mld-listener-query } accept',
    'udp sport 67 udp dport 68 accept comment "DHCP"',
    'ip6 saddr fe80::/10 udp dport 546 accept comment "DHCPv6"',
    ...(multicast ? ['ip protocol igmp accept comment "members of multicast groups"'] : []),
    ...flowRules(flows),
  ];
  return [
    `# Written by cdktf-tomcat-cluster: what may reach ${hostName}. Everything else is dropped.`,
    `table ${TABLE}`,
    `delete table ${TABLE}`,
    `table ${TABLE} {`,
    '  chain input {',
    '    type filter hook input priority filter; policy drop;',
    ...rules.map((rule) => `    ${rule}`),
    '  }',
    '}',
    '',
  ].join('\n');
}

/** One rule for everyone who may do the same, in the order of ports. */
function flowRules(flows: Flow[]): string[] {
  const groups = new Map<string, { flow: Flow; sources: Set<string> }>();
  for (const flow of flows) {
    const { protocol, ports, purpose, address } = flow;
    for (const source of flow.from.addresses) {
      const family = source.includes(':') ? 'ip6' : 'ip';
      const key = [family, protocol, ports.first, ports.last, purpose, isMulticast(address) ? address : ''].join(' ');
      const group = groups.get(key) ?? { flow, sources: new Set<string>() };
      groups.set(key, group);
      group.sources.add(ipv4(source) === undefined ? source : `${source}/32`);
    }
  }
  return [...groups].map(([key, { flow, sources }]) => ({ key, flow, sources: [...sources] }))
    .sort((a, b) => a.flow.ports.first - b.flow.ports.first || (a.key < b.key ? -1 : 1))
    .map(({ key, flow: { protocol, ports, purpose, address }, sources }) => [
      `${key.split(' ')[0]} saddr ${setOf(withoutContained(sources).sort(byNumber).map((source) => source.replace(/^([\d.]+)\/32$/, '$1')))}`,
      ...(isMulticast(address) ? [`ip daddr ${address}`] : []),
      `${protocol} dport ${portText(ports)}`,
      `accept comment "${comment(purpose)}"`,
    ].join(' '));
}

/** A set must not say an address twice. */
function withoutContained(sources: string[]): string[] {
  return sources.filter((source) => !sources.some((other) => other !== source && isWithin(source, other)));
}

function isWithin(inner: string, outer: string): boolean {
  const [one, other] = [ipv4Range(inner), ipv4Range(outer)];
  return one !== undefined && other !== undefined && contains(other, one);
}

function byNumber(a: string, b: string): number {
  const [first, second] = [ipv4Range(a)?.first ?? 0, ipv4Range(b)?.first ?? 0];
  return first - second || (a < b ? -1 : 1);
}

function setOf(elements: string[]): string {
  return elements.length === 1 ? elements[0] : `{ ${elements.join(', ')} }`;
}

/** nft's strings have no escapes, and comments at most 128 bytes. */
function comment(text: string): string {
  return text.replace(/[^ -~]|["\\]/g, ' ').slice(0, 100);
}
