import { say } from '../support/progress';
import { AzureLab } from './lab';

async function main(): Promise<void> {
  // From the first moment on: what was made is removed, also when the start is interrupted.
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  say('starting the Azure lab');
  const lab = await AzureLab.start({ port: Number(process.env.AZURE_LAB_PORT ?? 8443), log: say });
  const exports = Object.entries(lab.environment).map(([name, value]) => `  export ${name}=${value}`);
  say([
    'the lab serves. In another shell:',
    '',
    '  . integration/machine/environment.sh',
    ...exports,
    '',
    `Then cdktf deploy${process.env.CDKTF_SKIP_PROVIDER_LOCK ? ' --skip-provider-lock' : ''} works, with the provider block \`features {}\`. Ctrl-C ends the lab and removes all that it made.`,
  ].join('\n'));
  await ended;
  say('removing what the lab made');
  await lab.stop();
  say('gone');
}

main().catch((error: Error) => {
  say(`FAILED: ${error.message}`);
  process.exitCode = 1;
});
