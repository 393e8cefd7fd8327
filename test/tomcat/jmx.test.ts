import { JmxOptions, TomcatInstance } from 'cdktf-tomcat-cluster';
import { AzureProgram } from '../azure/azure-program';
import { MachineTier } from '../machine/tier';
import { problemOf, Tier } from '../support/program';

const CONF = '/srv/tomcat/a/conf';

function withJmx(options: Partial<JmxOptions> = {}, tier = new Tier()): TomcatInstance {
  return tier.tomcat('a', { jmx: { username: 'ops', password: tier.secret, ...options } });
}

/** What the JVM is told of JMX. */
function properties({ files }: TomcatInstance): string[] {
  return (/CATALINA_OPTS='(.*)'/.exec(files['/srv/tomcat/a/bin/setenv.sh'])?.[1] ?? '').split(' ').filter((word) => /jmx|rmi|login/.test(word));
}

test('is off unless asked for', () => {
  const instance = new Tier().tomcat('a');
  expect(properties(instance)).toEqual([]);
  expect(Object.keys(instance.files).filter((path) => path.includes('jmx'))).toEqual([]);
});

test('is on one port of 127.0.0.1, for a user with a password who only looks', () => {
  const instance = withJmx();
  expect(properties(instance)).toEqual([
    '-Dcom.sun.management.jmxremote.host=127.0.0.1',
    '-Dcom.sun.management.jmxremote.port=9010',
    '-Dcom.sun.management.jmxremote.rmi.port=9010',
    '-Djava.rmi.server.hostname=127.0.0.1',
    '-Dcom.sun.management.jmxremote.ssl=false',
    '-Dcom.sun.management.jmxremote.authenticate=true',
    '-Dcom.sun.management.jmxremote.login.config=TomcatJmx',
    `-Djava.security.auth.login.config=${CONF}/jmx-login.config`,
    `-Dcom.sun.management.jmxremote.access.file=${CONF}/jmx.access`,
  ]);
  expect(instance.files[`${CONF}/jmx-login.config`])
    .toBe(`TomcatJmx {\n  com.sun.jmx.remote.security.FileLoginModule required passwordFile="${CONF}/jmx.password" hashPasswords="false";\n};\n`);
  expect(instance.files[`${CONF}/jmx.access`]).toBe('ops readonly\n');
  expect(instance.files[`${CONF}/jmx.password`]).toBe('ops {{ajp_secret}}\n');
  expect(instance._service.listeners().find(({ purpose }) => purpose === 'JMX')).toEqual({ port: 9010, protocol: 'tcp', purpose: 'JMX', reachable: false });
});

test('lets a user change things who may', () => {
  expect(withJmx({ readwrite: true }).files[`${CONF}/jmx.access`]).toBe('ops readwrite\n');
});

test('is on the address of the instance for addresses that are named, and the port of its place', () => {
  const tier = new Tier();
  const instance = tier.tomcat('a', { portIndex: 2, jmx: { username: 'ops', password: tier.secret, allowedFrom: ['10.9.0.0/24'] } });
  expect(properties(instance)).toEqual(expect.arrayContaining([
    `-Dcom.sun.management.jmxremote.host=${instance._address}`, '-Dcom.sun.management.jmxremote.port=9030', `-Djava.rmi.server.hostname=${instance._address}`,
  ]));
});

test('has a rule in the firewall of its machine, for these addresses only', () => {
  const password = new Tier().secret;
  const rules = (allowedFrom?: string[]) => new MachineTier({ tomcat: { jmx: { username: 'ops', password, allowedFrom } } }).was[0].files['/etc/tomcat-tier/firewall.nft'];
  expect(rules(['10.9.0.0/24'])).toContain('ip saddr 10.9.0.0/24 tcp dport 9010 accept comment "jmx"');
  expect(rules()).not.toContain('9010');
});

test('has a rule in the security group of its tier', () => {
  const program = new AzureProgram();
  program.tomcat('a', program.was.add('was-01'), { jmx: { username: 'ops', password: program.secret, allowedFrom: ['10.9.0.0/24', '10.8.0.7/32'] } });
  expect(program.rules('was')['allow-jmx-administrators-to-was']).toMatchObject({
    source_address_prefixes: ['10.9.0.0/24', '10.8.0.7/32'], destination_port_range: '9010', protocol: 'Tcp', access: 'Allow',
  });
});

test('does not share its port', () => {
  const tier = new Tier();
  withJmx({ port: 8009 }, tier);
  expect(tier.problems).toMatchObject([{ code: 'PORT_TAKEN', got: expect.stringMatching(/^(JMX|AJP connector) on .*, port 8009\/tcp/) }]);
});

test.each<[Partial<JmxOptions>, string]>([
  [{ username: 'o p' }, 'the JMX user "o p"'], [{ username: '' }, 'the JMX user ""'], [{ allowedFrom: ['10.0.0.1/32', '0.0.0.0/0'] }, 'JMX for 0.0.0.0/0'],
])('%j is refused', (options, got) => {
  expect(problemOf(() => withJmx(options))).toMatchObject({ code: 'JMX', path: 'shop/a', got });
});

test.each<[Partial<JmxOptions>, string]>([[{ port: 0 }, 'PORT'], [{ allowedFrom: ['10.0.0.1/8'] }, 'CIDR'], [{ password: 'secret' as never }, 'SECRET_IN_CLEAR']])('%j is refused as %s', (options, code) => {
  expect(problemOf(() => withJmx(options)).code).toBe(code);
});
