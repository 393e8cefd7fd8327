import { Connector, MultiSiteWasNode, WebApplication } from 'cdktf-tomcat-cluster';
import { MachineHost } from '../support/machine-host';
import { Tier } from '../support/program';

const application = WebApplication.sessionProbe();

test('the sites of a node have instances of their own, on ports that never meet', () => {
  const tier = new Tier();
  const host = new MachineHost(tier.stack, 'machine-01', '10.0.0.4');
  const sites = ['a', 'b', 'c'].map((id) => ({ cluster: tier.cluster(id), application }));
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
    sites: [{ cluster: tier.cluster('a'), application, jvmRoute: 'route', receiver: { port: 4321 }, connectors: [Connector.ajp({ port: 9009 })] }],
  });
  const serverXml = node.instances[0].files['/srv/tomcat/a/conf/server.xml'];
  expect(serverXml).toContain('jvmRoute="route"');
  expect(serverXml).toMatch(/<Receiver .*port="4321"/);
  expect(serverXml.match(/<Connector .*?port="\d+"/g)).toEqual([expect.stringContaining('port="9009"')]);
});

test('options of the node hold for every site', () => {
  const tier = new Tier();
  const sites = ['a', 'b'].map((id) => ({ cluster: tier.cluster(id), application }));
  const { instances } = new MultiSiteWasNode(tier.stack, 'was-01', { host: tier.host('was-01'), ajpSecret: tier.secret, maxHeapMegabytes: 300, sites });
  instances.forEach((instance) => expect(instance.files[`/srv/tomcat/${instance.instanceName}/bin/setenv.sh`]).toContain('-Xmx300m'));
});
