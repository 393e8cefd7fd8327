import { TerraformVariable } from 'cdktf';
import { Connector, PublishedPort } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { MachineHost } from '../support/machine-host';
import { synth, Tier } from '../support/program';

const FIX = 'give one of them another port, or leave the port out to have one derived';

describe('PORT_TAKEN', () => {
  test('every derived port of a second Tomcat with the same port index is named', () => {
    const tier = new Tier();
    const host = new MachineHost(tier.stack, 'was-01', '10.0.0.4');
    tier.tomcat('a', { host, cluster: tier.cluster('x') });
    tier.tomcat('b', { host, cluster: tier.cluster('y') });
    const taken = { code: 'PORT_TAKEN', path: 'shop/b', fix: FIX };
    expectErrors(tier.problems,
      { ...taken, got: 'AJP connector on 10.0.0.4, port 8009/tcp', why: 'shop/a (AJP connector)' },
      { ...taken, got: 'HTTP connector on 10.0.0.4, port 8080/tcp', why: 'shop/a (HTTP connector)' },
      { ...taken, got: 'cluster receiver on 10.0.0.4, port 4000/tcp', why: 'shop/a (cluster receiver)' });
  });

  test('the same ports on containers with addresses of their own are accepted', () => {
    const tier = new Tier();
    const host = tier.host('was-01');
    tier.tomcat('a', { host, cluster: tier.cluster('x') });
    tier.tomcat('b', { host, cluster: tier.cluster('y') });
    expect(tier.problems).toEqual([]);
  });

  test('a shutdown port that a connector of the same Tomcat has is refused', () => {
    const tier = new Tier();
    tier.tomcat('a', { host: new MachineHost(tier.stack, 'was-01', '10.0.0.4'), shutdownPort: 8080 });
    expectErrors(tier.problems.filter(({ severity }) => severity === 'error'), {
      code: 'PORT_TAKEN', path: 'shop/a', got: 'HTTP connector on 10.0.0.4, port 8080/tcp', why: 'shop/a (shutdown port)', fix: FIX,
    });
  });

  test('a machine that runs httpd on 8080 has no room for a Tomcat there', () => {
    const tier = new Tier();
    const host = new MachineHost(tier.stack, 'all-01', '10.0.0.4');
    const tomcat = tier.tomcat('a', { host });
    tier.frontend('web', [tomcat], { host, port: 8080 });
    expectErrors(tier.problems, {
      code: 'PORT_TAKEN', path: 'shop/web', got: 'httpd on 10.0.0.4, port 8080/tcp', why: 'shop/a (HTTP connector)', fix: FIX,
    });
  });

  function twoWebHosts(second: Omit<PublishedPort, 'port'>) {
    const tier = new Tier();
    const tomcat = tier.tomcat('a');
    tier.frontend('x', [tomcat], { host: tier.hosts.add('web-01', { publish: [{ port: 80, hostPort: 8081 }] }) });
    tier.frontend('y', [tomcat], { host: tier.hosts.add('web-02', { publish: [{ port: 80, ...second }] }) });
    return tier.problems;
  }

  test.each<[string, Omit<PublishedPort, 'port'>, string]>([
    ['the same port of 127.0.0.1', { hostPort: 8081 }, '127.0.0.1'],
    ['the same port of every address', { hostPort: 8081, hostAddress: '0.0.0.0' }, '0.0.0.0'],
  ])('two hosts that publish %s are refused', (_, second, address) => {
    expectErrors(twoWebHosts(second), {
      code: 'PORT_TAKEN', path: 'shop/hosts/web-02', got: `published port on ${address}, port 8081/tcp`, why: 'shop/hosts/web-01 (published port)', fix: FIX,
    });
  });

  test.each<[string, Omit<PublishedPort, 'port'>]>([
    ['different ports', { hostPort: 8082 }],
    ['one port of different addresses', { hostPort: 8081, hostAddress: '192.0.2.7' }],
  ])('two hosts that publish %s are accepted', (_, second) => {
    expect(twoWebHosts(second)).toEqual([]);
  });

  test('a port that only Terraform knows is left alone', () => {
    const tier = new Tier();
    const host = new MachineHost(tier.stack, 'was-01', '10.0.0.4');
    const port = new TerraformVariable(tier.stack, 'port', { type: 'number' }).numberValue;
    tier.tomcat('a', { host, connectors: [Connector.http({ port })] });
    tier.tomcat('b', { host });
    expect(tier.problems).toEqual([]);
    expect(synth(tier.app).error).toBeUndefined();
  });
});

