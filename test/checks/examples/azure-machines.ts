import { createHash } from 'node:crypto';
import {
  ApacheJkFrontend, AzureExistingVm, AzureKeyVault, AzureLoadBalancer, AzureSubnet, AzureVmHosts, ExternalTomcats, Membership, Route, SessionCluster,
  TlsCertificate, TomcatInstance,
} from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const azureMachines: Concept = {
  title: 'Machines on Azure',
  examples: [
    {
      code: 'PAYLOAD_TOO_LARGE',
      what: 'a first boot of more than 87,380 characters; the message names the largest files',
      open: /(?<=of )\d+(?= characters)|(?<=setenv\.sh ).*$/g,
      fails: ({ stack, was, secret }) => {
        const random = Array.from({ length: 1200 }, (_, round) => createHash('sha512').update(String(round)).digest('base64')).join('');
        new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret, environment: { LICENCES: random } });
      },
      passes: ({ stack, was, secret }) => {
        const random = Array.from({ length: 200 }, (_, round) => createHash('sha512').update(String(round)).digest('base64')).join('');
        new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret, environment: { LICENCES: random } });
      },
    },
    {
      code: 'REPLACED_AT_ONCE',
      what: '`replaceOnChange` on more than one member of a site, or front end of it',
      fails: ({ stack, was, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.staticUnicast() });
        for (const name of ['was-01', 'was-02']) {
          new TomcatInstance(stack, name, { host: was.add(name, { replaceOnChange: true }), cluster, ajpSecret: secret });
        }
      },
      passes: ({ stack, was, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.staticUnicast() });
        for (const [name, replaceOnChange] of [['was-01', true], ['was-02', false]] as const) {
          new TomcatInstance(stack, name, { host: was.add(name, { replaceOnChange }), cluster, ajpSecret: secret });
        }
      },
    },
    {
      code: 'SITE_IN_ONE_ZONE',
      what: 'members of a cluster, or front ends of a load balancer, all in one of several zones',
      fails: ({ stack, was, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.staticUnicast() });
        for (const name of ['was-a', 'was-b']) {
          new TomcatInstance(stack, name, { host: was.add(name), cluster, ajpSecret: secret });
        }
      },
      passes: ({ stack, was, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.staticUnicast() });
        for (const name of ['was-01', 'was-02']) {
          new TomcatInstance(stack, name, { host: was.add(name), cluster, ajpSecret: secret });
        }
      },
    },
    {
      code: 'OUTBOUND_MISSING',
      what: 'machines that install or fetch something, in a subnet that is made without a NAT gateway',
      fails: ({ stack, secret, adminSshKey }) => {
        const hosts = new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey, natGateway: false });
        const was = hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] });
        new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret });
      },
      passes: ({ stack, secret, adminSshKey }) => {
        const hosts = new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey });
        const was = hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] });
        new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret });
      },
    },
    {
      code: 'CLOCK_NOT_KEPT',
      what: '`timeSync: false`',
      fails: ({ stack, adminSshKey }) => {
        const hosts = new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey, timeSync: false });
        hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] }).add('was-01');
      },
      passes: ({ stack, adminSshKey }) => {
        const hosts = new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey });
        hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] }).add('was-01');
      },
    },
    {
      code: 'LOCATION_MISSING',
      what: 'hosts without a region',
      fails: ({ stack, adminSshKey }) => new AzureVmHosts(stack, 'hosts', { adminSshKey }),
      passes: ({ stack, adminSshKey }) => new AzureVmHosts(stack, 'hosts', { adminSshKey, location: 'koreacentral' }),
    },
    {
      code: 'SSH_KEY',
      what: "an administrator's key that is no public one of ssh-rsa or ssh-ed25519",
      fails: ({ stack }) => new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey: '~/.ssh/id_ed25519' }),
      passes: ({ stack, adminSshKey }) => new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey }),
    },
    {
      code: 'AZURE_NAME',
      what: 'a name that Azure does not take for a resource, or that another one of the resource group has',
      fails: ({ stack, adminSshKey }) => new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey, namePrefix: 'my shop' }),
      passes: ({ stack, adminSshKey }) => new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey, namePrefix: 'my-shop' }),
    },
    {
      code: 'AZURE_ID',
      what: 'a resource id of another kind, or of a machine that another AzureExistingVm is',
      fails: () => AzureKeyVault.fromId('https://shop-secrets.vault.azure.net'),
      passes: ({ vaultId }) => AzureKeyVault.fromId(vaultId),
    },
    {
      code: 'ADDRESS_MALFORMED',
      what: 'a machine that exists already, without an IPv4 address, or ExternalTomcats at what is neither an address nor a name',
      fails: ({ stack, azure: { network }, vmId }) => new AzureExistingVm(stack, 'old', {
        virtualMachineId: vmId, location: 'koreacentral', network, address: 'old.example.com',
      }),
      passes: ({ stack, azure: { network }, vmId }) => new AzureExistingVm(stack, 'old', {
        virtualMachineId: vmId, location: 'koreacentral', network, address: '10.20.9.9',
      }),
    },
    {
      code: 'SUBNET_OUTSIDE_NETWORK',
      what: 'a subnet that is not part of the virtual network that is made',
      fails: ({ azure }) => azure.addTier('batch', { subnets: [AzureSubnet.withCidr('10.21.0.0/24')] }),
      passes: ({ azure }) => azure.addTier('batch', { subnets: [AzureSubnet.withCidr('10.20.21.0/24')] }),
    },
    {
      code: 'SUBNETS_OVERLAP',
      what: 'a subnet that shares addresses with another',
      fails: ({ azure }) => azure.addTier('batch', { subnets: [AzureSubnet.withCidr('10.20.4.0/24'), AzureSubnet.withCidr('10.20.4.128/25')] }),
      passes: ({ azure }) => azure.addTier('batch', { subnets: [AzureSubnet.withCidr('10.20.4.0/25'), AzureSubnet.withCidr('10.20.4.128/25')] }),
    },
    {
      code: 'SUBNET_INDEX',
      what: 'a machine in a subnet that its tier does not have',
      fails: ({ was }) => was.add('was-01', { subnetIndex: 1 }),
      passes: ({ was }) => was.add('was-01', { subnetIndex: 0 }),
    },
    {
      code: 'TIER_NAME',
      what: 'a tier or visitor whose name cannot be part of a rule\'s',
      fails: ({ azure }) => azure.addTier('Batch Jobs', { subnets: [AzureSubnet.withCidr('10.20.4.0/24')] }),
      passes: ({ azure }) => azure.addTier('batch-jobs', { subnets: [AzureSubnet.withCidr('10.20.4.0/24')] }),
    },
    {
      code: 'TIER_WITHOUT_SUBNET',
      what: 'a tier without subnets',
      fails: ({ azure }) => azure.addTier('batch', { subnets: [] }),
      passes: ({ azure }) => azure.addTier('batch', { subnets: [AzureSubnet.withCidr('10.20.4.0/24')] }),
    },
    {
      code: 'FRONTEND_PORTS',
      what: 'a load balancer for no front end, or for several ports',
      fails: ({ stack, azure }) => new AzureLoadBalancer(stack, 'public', { hosts: azure, frontends: [] }),
      passes: ({ stack, azure, secret }) => {
        const was = azure.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] });
        const web = azure.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
        const tomcat = new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret });
        const frontend = new ApacheJkFrontend(stack, 'web', { host: web.add('web-01') });
        frontend.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
        new AzureLoadBalancer(stack, 'public', { hosts: azure, frontends: [frontend] });
      },
    },
    {
      code: 'PROBE_UNANSWERED',
      what: 'a load balancer before a front end that has only `ExternalTomcats`',
      fails: ({ stack, azure, secret }) => {
        const web = azure.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
        const frontend = new ApacheJkFrontend(stack, 'web', { host: web.add('web-01') });
        const old = new ExternalTomcats(stack, 'old', { members: [{ jvmRoute: 'old-01', host: '10.20.9.9' }], ajpSecret: secret });
        frontend.addVirtualHost('old.example.com', { routes: [Route.all(old)] });
        new AzureLoadBalancer(stack, 'public', { hosts: azure, frontends: [frontend] });
      },
      passes: ({ stack, azure, was, secret }) => {
        const web = azure.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
        const frontend = new ApacheJkFrontend(stack, 'web', { host: web.add('web-01') });
        const old = new ExternalTomcats(stack, 'old', { members: [{ jvmRoute: 'old-01', host: '10.20.9.9' }], ajpSecret: secret });
        const shop = new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret });
        frontend.addVirtualHost('old.example.com', { routes: [Route.all(old)] });
        frontend.addVirtualHost('shop.example.com', { routes: [Route.all(shop)] });
        new AzureLoadBalancer(stack, 'public', { hosts: azure, frontends: [frontend] });
      },
    },
    {
      code: 'BALANCED_SITES',
      what: 'a load balancer before front ends with different virtual hosts',
      fails: ({ stack, azure, was, secret }) => {
        const web = azure.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
        const shop = new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret });
        const frontends = ['a', 'b'].map((site, index) => {
          const frontend = new ApacheJkFrontend(stack, `web-${site}`, { host: web.add(`web-0${index + 1}`) });
          frontend.addVirtualHost(`${site}.example.com`, { routes: [Route.all(shop)] });
          return frontend;
        });
        new AzureLoadBalancer(stack, 'public', { hosts: azure, frontends });
      },
      passes: ({ stack, azure, was, secret }) => {
        const web = azure.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
        const shop = new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret });
        const frontends = ['web-01', 'web-02'].map((name) => {
          const frontend = new ApacheJkFrontend(stack, name, { host: web.add(name) });
          for (const site of ['a.example.com', 'b.example.com']) frontend.addVirtualHost(site, { routes: [Route.all(shop)] });
          return frontend;
        });
        new AzureLoadBalancer(stack, 'public', { hosts: azure, frontends });
      },
    },
    {
      code: 'BALANCED_PORTS',
      what: 'a load balancer that answers on one port for both HTTP and TLS',
      fails: ({ stack, azure, was, secret }) => {
        const web = azure.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
        const shop = new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret });
        const frontend = new ApacheJkFrontend(stack, 'web', { host: web.add('web-01') });
        const certificate = TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key');
        frontend.addVirtualHost('shop.example.com', { routes: [Route.all(shop)], tls: { certificate } });
        new AzureLoadBalancer(stack, 'public', { hosts: azure, frontends: [frontend], port: 443 });
      },
      passes: ({ stack, azure, was, secret }) => {
        const web = azure.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
        const shop = new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret });
        const frontend = new ApacheJkFrontend(stack, 'web', { host: web.add('web-01') });
        const certificate = TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key');
        frontend.addVirtualHost('shop.example.com', { routes: [Route.all(shop)], tls: { certificate } });
        new AzureLoadBalancer(stack, 'public', { hosts: azure, frontends: [frontend] });
      },
    },
    {
      code: 'ACME_UNREACHABLE',
      what: 'a certificate that a public authority gives, behind a load balancer that lets it in nowhere: with `clients`, or with another `port` than 80',
      fails: ({ stack, azure, was, secret }) => {
        const web = azure.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
        const shop = new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret });
        const frontend = new ApacheJkFrontend(stack, 'web', { host: web.add('web-01') });
        const certificate = TlsCertificate.acme('admin@example.com');
        frontend.addVirtualHost('shop.example.com', { routes: [Route.all(shop)], tls: { certificate } });
        new AzureLoadBalancer(stack, 'public', { hosts: azure, frontends: [frontend], clients: ['203.0.113.0/24'] });
      },
      passes: ({ stack, azure, was, secret }) => {
        const web = azure.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
        const shop = new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret });
        const frontend = new ApacheJkFrontend(stack, 'web', { host: web.add('web-01') });
        const certificate = TlsCertificate.acme('admin@example.com');
        frontend.addVirtualHost('shop.example.com', { routes: [Route.all(shop)], tls: { certificate } });
        new AzureLoadBalancer(stack, 'public', { hosts: azure, frontends: [frontend] });
      },
    },
    {
      code: 'BALANCED_HOST',
      what: 'a load balancer for a front end on a machine that the library does not make, that has another load balancer, or is in another region or network than the rest',
      fails: ({ stack, azure, hosts }) => {
        const frontend = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        new AzureLoadBalancer(stack, 'public', { hosts: azure, frontends: [frontend] });
      },
      passes: ({ stack, azure, secret }) => {
        const was = azure.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] });
        const web = azure.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
        const tomcat = new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret });
        const frontend = new ApacheJkFrontend(stack, 'web', { host: web.add('web-01') });
        frontend.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
        new AzureLoadBalancer(stack, 'public', { hosts: azure, frontends: [frontend] });
      },
    },
  ],
};
