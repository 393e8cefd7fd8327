import { TomcatInstance } from 'cdktf-tomcat-cluster';
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
      code: 'ENVIRONMENT_NAME',
      what: 'a variable of the process with another name than letters, digits and `_`',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, environment: { 'SHOP-MODE': 'live' } }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, environment: { SHOP_MODE: 'live' } }),
    },
  ],
};
