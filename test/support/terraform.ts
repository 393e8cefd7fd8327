import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary';

/** Values of variables, and expressions of outputs, by name. */
interface Program {
  readonly variables: { [name: string]: string };
  readonly outputs: { [name: string]: string };
}

/** Has the real Terraform evaluate outputs; every variable is sensitive. It needs no plugin and no network. */
export function evaluateByTerraform({ variables, outputs }: Program): { [name: string]: unknown } {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({
    variable: Object.fromEntries(Object.keys(variables).map((name) => [name, { type: 'string', sensitive: true }])),
    output: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value, sensitive: true }])),
  }));
  writeFileSync(join(folder, 'terraform.tfvars.json'), JSON.stringify(variables));
  run(folder, 'init', '-backend=false');
  run(folder, 'apply', '-auto-approve', '-lock=false');
  const state = JSON.parse(readFileSync(join(folder, 'terraform.tfstate'), 'utf8'));
  return Object.fromEntries(Object.entries<{ value: unknown }>(state.outputs).map(([name, { value }]) => [name, value]));
}

function run(folder: string, ...args: string[]): void {
  execFileSync(process.env.TERRAFORM_BINARY_NAME ?? 'terraform', [...args, '-input=false', '-no-color'], {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, CHECKPOINT_DISABLE: '1' },
  });
}
