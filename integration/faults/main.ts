import { DeployedStack, deployedStack } from './deployed-stack';
import { Fault } from './fault';
import { FAULTS } from './faults';
import { KINDS } from './kinds';
import { runFault, takeDown } from './laboratory';
import { MECHANISMS } from './mechanisms';
import { faultsPage } from './page';
import { forgetResults, inOneLine, keepPage, keptResults, Result } from './result';
import { table } from './table';
import { removeLeftovers } from '../support/containers';
import { patiently, say } from '../support/progress';

/**
 * ONLY, MECHANISM and STACK choose, with commas between; RUNS repeats. KEEP=1 leaves the stacks deployed;
 * results of faults that are not run stay where ONLY, MECHANISM or STACK is said.
 */
const { ONLY, MECHANISM = 'all', STACK = 'multicast', RUNS = '1', KEEP } = process.env;

async function main(): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error('networks are broken as root only: run this as root, on the machine of the Docker engine');
  const faults = chosen('ONLY', ONLY, FAULTS.map(({ name }) => name)).map((name) => FAULTS.find((fault) => fault.name === name)!);
  const mechanisms = chosen('MECHANISM', MECHANISM, Object.keys(MECHANISMS));
  const kinds = chosen('STACK', STACK, Object.keys(KINDS));
  if (!ONLY && !process.env.MECHANISM && !process.env.STACK) forgetResults();

  const results: Result[] = [];
  for (const mechanism of mechanisms) for (const kind of kinds) results.push(...await breakStack(deployedStack(mechanism, kind), faults));
  say('');
  say(table(results));
  say(`all figures and timelines: ${keepPage(faultsPage(keptResults()))}`);
  const missed = results.filter(({ misses }) => misses.length > 0).length;
  if (missed > 0) throw new Error(`${missed} of ${results.length} runs missed their bar`);
}

async function breakStack(stack: DeployedStack, faults: Fault[]): Promise<Result[]> {
  const { sites, deployment } = stack;
  if (!deployment.exists) await removeLeftovers(sites.stack); // of a run that was stopped
  say(`deploying ${sites.stack}`);
  await patiently('deploying', () => deployment.deploy());
  const results: Result[] = [];
  try {
    for (let run = 1; run <= Number(RUNS); run++) {
      for (const fault of faults) {
        const { result, path } = await patiently(`breaking: ${fault.title}`, () => runFault(stack, fault, run));
        say(`${inOneLine(result)} (${path})`);
        results.push(result);
      }
    }
  } finally {
    if (!KEEP) await patiently('destroying', () => takeDown(stack));
  }
  return results;
}

/** Those of the names that are asked for; all of them where nothing is said. */
function chosen(variable: string, said: string | undefined, names: string[]): string[] {
  if (!said || said === 'all') return names;
  const wanted = said.split(',');
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`${variable}=${unknown.join()} is not known: choose from ${names.join(', ')}`);
  return wanted;
}

main().catch((error: Error) => {
  say(`FAILED: ${error.message}`);
  process.exitCode = 1;
});
