import { ApacheJkFrontend, DockerHosts, DockerNetwork, Route, TomcatInstance } from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const services: Concept = {
  title: 'Hosts and services',
  examples: [
    {
      code: 'RUNS_AS_ROOT',
      what: 'a service that runs as root',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, runAs: 'root' }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, runAs: 'shop' }),
    },
    {
      code: 'HOST_NAME',
      what: 'a name that cannot be that of a host',
      fails: ({ hosts }) => hosts.add('was_01'),
      passes: ({ hosts }) => hosts.add('was-01'),
    },
    {
      code: 'TIME_ZONE',
      what: 'a `timeZone` that is no name of the time zone database',
      fails: ({ stack }) => new DockerHosts(stack, 'hosts', { timeZone: 'KST' }),
      passes: ({ stack }) => new DockerHosts(stack, 'hosts', { timeZone: 'Asia/Seoul' }),
    },
    {
      code: 'SERVICE_NAME',
      what: 'a name that cannot be that of a container or unit and its folder',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, instanceName: 'the shop' }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, instanceName: 'the-shop' }),
    },
    {
      code: 'SERVICE_NAME_TAKEN',
      what: 'two services of one name on a host',
      fails: ({ stack, host, secret }) => {
        new TomcatInstance(stack, 'blue', { host, ajpSecret: secret, instanceName: 'shop' });
        new TomcatInstance(stack, 'green', { host, ajpSecret: secret, instanceName: 'shop' });
      },
      passes: ({ stack, host, secret }) => {
        new TomcatInstance(stack, 'blue', { host, ajpSecret: secret });
        new TomcatInstance(stack, 'green', { host, ajpSecret: secret });
      },
    },
    {
      code: 'DOCKER_NAME',
      what: 'a name that Docker does not take for a container or a network, of more than 63 characters, or that another one of the engine has',
      fails: ({ stack }) => ['web', 'was'].map((id) => new DockerHosts(stack, id)),
      passes: ({ stack }) => [['web', '172.30.1.0/24'], ['was', '172.30.2.0/24']].map(([id, subnet]) => new DockerHosts(stack, id, { namePrefix: `shop-${id}`, subnet })),
    },
    {
      code: 'DOCKER_VOLUME',
      what: 'a volume with a relative path, with both or none of `hostPath` and `volumeName`, or at a path of the library or of another volume',
      fails: ({ hosts }) => hosts.add('was-01', { volumes: [{ containerPath: '/srv/uploads' }] }),
      passes: ({ hosts }) => hosts.add('was-01', { volumes: [{ containerPath: '/srv/uploads', volumeName: 'shop-uploads' }] }),
    },
    {
      code: 'NETWORKS_ISOLATED',
      what: 'containers on different networks of Docker that have to reach each other',
      fails: ({ stack, tomcat }) => {
        const edge = new DockerHosts(stack, 'edge', { namePrefix: 'edge', subnet: '172.31.0.0/24' });
        const web = new ApacheJkFrontend(stack, 'web', { host: edge.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
      passes: ({ stack, hosts, tomcat }) => {
        const edge = new DockerHosts(stack, 'edge', { namePrefix: 'edge', network: DockerNetwork.bridge(hosts.networkName, '172.30.0.0/24') });
        const web = new ApacheJkFrontend(stack, 'web', { host: edge.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'ENVIRONMENT_NAME',
      what: 'a variable of the process with another name than letters, digits and `_`, or of a name that the library has a value for, such as `CATALINA_OPTS`',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, environment: { 'SHOP-MODE': 'live' } }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, environment: { SHOP_MODE: 'live' } }),
    },
  ],
};
