import { TerraformVariable } from 'cdktf';
import {
  ApacheJkFrontend, AzureKeyVault, AzureSubnet, AzureVmHosts, Connector, DockerHosts, DockerNetwork, Route, Secret, TomcatInstance,
} from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const secrets: Concept = {
  title: 'Secrets',
  examples: [
    {
      code: 'AJP_SECRET_MISSING',
      what: 'AJP beyond 127.0.0.1 without a secret',
      fails: ({ stack, host }) => new TomcatInstance(stack, 'shop', { host, connectors: [Connector.ajp()] }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, connectors: [Connector.ajp()], ajpSecret: secret }),
    },
    {
      code: 'AJP_SECRET_DIFFERS',
      what: 'a front end with another secret than the connector, or `ExternalTomcats` at the address of one',
      fails: ({ stack, hosts, tomcat }) => {
        const other = Secret.fromVariable(new TerraformVariable(stack, 'other_secret', { type: 'string', sensitive: true }));
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01'), ajpSecret: other });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
      passes: ({ stack, hosts, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'AJP_SECRET_ALPHABET',
      what: 'a secret in clear with other characters than A-Z, a-z, 0-9, `_`, `-`, or shorter than 16',
      fails: ({ stack, hosts }) => {
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: Secret.unsafePlainText('0123456789abcdef#') });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
      passes: ({ stack, hosts }) => {
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: Secret.unsafePlainText('0123456789abcdef_') });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'SECRET_OF_OTHER_STACK',
      what: 'a secret from the variable of another stack',
      fails: ({ stack, secret, newStack }) => {
        const edge = newStack('edge');
        const [inside, outside] = [stack, edge].map((scope) => new DockerHosts(scope, 'team', { network: DockerNetwork.bridge('team', '172.30.0.0/24') }));
        const tomcat = new TomcatInstance(stack, 'shop', { host: inside.add('was-01'), ajpSecret: secret });
        const web = new ApacheJkFrontend(edge, 'web', { host: outside.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
      passes: ({ stack, secret, newStack }) => {
        const edge = newStack('edge');
        const [inside, outside] = [stack, edge].map((scope) => new DockerHosts(scope, 'team', { network: DockerNetwork.bridge('team', '172.30.0.0/24') }));
        const tomcat = new TomcatInstance(stack, 'shop', { host: inside.add('was-01'), ajpSecret: secret });
        const own = Secret.fromVariable(new TerraformVariable(edge, 'ajp_secret', { type: 'string', sensitive: true }));
        const web = new ApacheJkFrontend(edge, 'web', { host: outside.add('web-01'), ajpSecret: own });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'SECRET_NEEDS_MACHINE',
      what: 'a secret of a Key Vault in a file of a container',
      fails: ({ stack, host, vaultId }) => {
        const vault = AzureKeyVault.fromId(vaultId);
        new TomcatInstance(stack, 'shop', { host, ajpSecret: vault.secret('ajp-secret') });
      },
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret }),
    },
    {
      code: 'VAULT_NOT_READABLE',
      what: 'a secret of a vault that is not among the `keyVaults` of the machine\'s hosts',
      fails: ({ stack, was, vaultId }) => {
        const vault = AzureKeyVault.fromId(vaultId);
        new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: vault.secret('ajp-secret') });
      },
      passes: ({ stack, vaultId, adminSshKey }) => {
        const vault = AzureKeyVault.fromId(vaultId);
        const hosts = new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey, keyVaults: [vault] });
        const was = hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] });
        new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: vault.secret('ajp-secret') });
      },
    },
    {
      code: 'SECRET_IN_CLEAR',
      what: 'a plain string where a secret belongs',
      fails: () => Secret.fromAttribute('db-password', 'hunter2'),
      passes: ({ stack }) => Secret.fromAttribute('db-password', new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue),
    },
    {
      code: 'SECRET_NOT_SENSITIVE',
      what: 'a secret from a variable that plans would show',
      fails: ({ stack }) => Secret.fromVariable(new TerraformVariable(stack, 'password', { type: 'string' })),
      passes: ({ stack }) => Secret.fromVariable(new TerraformVariable(stack, 'password', { type: 'string', sensitive: true })),
    },
  ],
};
