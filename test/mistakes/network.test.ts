import { AzureLoadBalancer, Connector, Membership } from 'cdktf-tomcat-cluster';
import { AzureProgram, Resource } from '../azure/azure-program';
import { LabMachine } from '../machine/lab-machine';
import { describe as message } from '../../src/checks/problem';
import { MachineHost } from '../support/machine-host';
import { Tier } from '../support/program';
import { refusalOf } from '../support/refusal';

/** What the firewalls of two machines of a site, and of its front end, let in. */
function firewalls(membership: Membership): string[][] {
  const tier = new Tier();
  const site = tier.cluster('ecs', { membership });
  const was = [1, 2].map((number) => new LabMachine(tier.stack, `was-0${number}`, { address: `10.1.0.1${number}` }));
  was.forEach((host) => tier.tomcat(`ecs-${host.hostName}`, { host, cluster: site }));
  const web = new LabMachine(tier.stack, 'web-01', { address: '10.1.0.21' });
  tier.frontend('web', [site], { host: web });
  return [was[0], web].map(({ files }) => files['/etc/tomcat-tier/firewall.nft'].match(/ip saddr .*(?= accept)/g) ?? []);
}

/** Two Tomcats of two sites on one machine. */
function neighbours(tier: Tier, ...props: [Parameters<Tier['tomcat']>[1], Parameters<Tier['tomcat']>[1]]): void {
  const host = new MachineHost(tier.stack, 'was-01', '10.0.0.4');
  props.forEach((each, portIndex) => tier.tomcat('ab'[portIndex], { host, portIndex, ...each }));
}

test('M-11: a WAS machine lets AJP in from its front ends, and a web machine opens no port on which nobody listens', () => {
  const [was, web] = firewalls(Membership.staticUnicast());
  expect(was).toContain('ip saddr 10.1.0.21 tcp dport 8009');
  expect(web).toEqual([]); // who visits is said where the machine is: by a load balancer, or by letIn()
});

test('M-11: a security group opens port 80 of the front end, and not 443', () => {
  const program = new AzureProgram();
  new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: program.sites('ecs') });
  const ports = Object.values<Resource>(program.rules('web')).filter(({ access }) => access === 'Allow').map(({ destination_port_range: port }) => port);
  expect(new Set(ports)).toEqual(new Set(['80']));
  expect(program.rules('was')['allow-ajp-web-to-was']).toMatchObject({ access: 'Allow', destination_port_range: '8009' });
});

test('M-15: receivers whose ranges meet are refused', () => {
  const withAutoBind = (autoBind?: number) => refusalOf((tier) => neighbours(tier,
    { cluster: tier.cluster('x'), receiver: { port: 4000, autoBind } }, { cluster: tier.cluster('y'), receiver: { port: 4001, autoBind } }));
  expect(withAutoBind(100)).toBe("[RECEIVER_RANGES_OVERLAP] shop/b: the receiver range 4001 to 4100 on 10.0.0.4; shop/a may take 4000 to 4099; after a restart one could sit on the other's port. Fix: leave autoBind at 1, or put the ports at least autoBind apart.");
  expect(withAutoBind()).toBe('');
});

test('M-18: the port of multicast is opened for UDP alone, from the other members alone', () => {
  const [was] = firewalls(Membership.multicast({ address: '228.0.0.4', port: 45564 }));
  expect(was.filter((rule) => rule.includes('45564'))).toEqual(['ip saddr 10.1.0.12 ip daddr 228.0.0.4 udp dport 45564']);
});

test('M-18: a rule for its port is warned of where multicast is not carried', () => {
  const program = new AzureProgram();
  program.tomcat('a', program.was.add('was-01'));
  program.was.letIn({ name: 'members', addresses: ['10.20.2.0/24'], port: 45564 });
  expect(program.problems.map(message)).toEqual([
    '[RULE_UNUSED] shop/hosts/was: port 45564 for members; it is the port of multicast, which is UDP and which Azure does not carry. Fix: remove letIn().',
  ]);
});

test('M-19: a port of Tomcat for everyone is refused', () => {
  const program = new AzureProgram();
  program.tomcat('a', program.was.add('was-01'), { connectors: [Connector.http({ address: '0.0.0.0' })] });
  program.was.letIn({ name: 'everyone', addresses: ['0.0.0.0/0'], port: 8080 });
  expect(program.problems.map(message)).toEqual([
    '[RULE_TOO_WIDE] shop/hosts/was: port 8080 for everyone from 0.0.0.0/0; AJP, replication and the pages of administrators trust those who reach them. Fix: pass the addresses of those who need the port; for front ends use AzureLoadBalancer.',
  ]);
});

