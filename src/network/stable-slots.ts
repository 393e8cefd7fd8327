import { createHash } from 'crypto';

/**
 * Gives every key a number of its own from 0 to size - 1, the same in every run and whatever the order of the keys. A
 * key keeps its number when others come and go, unless two of them collide: then the one that sorts first wins.
 *
 * @returns undefined when there are more keys than numbers.
 */
export function stableSlots(keys: string[], size: number, taken: number[] = []): Map<string, number> | undefined {
  const used = new Set(taken);
  if (keys.length + used.size > size) return undefined;
  const slots = new Map<string, number>();
  for (const key of [...keys].sort()) {
    let slot = createHash('sha256').update(key).digest().readUInt32BE(0) % size;
    while (used.has(slot)) slot = (slot + 1) % size;
    used.add(slot);
    slots.set(key, slot);
  }
  return slots;
}
