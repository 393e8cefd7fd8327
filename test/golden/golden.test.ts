import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { dirname, join, relative } from 'path';
import { Host } from 'cdktf-tomcat-cluster';
import { IConstruct } from 'constructs';
import { RhelStack } from './rhel-stack';
import { DrainingStack } from '../../integration/draining/draining-stack';
import { AZURE_EXAMPLES, DOCKER_EXAMPLES } from '../support/example-stacks';
import { newApp } from '../support/program';

/** Every file that the library writes to some hosts of examples and of other programs, as a person reads it. */
const programs: { [program: string]: { stack: () => IConstruct; hosts: string[] } } = {
  'two-sites-multicast': { stack: DOCKER_EXAMPLES['two-sites-multicast'], hosts: ['was-01', 'web-01'] },
  'azure-two-sites': { stack: AZURE_EXAMPLES['azure-two-sites'], hosts: ['was-01', 'web-01'] },
  // web-02 has mod_proxy
  'one-site-mod-proxy': { stack: () => new DrainingStack(newApp(), 'one-site', { subnet: '172.30.0.0/24', ports: [8081, 8082] }), hosts: ['web-02'] },
  'rhel-mod-proxy': { stack: () => new RhelStack(newApp(), 'rhel'), hosts: ['was-01', 'web-01'] },
  'tls-front-end': { stack: DOCKER_EXAMPLES['tls-front-end'], hosts: ['web-01'] },
  'mod-jk-secret-and-manager': { stack: DOCKER_EXAMPLES['mod-jk-secret-and-manager'], hosts: ['was-01', 'web-01'] },
  // shop-old is there already
  'azure-existing-network': { stack: AZURE_EXAMPLES['azure-existing-network'], hosts: ['shop-old'] },
  'azure-static-unicast': { stack: AZURE_EXAMPLES['azure-static-unicast'], hosts: ['tomcat1', 'apache'] },
};

const cases = Object.entries(programs)
  .flatMap(([name, { stack, hosts }]) => hosts.map((host): [string, string, () => IConstruct] => [name, host, stack]));

describe.each(cases)('%s: the files of %s', (name, hostName, stack) => {
  const directory = join(__dirname, name, hostName);
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
