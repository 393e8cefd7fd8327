import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { dirname, join, relative } from 'path';
import { Host } from 'cdktf-tomcat-cluster';
import { TwoSitesStack } from '../../examples/two-sites-multicast/two-sites-stack';
import { newApp } from '../support/program';

/** Every file that the library writes to one WAS host and one web host of the example, as a person reads it. */
const GOLDEN = join(__dirname, 'two-sites-multicast');

function filesOf(hostName: string): { [path: string]: string } {
  const stack = new TwoSitesStack(newApp(), 'two-sites', { subnet: '172.30.0.0/24', ports: [8081, 8082] });
  return (stack.node.findChild('hosts').node.findChild(hostName) as Host).files;
}

function filesBelow(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory).map((name) => join(directory, name)).flatMap((path) => statSync(path).isDirectory() ? filesBelow(path) : [path]);
}

describe.each(['was-01', 'web-01'])('the files of %s', (hostName) => {
  const files = filesOf(hostName);
  const directory = join(GOLDEN, hostName);

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
