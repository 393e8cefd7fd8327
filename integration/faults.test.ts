import { DeployedStack, deployedStack } from './faults/deployed-stack';
import { FAULTS } from './faults/faults';
import { runFault, takeDown } from './faults/laboratory';
import { faultsPage } from './faults/page';
import { inOneLine, keepPage, keptResults } from './faults/result';
import { say } from './support/progress';

const DEPLOY_MS = 1_500_000;

/** One of each kind; all of them, with the longest stall that each may cause, are what `make faults` is for. */
const TRIED: { readonly [mechanism: string]: string[] } = {
  jk: ['stop', 'sigkill', 'host-gone', 'freeze', 'cut', 'web-killed'],
  proxy: ['sigkill', 'host-gone', 'freeze', 'cut'],
};

function faultsOf(mechanism: string) {
  return FAULTS.filter(({ name }) => TRIED[mechanism].includes(name));
}

describe.each(Object.keys(TRIED))('faults under load, balanced by mod_%s', (mechanism) => {
  const stack: DeployedStack = deployedStack(mechanism, 'multicast');
  let deployed = false;

  afterAll(async () => {
    if (stack.deployment.exists) await takeDown(stack);
  }, DEPLOY_MS);

  test('deploys', async () => {
    await stack.deployment.deploy();
    deployed = true;
  }, DEPLOY_MS);

  test.each(faultsOf(mechanism))('$title', async (fault) => {
    if (!deployed) throw new Error('it was not deployed');
    const { result, path } = await runFault(stack, fault);
    say(`${inOneLine(result)} (${path})`);

    expect(result.report).toMatchObject({ sessions: 50, failed: 0, failures: [], lost: 0, losses: [] });
    // A fault that hits nobody proves nothing.
    const [first] = result.report.events;
    expect(Math.min(...Object.values(first.spread))).toBeGreaterThan(0);
    expect(Object.keys(first.spread)).toHaveLength(stack.sites.tomcats.length);
  });
});

test('the page shows them', () => {
  const page = faultsPage(keptResults());
  for (const { title } of faultsOf('jk')) expect(page).toContain(title);
  say(keepPage(page));
});
