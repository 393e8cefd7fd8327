import { Connector, MultiSiteWasNode, RedisServer, RedisSessions, RedissonJars, WebApplication } from 'cdktf-tomcat-cluster';
import { MachineHost } from '../support/machine-host';
import { problemOf, Tier } from '../support/program';

const applications = [WebApplication.sessionProbe()];

test('the sites of a node have instances of their own, on ports that never meet', () => {
  const tier = new Tier();
  const host = new MachineHost(tier.stack, 'machine-01', '10.0.0.4');
  const sites = ['a', 'b', 'c'].map((id) => ({ cluster: tier.cluster(id), applications }));
  const { instances } = new MultiSiteWasNode(tier.stack, 'was-01', { host, ajpSecret: tier.secret, sites });
  expect(instances.map(({ instanceName, jvmRoute }) => [instanceName, jvmRoute])).toEqual([
    ['a', 'a-machine-01'], ['b', 'b-machine-01'], ['c', 'c-machine-01'],
  ]);
  expect(tier.problems).toEqual([]);
});

test('what a site says wins over what is derived for it', () => {
  const tier = new Tier();
  const node = new MultiSiteWasNode(tier.stack, 'was-01', {
    host: tier.host('was-01'),
    ajpSecret: tier.secret,
    sites: [{ cluster: tier.cluster('a'), applications, jvmRoute: 'route', receiver: { port: 4321 }, connectors: [Connector.ajp({ port: 9009 })] }],
  });
  const serverXml = node.instances[0].files['/srv/tomcat/a/conf/server.xml'];
  expect(serverXml).toContain('jvmRoute="route"');
  expect(serverXml).toMatch(/<Receiver .*port="4321"/);
  expect(serverXml.match(/<Connector .*?port="\d+"/g)).toEqual([expect.stringContaining('port="9009"')]);
});

test('options of the node hold for every site', () => {
  const tier = new Tier();
  const sites = ['a', 'b'].map((id) => ({ cluster: tier.cluster(id), applications }));
  const { instances } = new MultiSiteWasNode(tier.stack, 'was-01', { host: tier.host('was-01'), ajpSecret: tier.secret, maxHeapMegabytes: 300, sites });
  instances.forEach((instance) => expect(instance.files[`/srv/tomcat/${instance.instanceName}/bin/setenv.sh`]).toContain('-Xmx300m'));
});

describe('the ports of a site', () => {
  const ajpPorts = (sites: { [id: string]: number | undefined }) => {
    const tier = new Tier();
    const { instances } = new MultiSiteWasNode(tier.stack, 'was-01', {
      host: tier.host('was-01'), ajpSecret: tier.secret, sites: Object.entries(sites).map(([id, portIndex]) => ({ cluster: tier.cluster(id), applications, portIndex })),
    });
    return Object.fromEntries(instances.map(({ instanceName, _ports: { ajp } }) => [instanceName, ajp]));
  };

  test('stay when a site before it is removed, where it says which it has', () => {
    expect(ajpPorts({ a: undefined, b: undefined, c: undefined })).toEqual({ a: 8009, b: 8019, c: 8029 });
    expect(ajpPorts({ b: 1, c: 2 })).toEqual({ b: 8019, c: 8029 });
  });

  test('are its own', () => {
    expect(problemOf(() => ajpPorts({ a: 1, b: undefined }))).toMatchObject({ code: 'PORT_TAKEN', path: 'shop/was-01', got: 'the portIndex 1 of a and of b' });
    expect(problemOf(() => ajpPorts({ a: 5653 }))).toMatchObject({ code: 'OPTION_RANGE' });
  });
});

describe('a site', () => {
  test('may differ from the others in what the node says of all, and run several applications', () => {
    const tier = new Tier();
    const admin = WebApplication.sessionProbe({ contextPath: '/admin' });
    const { instances: [small, large] } = new MultiSiteWasNode(tier.stack, 'was-01', {
      host: tier.host('was-01'),
      ajpSecret: tier.secret,
      maxHeapMegabytes: 300,
      sites: [
        { cluster: tier.cluster('small'), applications, maxHeapMegabytes: undefined },
        { cluster: tier.cluster('large'), applications: [...applications, admin], maxHeapMegabytes: 900 },
      ],
    });
    expect(small.files['/srv/tomcat/small/bin/setenv.sh']).toContain('-Xmx300m');
    expect(large.files['/srv/tomcat/large/bin/setenv.sh']).toContain('-Xmx900m');
    expect(large.applications).toEqual([...applications, admin]);
  });

  test('may keep its sessions in Redis, or in its one Tomcat', () => {
    const tier = new Tier();
    const redisSessions = new RedisSessions(tier.stack, 'shop', { server: RedisServer.single('10.0.0.9:6379'), jars: RedissonJars.repository('https://maven.example.com/releases') });
    const { instances } = new MultiSiteWasNode(tier.stack, 'was-01', {
      host: new MachineHost(tier.stack, 'machine-01', '10.0.0.4'), ajpSecret: tier.secret, sites: [{ redisSessions, applications }, { instanceName: 'lone', applications }],
    });
    expect(instances.map(({ instanceName, jvmRoute, _ports: { ajp } }) => [instanceName, jvmRoute, ajp])).toEqual([
      ['shop', 'shop-machine-01', 8009], ['lone', 'lone', 8019],
    ]);
  });

  test('has a name', () => {
    const tier = new Tier();
    expect(problemOf(() => new MultiSiteWasNode(tier.stack, 'was-01', { host: tier.host('was-01'), sites: [{ applications }] }))).toMatchObject({
      code: 'SERVICE_NAME', path: 'shop/was-01', got: 'the site 0 of the list', fix: 'say an instanceName',
    });
  });
});
