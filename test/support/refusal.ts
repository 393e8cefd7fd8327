import { synth, Tier } from './program';
import { ConfigError } from '../../src/checks/config-error';
import { describe } from '../../src/checks/problem';

/** The whole message with which a program is refused: by what it calls, or by synth. Empty where it is not. */
export function refusalOf(program: (tier: Tier) => unknown): string {
  const tier = new Tier();
  try {
    program(tier);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  const lines = (synth(tier.app).error ?? '').split('\n').map((line) => /^ *\[shop\] (\[.*)$/.exec(line)?.[1]);
  return lines.filter((line) => line !== undefined).join('\n');
}

/** The whole messages with which synth warns of a program that it does not refuse. */
export function warningsOf(program: (tier: Tier) => unknown): string[] {
  const tier = new Tier();
  program(tier);
  expect(synth(tier.app).error).toBeUndefined();
  return tier.problems.map(describe);
}