test('M-20: the rule of a security group follows the port of the receivers', () => {
  const program = new AzureProgram();
  const cluster = program.cluster('ecs');
  ['was-01', 'was-02'].forEach((name) => program.tomcat(name, program.was.add(name), { cluster, receiver: { port: 5100 } }));
  expect(program.rules('was')['allow-replication-was-to-was']).toMatchObject({ access: 'Allow', protocol: 'Tcp', destination_port_range: '5100' });
});

test('M-21: a second Tomcat with the HTTP port of the first is refused', () => {
  const second = (port?: number) => ({ connectors: [Connector.http({ port })] });
  const withPort = (port?: number) => refusalOf((tier) => neighbours(tier, second(), second(port)));
  expect(withPort(8080)).toBe('[PORT_TAKEN] shop/b: HTTP connector on 10.0.0.4, port 8080/tcp; shop/a (HTTP connector) has this port already; the second to start would not get it, and would end. Fix: give one of them another port, or leave the port out to have one derived.');
  expect(withPort()).toBe('');
});

test('M-21: a Tomcat that does not get a port ends, instead of running without it', () => {
  const connectors = new Tier().tomcat('a').files['/srv/tomcat/a/conf/server.xml'].match(/<Connector .*/g)!;
  expect(connectors).toHaveLength(2);
  connectors.forEach((connector) => expect(connector).toContain(' throwOnFailure="true"'));
});

test('M-22: machines without public addresses go out through a NAT gateway that their subnets know', () => {
  const program = new AzureProgram();
  program.sites('ecs');
  const { resource } = program.terraform;
  const [gateway] = Object.keys(resource.azurerm_nat_gateway);
  expect(Object.keys(resource.azurerm_nat_gateway)).toHaveLength(1);
  expect(Object.values(resource.azurerm_subnet_nat_gateway_association).map(({ nat_gateway_id: id }) => id))
    .toEqual(Array(2).fill(`\${azurerm_nat_gateway.${gateway}.id}`));
  const interfaces = Object.values(resource.azurerm_network_interface).flatMap(({ ip_configuration: configuration }) => configuration);
  expect(interfaces.map(({ public_ip_address_id: address }) => address)).toEqual(Array(4).fill(undefined));
});

test('M-22: machines that fetch packages from a subnet without a way out are warned of', () => {
  const program = new AzureProgram(undefined, 'shop', { natGateway: false });
  program.tomcat('a', program.was.add('was-01'));
  expect(program.problems.map(message)).toEqual([
    '[OUTBOUND_MISSING] shop/hosts/was: natGateway: false, and tomcat-10.1-package on was-01; the machine installs packages or fetches archives when it boots, and its subnet has no way out. Fix: leave natGateway out, unless routes of your own lead out; or use an image that holds the software, with preinstalled().',
  ]);
});

test('M-28: a receiver on auto is refused', () => {
  const withAddress = (address?: string) => refusalOf((tier) => neighbours(tier, { cluster: tier.cluster('x'), receiver: { address } }, {}));
  expect(withAddress('auto')).toBe('[RECEIVER_ADDRESS] shop/a: the receiver address "auto"; the other members connect to exactly this; auto is often 127.0.1.1, and 0.0.0.0 leads nowhere. Fix: leave receiver.address out, or give the IPv4 address of the instance on the network of its cluster.');
  expect(withAddress()).toBe('');
});

test('M-28: two sites of one multicast port are refused', () => {
  const withPorts = (...ports: number[]) => refusalOf((tier) => ports.forEach((port, index) => tier
    .tomcat('ab'[index], { cluster: tier.cluster('xy'[index], { membership: Membership.multicast({ address: '228.0.0.4', port }) }) })));
  expect(withPorts(45564, 45564)).toBe('[MULTICAST_PORT_SHARED] shop/y: multicast 228.0.0.4:45564; shop/x has the same port; the members of both would join one cluster. Fix: leave the port of Membership.multicast() out, or give each cluster its own.');
  expect(withPorts(45564, 45565)).toBe('');
});
