import { TerraformVariable } from 'cdktf';
import { Connector, DockerHosts, DockerNetwork, TomcatInstance } from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const ports: Concept = {
  title: 'Ports and addresses',
  examples: [
    {
      code: 'PORT_TAKEN',
      what: 'two listeners on one port of one address, or two published ports',
      fails: ({ stack, machine }) => {
        new TomcatInstance(stack, 'shop', { host: machine, connectors: [Connector.http({ port: 8088 })] });
        new TomcatInstance(stack, 'admin', { host: machine, connectors: [Connector.http({ port: 8088 })] });
      },
      passes: ({ stack, machine }) => {
        new TomcatInstance(stack, 'shop', { host: machine, connectors: [Connector.http({ port: 8088 })] });
        new TomcatInstance(stack, 'admin', { host: machine, connectors: [Connector.http({ port: 8089 })] });
      },
    },
    {
      code: 'PUBLISHED_PORT_UNUSED',
      what: 'a published port on which no service of the host listens for others than itself',
      fails: ({ stack, hosts }) => {
        const host = hosts.add('was-01', { publish: [{ port: 8080, hostPort: 8081 }] });
        new TomcatInstance(stack, 'shop', { host, connectors: [Connector.http()] });
      },
      passes: ({ stack, hosts }) => {
        const host = hosts.add('was-01', { publish: [{ port: 8080, hostPort: 8081 }] });
        new TomcatInstance(stack, 'shop', { host, connectors: [Connector.http({ address: '0.0.0.0' })] });
      },
    },
    {
      code: 'ADDRESS_UNUSED',
      what: 'an address of a container under the name of no service of its host',
      fails: ({ stack, hosts, secret }) => {
        const host = hosts.add('was-01', { addresses: { tomcat: '172.30.0.77' } });
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret });
      },
      passes: ({ stack, hosts, secret }) => {
        const host = hosts.add('was-01', { addresses: { shop: '172.30.0.77' } });
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret });
      },
    },
    {
      code: 'SHUTDOWN_PORT',
      what: 'a Tomcat with a shutdown port',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, shutdownPort: 8005 }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, shutdownPort: -1 }),
    },
    {
      code: 'PORT',
      what: 'a port that is not a whole number from 1 to 65535',
      fails: () => Connector.http({ port: 65_536 }),
      passes: () => Connector.http({ port: 65_535 }),
    },
    {
      code: 'SUBNET',
      what: 'a subnet that is none',
      fails: ({ stack }) => new DockerHosts(stack, 'containers', { subnet: '172.30.0.0' }),
      passes: ({ stack }) => new DockerHosts(stack, 'containers', { subnet: '172.30.0.0/24' }),
    },
    {
      code: 'VALUE_NOT_KNOWN',
      what: 'what only Terraform knows, where the program needs it: names, addresses, ids, URLs, ports of machines, numbers that others follow from',
      fails: ({ stack }) => {
        const subnet = new TerraformVariable(stack, 'subnet', { type: 'string' }).stringValue;
        new DockerHosts(stack, 'containers', { subnet });
      },
      passes: ({ stack }) => {
        const subnet = process.env.SHOP_SUBNET ?? '172.30.0.0/24';
        new DockerHosts(stack, 'containers', { subnet });
      },
    },
    {
      code: 'SUBNET_FULL',
      what: 'a subnet that has no address left',
      fails: ({ stack }) => {
        const hosts = new DockerHosts(stack, 'containers', { network: DockerNetwork.bridge('team', '10.0.0.0/29') });
        for (const number of [1, 2, 3, 4, 5, 6]) {
          new TomcatInstance(stack, `shop-${number}`, { host: hosts.add(`was-0${number}`), connectors: [Connector.http()] });
        }
      },
      passes: ({ stack }) => {
        const hosts = new DockerHosts(stack, 'containers', { network: DockerNetwork.bridge('team', '10.0.0.0/29') });
        for (const number of [1, 2, 3, 4, 5]) {
          new TomcatInstance(stack, `shop-${number}`, { host: hosts.add(`was-0${number}`), connectors: [Connector.http()] });
        }
      },
    },
    {
      code: 'ADDRESS_NOT_OWN',
      what: 'a connector or a receiver on an address that its container, or its machine on Azure, does not have',
      fails: ({ stack, host }) => new TomcatInstance(stack, 'shop', { host, connectors: [Connector.http({ address: '10.1.2.3' })] }),
      passes: ({ stack, host }) => new TomcatInstance(stack, 'shop', { host, connectors: [Connector.http({ address: '0.0.0.0' })] }),
    },
    {
      code: 'ADDRESS_OUTSIDE_SUBNET',
      what: 'an address that is not one of the subnet for hosts',
      fails: ({ was }) => was.add('was-01', { address: '10.20.2.3' }),
      passes: ({ was }) => was.add('was-01', { address: '10.20.2.4' }),
    },
    {
      code: 'ADDRESS_TAKEN',
      what: 'one address for two',
      fails: ({ stack, was }) => {
        for (const name of ['was-01', 'was-02']) {
          new TomcatInstance(stack, name, { host: was.add(name, { address: '10.20.2.20' }), connectors: [Connector.http()] });
        }
      },
      passes: ({ stack, was }) => {
        for (const [name, address] of [['was-01', '10.20.2.20'], ['was-02', '10.20.2.21']]) {
          new TomcatInstance(stack, name, { host: was.add(name, { address }), connectors: [Connector.http()] });
        }
      },
    },
  ],
};
