import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { dirname, join, relative } from 'path';
import { Host, WebApplication } from 'cdktf-tomcat-cluster';
import { IConstruct } from 'constructs';
import { RhelStack } from './rhel-stack';
import { ExistingNetworkStack } from '../../examples/azure-existing-network/existing-network-stack';
import { StaticUnicastStack } from '../../examples/azure-static-unicast/static-unicast-stack';
import { AzureTwoSitesStack } from '../../examples/azure-two-sites/two-sites-stack';
import { SecretAndManagerStack } from '../../examples/mod-jk-secret-and-manager/secret-and-manager-stack';
import { TlsFrontEndStack } from '../../examples/tls-front-end/tls-front-end-stack';
import { TwoSitesStack } from '../../examples/two-sites-multicast/two-sites-stack';
import { DrainingStack } from '../../integration/draining/draining-stack';
import { newApp } from '../support/program';
import { SSH_KEY } from '../support/ssh-key';

const group = '/subscriptions/s/resourceGroups/g';
const azure = { location: 'koreacentral', adminSshKey: SSH_KEY };

/** Every file that the library writes to some hosts of examples and of other programs, as a person reads it. */
const examples: { example: string; stack: () => IConstruct; hosts: string[] }[] = [
  {
    example: 'two-sites-multicast',
    stack: () => new TwoSitesStack(newApp(), 'two-sites', { subnet: '172.30.0.0/24', ports: [8081, 8082] }),
    hosts: ['was-01', 'web-01'],
  },
  {
    example: 'azure-two-sites',
    stack: () => new AzureTwoSitesStack(newApp(), 'azure-two-sites', { ...azure, keyVaultId: `${group}/providers/Microsoft.KeyVault/vaults/shop-secrets` }),
    hosts: ['was-01', 'web-01'],
  },
  { // web-02 has mod_proxy
    example: 'one-site-mod-proxy',
    stack: () => new DrainingStack(newApp(), 'one-site', { subnet: '172.30.0.0/24', ports: [8081, 8082] }),
    hosts: ['web-02'],
  },
  {
    example: 'rhel-mod-proxy',
    stack: () => new RhelStack(newApp(), 'rhel'),
    hosts: ['was-01', 'web-01'],
  },
  {
    example: 'tls-front-end',
    stack: () => new TlsFrontEndStack(newApp(), 'tls-front-end', {
      subnet: '172.30.4.0/24', port: 8089, tlsPort: 8449, loadBalancers: ['172.30.4.1/32'], application: WebApplication.sessionProbe(),
    }),
    hosts: ['web-01'],
  },
  {
    example: 'mod-jk-secret-and-manager',
    stack: () => new SecretAndManagerStack(newApp(), 'secret-and-manager', {
      subnet: '172.30.3.0/24',
      port: 8086,
      managerPorts: [8087, 8088],
      administrators: ['172.30.3.1/32'],
      tomcatImage: 'tomcat:10.1-jdk17',
      application: WebApplication.sessionProbe({ contextPath: '/shop' }),
    }),
    hosts: ['was-01', 'web-01'],
  },
  { // shop-old is there already
    example: 'azure-existing-network',
    stack: () => new ExistingNetworkStack(newApp(), 'azure-existing-network', { adminSshKey: SSH_KEY, sharedGroupId: group }),
    hosts: ['shop-old'],
  },
  {
    example: 'azure-static-unicast',
    stack: () => new StaticUnicastStack(newApp(), 'azure-static-unicast', azure),
    hosts: ['tomcat1', 'apache'],
  },
];

const cases = examples.flatMap(({ example, stack, hosts }) => hosts.map((host): [string, string, () => IConstruct] => [example, host, stack]));

describe.each(cases)('%s: the files of %s', (example, hostName, stack) => {
  const directory = join(__dirname, example, hostName);
  const host = stack().node.findAll().find((construct): construct is Host => construct instanceof Host && construct.hostName === hostName)!;
  const { files } = host;

  // UPDATE_GOLDEN=1 npm test -- golden  writes them anew, for a person to read in the diff.
  if (process.env.UPDATE_GOLDEN && !process.env.CI) {
    rmSync(directory, { recursive: true, force: true });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
  }

  test('are those that were read and approved', () => {
    expect(Object.keys(files).sort()).toEqual(filesBelow(directory).map((path) => `/${relative(directory, path)}`).sort());
  });

  test.each(Object.keys(files))('%s says what was read and approved', (path) => {
    expect(files[path]).toBe(readFileSync(join(directory, path), 'utf8'));
  });
});

function filesBelow(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory).map((name) => join(directory, name)).flatMap((path) => statSync(path).isDirectory() ? filesBelow(path) : [path]);
}
