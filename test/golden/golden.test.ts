import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { dirname, join, relative } from 'path';
import { Host } from 'cdktf-tomcat-cluster';
import { IConstruct } from 'constructs';
import { AzureTwoSitesStack } from '../../examples/azure-two-sites/two-sites-stack';
import { TwoSitesStack } from '../../examples/two-sites-multicast/two-sites-stack';
import { DrainingStack } from '../../integration/draining/draining-stack';
import { newApp } from '../support/program';

/** Every file that the library writes to some hosts of two examples, as a person reads it. */
const examples: { example: string; stack: () => IConstruct; hosts: string[] }[] = [
  {
    example: 'two-sites-multicast',
    stack: () => new TwoSitesStack(newApp(), 'two-sites', { subnet: '172.30.0.0/24', ports: [8081, 8082] }),
    hosts: ['was-01', 'web-01'],
  },
  {
    example: 'azure-two-sites',
    stack: () => new AzureTwoSitesStack(newApp(), 'azure-two-sites', {
      location: 'koreacentral', adminSshKey: 'ssh-ed25519 AAAA', keyVaultId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/shop-secrets',
    }),
    hosts: ['was-01', 'web-01'],
  },
  { // web-02 has mod_proxy
    example: 'one-site-mod-proxy',
    stack: () => new DrainingStack(newApp(), 'one-site', { subnet: '172.30.0.0/24', ports: [8081, 8082] }),
    hosts: ['web-02'],
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
