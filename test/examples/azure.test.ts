import { TerraformStack, Testing } from 'cdktf';
import { AZURE_EXAMPLES } from '../support/example-stacks';

/** The plan without payloads, which hold the files of test/golden: of a script what people read in a plan. */
function plan(stack: TerraformStack): object {
  const synthesized = JSON.parse(Testing.synth(stack, true));
  for (const machine of Object.values<{ custom_data: string }>(synthesized.resource.azurerm_linux_virtual_machine)) {
    machine.custom_data = machine.custom_data.startsWith('${') ? 'cloud-config with values' : 'cloud-config';
  }
  for (const { source } of Object.values<{ source: { script: unknown } }>(synthesized.resource.azurerm_virtual_machine_run_command)) {
    const [, base64 = ''] = /^\$\{base64decode\("(.*)"\)\}$/.exec(String(source.script)) ?? [];
    source.script = Buffer.from(base64, 'base64').toString('utf8').split('\n').filter((line) => line.startsWith('#'));
  }
  for (const { triggers_replace: what } of Object.values<{ triggers_replace: { script: string } }>(synthesized.resource.terraform_data)) {
    what.script = 'checksum';
  }
  return synthesized;
}

test.each(Object.entries(AZURE_EXAMPLES))('the resources of %s are those that were read and approved', (_, stack) => {
  expect(plan(stack())).toMatchSnapshot();
});

describe('without the key of an administrator', () => {
  const said = process.env.ADMIN_SSH_KEY;
  beforeEach(() => void delete process.env.ADMIN_SSH_KEY);
  afterAll(() => {
    if (said !== undefined) process.env.ADMIN_SSH_KEY = said;
  });

  test.each(Object.entries(AZURE_EXAMPLES))('the program of %s ends, and says what to export', async (example) => {
    await expect(import(`../../examples/${example}/main`)).rejects.toThrow('Fix: export ADMIN_SSH_KEY="$(cat ~/.ssh/id_ed25519.pub)"');
  });
});
