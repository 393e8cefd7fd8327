import { compressed } from './compressed';
import type { Machine } from './machine';
import { error } from '../checks/check';
import { Problem } from '../checks/problem';

/** What a value may take of it that is not known yet. */
const VALUE_ALLOWANCE = 4096;
const NAMED = 5;

/** The size of a machine's user data in characters of base64; values that are not known yet are taken as large. */
export function payloadSize(machine: Machine): number {
  const { fragments } = machine._firstBoot;
  const known = fragments.reduce((size, fragment) => size + (typeof fragment === 'string' ? Buffer.byteLength(fragment) : 0), 0);
  return 4 * Math.ceil(known / 3) + VALUE_ALLOWANCE * fragments.filter((fragment) => typeof fragment !== 'string').length;
}

/**
 * Says when a machine's user data is too large, and of which files.
 *
 * @param limit What the cloud takes, in characters of base64.
 */
export function payloadProblems(machine: Machine, limit: number): Problem[] {
  const size = payloadSize(machine);
  if (size <= limit) return [];
  const weights = Object.entries(machine.files).map(([path, text]) => ({ path, weight: Math.ceil(compressed(text).length * 4 / 3) }));
  const largest = weights.sort((a, b) => b.weight - a.weight || (a.path < b.path ? -1 : 1)).slice(0, NAMED);
  return [error('PAYLOAD_TOO_LARGE', machine.node.path, {
    got: `user data of ${size} characters; the largest files are ${largest.map(({ path, weight }) => `${path} (${weight})`).join(', ')}`,
    why: `a machine boots with at most ${limit} characters`,
    fix: 'have the machine fetch what is large, as with WebApplication.warFromUrl(), or put fewer instances on it',
  })];
}