describe('RECEIVER_RANGES_OVERLAP', () => {
  test('ranges of different machines may be the same', () => {
    const tier = new Tier();
    const cluster = tier.cluster('x');
    tier.tomcat('a', { host: new MachineHost(tier.stack, 'was-01', '10.0.0.4'), cluster, receiver: { autoBind: 100 } });
    tier.tomcat('b', { host: new MachineHost(tier.stack, 'was-02', '10.0.0.5'), cluster, receiver: { autoBind: 100 } });
    expect(tier.problems).toEqual([]);
  });
});

test('an address for a name that no service of its host has is refused, and said with the names there are', () => {
  const tier = new Tier();
  const host = tier.hosts.add('was-01', { addresses: { a: '172.30.0.11', tomcat: '172.30.0.12' } });
  ['a', 'b'].forEach((id) => tier.tomcat(id, { host }));
  expectErrors(tier.problems, {
    code: 'ADDRESS_UNUSED', path: 'shop/hosts/was-01', got: 'the address 172.30.0.12 for tomcat', why: 'it has a, b', fix: 'the instanceName or id of a Tomcat, or httpd',
  });
});

describe('PUBLISHED_PORT_UNUSED', () => {
  function publishing(port: number) {
    const tier = new Tier();
    tier.frontend('web', [tier.tomcat('a')], { host: tier.hosts.add('web-01', { publish: [{ port, hostPort: 8081 }] }) });
    return tier.problems;
  }

  test('a published port on which nothing listens is refused', () => {
    expectErrors(publishing(8080), {
      code: 'PUBLISHED_PORT_UNUSED',
      path: 'shop/hosts/web-01',
      got: 'port 8080 published as 8081',
      why: 'no service of web-01 listens on 8080',
      fix: 'publish the port of a front end, such as 80, or bind the connector with Connector.http(',
    });
  });

  test.each([[undefined, 1], ['0.0.0.0', 0]])('a published HTTP connector on %s has %s problems: others must reach it', (address, count) => {
    const tier = new Tier();
    const host = tier.hosts.add('was-01', { publish: [{ port: 8080, hostPort: 8080 }] });
    tier.tomcat('a', { host, connectors: [Connector.http({ address })] });
    expect(tier.problems.map(({ code }) => code)).toEqual(Array(count).fill('PUBLISHED_PORT_UNUSED'));
  });

  test('the published port of a front end is accepted', () => {
    expect(publishing(80)).toEqual([]);
  });
});

describe('RULE_TOO_WIDE', () => {
  function published(port: number, hostAddress?: string) {
    const tier = new Tier();
    const cluster = tier.cluster('x');
    const host = tier.hosts.add('was-01', { publish: [{ port, hostPort: 18009, hostAddress }] });
    const tomcat = tier.tomcat('a', { cluster, host });
    tier.frontend('web', [tomcat], { host: tier.hosts.add('web-01', { publish: [{ port: 80, hostPort: 80, hostAddress: '0.0.0.0' }] }) });
    return tier.problems.filter(({ code }) => code !== 'PUBLISHED_PORT_UNUSED');
  }

  test.each([[8009, '0.0.0.0', 'AJP connector'], [4000, '192.0.2.7', 'cluster receiver']])('port %d published on %s is refused', (port, address, purpose) => {
    expectErrors(published(port, address), {
      code: 'RULE_TOO_WIDE', path: 'shop/hosts/was-01', got: `the ${purpose} of shop/a, port ${port}, published as 18009 on ${address}`,
      why: 'trust those who reach them', fix: 'leave it out of publish',
    });
  });

  test('a port for the machine of the engine alone is accepted, and that of httpd for everyone', () => {
    expect(published(8009)).toEqual([]);
    expect(published(4000, '127.0.0.1')).toEqual([]);
  });

  test('an address that only Terraform knows is left alone', () => {
    const tier = new Tier();
    const hostAddress = new TerraformVariable(tier.stack, 'address', { type: 'string' }).stringValue;
    tier.tomcat('a', { host: tier.hosts.add('was-01', { publish: [{ port: 8009, hostPort: 18009, hostAddress }] }) });
    expect(tier.problems).toEqual([]);
  });
});
