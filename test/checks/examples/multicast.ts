import { DockerHosts, DockerNetwork, Membership, SessionCluster, TomcatInstance } from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const multicast: Concept = {
  title: 'Multicast',
  examples: [
    {
      code: 'MULTICAST_ADDRESS',
      what: 'a group outside of 224.0.1.0 to 239.255.255.255',
      fails: ({ stack }) => new SessionCluster(stack, 'site', { membership: Membership.multicast({ address: '192.168.1.1' }) }),
      passes: ({ stack }) => new SessionCluster(stack, 'site', { membership: Membership.multicast({ address: '228.0.0.4' }) }),
    },
    {
      code: 'MULTICAST_PORT_SHARED',
      what: 'two clusters of one network on one multicast port, even with different groups',
      fails: ({ stack }) => {
        new SessionCluster(stack, 'site-a', { membership: Membership.multicast({ address: '228.0.0.4', port: 45564 }) });
        new SessionCluster(stack, 'site-b', { membership: Membership.multicast({ address: '228.0.0.5', port: 45564 }) });
      },
      passes: ({ stack }) => {
        new SessionCluster(stack, 'site-a', { membership: Membership.multicast({ address: '228.0.0.4', port: 45564 }) });
        new SessionCluster(stack, 'site-b', { membership: Membership.multicast({ address: '228.0.0.5', port: 45565 }) });
      },
    },
    {
      code: 'MULTICAST_UNSUPPORTED',
      what: 'multicast on a network that does not carry it: an overlay network, or one of Azure',
      fails: ({ stack, secret }) => {
        const hosts = new DockerHosts(stack, 'hosts', { network: DockerNetwork.overlay('swarm', '10.0.1.0/24') });
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast() });
        new TomcatInstance(stack, 'tomcat', { host: hosts.add('was-01'), cluster, ajpSecret: secret });
      },
      passes: ({ stack, secret }) => {
        const hosts = new DockerHosts(stack, 'hosts', { network: DockerNetwork.overlay('swarm', '10.0.1.0/24') });
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.staticUnicast() });
        new TomcatInstance(stack, 'tomcat', { host: hosts.add('was-01'), cluster, ajpSecret: secret });
      },
    },
    {
      code: 'MULTICAST_ACROSS_SUBNETS',
      what: 'multicast with a ttl of 1 between members in different networks or subnets',
      fails: ({ stack, machineIn, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast() });
        for (const [name, subnet] of [['east', '10.31.1.0/24'], ['west', '10.31.2.0/24']]) {
          new TomcatInstance(stack, `tomcat-${name}`, { host: machineIn(subnet, `was-${name}`), cluster, ajpSecret: secret });
        }
      },
      passes: ({ stack, machineIn, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast({ ttl: 4 }) });
        for (const [name, subnet] of [['east', '10.31.1.0/24'], ['west', '10.31.2.0/24']]) {
          new TomcatInstance(stack, `tomcat-${name}`, { host: machineIn(subnet, `was-${name}`), cluster, ajpSecret: secret });
        }
      },
    },
    {
      code: 'MULTICAST_DROP_TIME',
      what: 'a `dropTimeMillis` of less than three times `frequencyMillis`',
      fails: ({ stack }) => new SessionCluster(stack, 'site', { membership: Membership.multicast({ frequencyMillis: 500, dropTimeMillis: 1000 }) }),
      passes: ({ stack }) => new SessionCluster(stack, 'site', { membership: Membership.multicast({ frequencyMillis: 500, dropTimeMillis: 1500 }) }),
    },
    {
      code: 'MULTICAST_LOOPBACK',
      what: '`localLoopbackDisabled` with two members on one host',
      fails: ({ stack, host, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast({ localLoopbackDisabled: true }) });
        new TomcatInstance(stack, 'tomcat-a', { host, cluster, ajpSecret: secret, jvmRoute: 'a' });
        new TomcatInstance(stack, 'tomcat-b', { host, cluster, ajpSecret: secret, jvmRoute: 'b', portIndex: 1 });
      },
      passes: ({ stack, host, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast() });
        new TomcatInstance(stack, 'tomcat-a', { host, cluster, ajpSecret: secret, jvmRoute: 'a' });
        new TomcatInstance(stack, 'tomcat-b', { host, cluster, ajpSecret: secret, jvmRoute: 'b', portIndex: 1 });
      },
    },
  ],
};
