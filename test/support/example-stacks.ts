import { TerraformStack } from 'cdktf';
import { WebApplication } from 'cdktf-tomcat-cluster';
import { newApp } from './program';
import { SSH_KEY } from './ssh-key';
import { ExistingNetworkStack } from '../../examples/azure-existing-network/existing-network-stack';
import { StaticUnicastStack } from '../../examples/azure-static-unicast/static-unicast-stack';
import { AzureTwoSitesStack } from '../../examples/azure-two-sites/two-sites-stack';
import { SecretAndManagerStack } from '../../examples/mod-jk-secret-and-manager/secret-and-manager-stack';
import { shop } from '../../examples/one-stack-per-host/shop';
import { ThreeSitesStack } from '../../examples/three-sites-per-host/three-sites-stack';
import { TlsFrontEndStack } from '../../examples/tls-front-end/tls-front-end-stack';
import { TwoSitesStack } from '../../examples/two-sites-multicast/two-sites-stack';
import { TwoTomcatsStack } from '../../examples/two-tomcats-on-one-host/two-tomcats-stack';

const location = 'koreacentral';
const adminSshKey = SSH_KEY;
const group = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shared';

/** The examples on Docker, with what their main.ts reads from the environment. */
export const DOCKER_EXAMPLES = {
  'two-sites-multicast': () => new TwoSitesStack(newApp(), 'two-sites', { subnet: '172.30.0.0/24', ports: [8081, 8082] }),
  'three-sites-per-host': () => new ThreeSitesStack(newApp(), 'three-sites', { subnet: '172.30.1.0/24', ports: [8083, 8084] }),
  'two-tomcats-on-one-host': () => new TwoTomcatsStack(newApp(), 'two-tomcats', { subnet: '172.30.2.0/24', port: 8085 }),
  'mod-jk-secret-and-manager': () => new SecretAndManagerStack(newApp(), 'secret-and-manager', {
    subnet: '172.30.3.0/24',
    port: 8086,
    managerPorts: [8087, 8088],
    administrators: ['172.30.3.1/32'],
    tomcatImage: 'tomcat:10.1-jdk17',
    application: WebApplication.sessionProbe({ contextPath: '/shop' }),
  }),
  'tls-front-end': () => new TlsFrontEndStack(newApp(), 'tls-front-end', {
    subnet: '172.30.4.0/24', port: 8089, tlsPort: 8449, loadBalancers: ['172.30.4.1/32'], application: WebApplication.sessionProbe(),
  }),
  ...Object.fromEntries(['was-01', 'was-02', 'web-01'].map((host, index): [string, () => TerraformStack] => [
    `one-stack-per-host, ${host}`, () => shop(newApp(), 'shop', { subnet: '172.30.5.0/24', port: 8091 })[index],
  ])),
};

/** Those on Azure. */
export const AZURE_EXAMPLES = {
  'azure-two-sites': () => new AzureTwoSitesStack(newApp(), 'azure-two-sites', {
    location, adminSshKey, keyVaultId: `${group}/providers/Microsoft.KeyVault/vaults/shop-secrets`,
  }),
  'azure-static-unicast': () => new StaticUnicastStack(newApp(), 'azure-static-unicast', { location, adminSshKey }),
  'azure-existing-network': () => new ExistingNetworkStack(newApp(), 'azure-existing-network', { adminSshKey, sharedGroupId: group }),
};
