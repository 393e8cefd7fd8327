import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './support/command';
import { leftovers } from './support/containers';
import { repository } from './support/repository';
import { readPage } from '../test/docs/pages';
import { temporaryFolder } from '../test/support/temporary';

const PAGE = readPage('docs/your-own-repository.md');
const LOG = 'reports/your-own-repository.log';
/** The name of the stack here, instead of the page's. */
const STACK = 'it-shop';

/** The files that the page shows, each after a paragraph that ends in its name. */
const FILES = [...PAGE.matchAll(/`([\w.-]+)`\n\n```\w+\n([^]*?)^```$/gm)].map(([, name, content]) => ({ name, content }));

/** What readers are told to run under a heading. */
function commandsOf(heading: string): string {
  return new RegExp(`^## ${heading}\n[^]*?^\`\`\`sh\n([^]*?)^\`\`\`$`, 'm').exec(PAGE)![1];
}

const clone = join(temporaryFolder(), 'cdktf-tomcat-cluster');
const infrastructure = join(clone, '../infrastructure');

function run(script: string, seconds = 300): Promise<string> {
  return command('bash', ['-euc', script], { cwd: infrastructure, log: LOG, seconds, env: { CI: '1', FORCE_COLOR: '0' } });
}

beforeAll(async () => {
  const dist = join(clone, 'dist');
  for (const folder of [dist, infrastructure]) mkdirSync(folder, { recursive: true });
  await command('npm', ['pack', '--silent', '--pack-destination', dist], { log: LOG, seconds: 60 });
  for (const { name, content } of FILES) writeFileSync(join(infrastructure, name), content.replace("ShopStack(app, 'shop'", `ShopStack(app, '${STACK}'`));
  await run(commandsOf('Install'), 600);
});

test('what the page shows is a repository', () => {
  expect(FILES.map(({ name }) => name)).toEqual(['cdktf.json', 'tsconfig.json', 'shop-stack.ts', 'main.ts', 'shop-stack.test.ts', 'jest.config.js']);
});

test('its programs are typed by the declarations in the package', async () => {
  await run('npx tsc --noEmit');
  writeFileSync(join(infrastructure, 'mistaken.ts'), "import { Membership } from 'cdktf-tomcat-cluster';\nMembership.multicast({ dropTime: 1 });\n");
  await expect(run('npx tsc --noEmit')).rejects.toThrow("'dropTime' does not exist in type");
  await run('rm mistaken.ts');
});

test('its snapshots are written once, and show what a change does to a file', async () => {
  await expect(run('npx jest --ci')).rejects.toThrow('4 snapshots failed');
  await run('npx jest --ci=false');
  await run('npx jest --ci');

  const stack = join(infrastructure, 'shop-stack.ts');
  const before = readFileSync(stack, 'utf8');
  writeFileSync(stack, before.replace("'shop.example.com'", "'store.example.com'"));
  await expect(run('npx jest --ci')).rejects.toThrow('2 snapshots failed');
  writeFileSync(stack, before);
});

test('it is deployed from there, answers, and leaves nothing', async () => {
  const lock = process.env.CDKTF_SKIP_PROVIDER_LOCK === '1' ? ' --skip-provider-lock' : '';
  const deployment = commandsOf('Deploy').replace('cdktf deploy shop', `cdktf deploy ${STACK} --auto-approve${lock}`);
  try {
    expect(await run(deployment, 1200)).toMatch(/"session":"\w+\.shop-was-0[12]"/);
  } finally {
    await run(`TF_VAR_ajp_secret=${'0'.repeat(48)} npx cdktf destroy ${STACK} --auto-approve${lock}`);
  }
  expect(await leftovers(STACK)).toEqual([]);
});

test('the page says the version that is packed', () => {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  expect(PAGE).toContain(`cdktf-tomcat-cluster-${version}.tgz`);
});
