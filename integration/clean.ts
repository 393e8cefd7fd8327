import { nothingLeft } from './support/containers';
import { demoDeployment, demoSites } from './support/demo-deployment';
import { patiently, say } from './support/progress';

async function main(): Promise<void> {
  const { stack } = demoSites();
  const deployment = demoDeployment();
  if (deployment.exists) {
    say(`destroying ${stack}`);
    await patiently('destroying', () => deployment.destroy());
  } else {
    say(`nothing to destroy: ${stack} was not deployed from here`);
  }
  await nothingLeft(stack);
  say(`no container, network or volume of ${stack} is left`);
}

main().catch((error: Error) => {
  say(`FAILED: ${error.message}`);
  process.exitCode = 1;
});
