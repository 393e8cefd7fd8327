import { LabMachine } from './lab-machine';
import { MachineTier } from './tier';
import { ruleset } from '../../src/machine/firewall';
import { Flow, INTERNET, onePort, Peer } from '../../src/network/flow';
import { newStack } from '../support/program';

const host = new LabMachine(newStack(), 'web-01', { address: '10.1.0.21' });

function flow(from: Peer | string[], port: number, more: Partial<Flow> = {}): Flow {
  const peer = Array.isArray(from) ? { name: 'office', addresses: from } : from;
  return { purpose: 'http', from: peer, to: host, address: '10.1.0.21', protocol: 'tcp', ports: onePort(port), ...more };
}

/** The rules for flows, without those that every machine has. */
function rules(...flows: Flow[]): string[] {
  return ruleset('web-01', flows).split('\n').map((line) => line.trim()).filter((line) => /^ip6? saddr (?!fe80)/.test(line));
}

test('a machine lets in exactly what leads to it', () => {
  const { was: [was] } = new MachineTier();
  expect(was.files['/etc/tomcat-tier/firewall.nft']).toBe(`# Written by cdktf-tomcat-cluster: what may reach was-01. Everything else is dropped.
table inet tomcat_tier
delete table inet tomcat_tier
table inet tomcat_tier {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "lo" accept
    icmp type { echo-request, destination-unreachable, time-exceeded, parameter-problem } accept
    icmpv6 type { echo-request, destination-unreachable, packet-too-big, time-exceeded, parameter-problem, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert, mld-listener-query } accept
    udp sport 67 udp dport 68 accept comment "DHCP"
    ip6 saddr fe80::/10 udp dport 546 accept comment "DHCPv6"
    ip saddr 10.1.0.12 tcp dport 4000 accept comment "replication"
    ip saddr 10.1.0.21 tcp dport 8009 accept comment "ajp"
  }
}
`);
});

test.each([[1, '4000'], [10, '4000-4009']])('other members reach the %d ports of which a receiver takes one: %s', (autoBind, ports) => {
  const { was: [was] } = new MachineTier({ tomcat: { receiver: { autoBind } } });
  expect(was.files['/etc/tomcat-tier/firewall.nft']).toContain(`ip saddr 10.1.0.12 tcp dport ${ports} accept comment "replication"\n`);
});

test('those who may do the same share a rule, in the order of their addresses', () => {
  expect(rules(flow(['10.0.0.10/32'], 80), flow(['10.0.0.9/32', '10.0.2.0/24'], 80), flow(['10.0.0.9/32'], 80), flow(['10.0.0.9/32'], 443))).toEqual([
    'ip saddr { 10.0.0.9, 10.0.0.10, 10.0.2.0/24 } tcp dport 80 accept comment "http"',
    'ip saddr 10.0.0.9 tcp dport 443 accept comment "http"',
  ]);
});

test('a set says no address twice', () => {
  expect(rules(flow(INTERNET, 80), flow(['10.0.0.9/32'], 80))).toEqual(['ip saddr 0.0.0.0/0 tcp dport 80 accept comment "http"']);
  expect(rules(flow(['10.0.0.0/16', '10.0.1.0/24', '10.0.1.4', '10.1.0.0/24', '10.0.0.0/16'], 80)))
    .toEqual(['ip saddr { 10.0.0.0/16, 10.1.0.0/24 } tcp dport 80 accept comment "http"']);
});

test('ranges of ports, IPv6, multicast and strange purposes', () => {
  expect(rules(flow(['10.0.0.9/32', '2001:db8::/32'], 0, { ports: { first: 4000, last: 4009 } }))).toEqual([
    'ip saddr 10.0.0.9 tcp dport 4000-4009 accept comment "http"',
    'ip6 saddr 2001:db8::/32 tcp dport 4000-4009 accept comment "http"',
  ]);
  expect(rules(flow(['10.0.0.9/32'], 45_564, { address: '228.0.0.4', protocol: 'udp', purpose: 'a "b" \\ \u00e9' }))).toEqual([
    'ip saddr 10.0.0.9 ip daddr 228.0.0.4 udp dport 45564 accept comment "a  b     "',
  ]);
  expect(ruleset('web-01', [flow(['10.0.0.9/32'], 45_564, { address: '228.0.0.4', protocol: 'udp' })])).toContain('ip protocol igmp accept');
});

test('nothing depends on the order of flows', () => {
  const flows = [flow(['10.0.0.9/32'], 80), flow(['10.0.0.10/32'], 80), flow(INTERNET, 443), flow(['10.0.0.9/32'], 22, { purpose: 'ssh' })];
  expect(ruleset('web-01', [...flows].reverse())).toBe(ruleset('web-01', flows));
});

test('it can be switched off', () => {
  const { was: [was] } = new MachineTier({ hostFirewall: false });
  expect(Object.keys(was.files).filter((path) => /firewall/.test(path))).toEqual([]);
  expect(was.files['/etc/systemd/system/tomcat-tier-a.service']).not.toContain('firewall');
  expect(was._configuration.document.packages).not.toContain('nftables');
});

test('on the RHEL family it takes the place of firewalld', () => {
  const { web } = new MachineTier({ osFamily: 'rhel' });
  expect(web._configuration.document.disabled).toEqual(['firewalld.service']);
});
