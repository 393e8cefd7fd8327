import fc from 'fast-check';
import { stableSlots } from '../../src/network/stable-slots';

const SIZE = 40;
const keys = fc.uniqueArray(fc.string(), { maxLength: 30 });
const taken = fc.uniqueArray(fc.nat(SIZE - 1), { maxLength: 10 });

test('every key has a number of its own that is not taken', () => {
  fc.assert(fc.property(keys, taken, (names, used) => {
    const numbers = [...stableSlots(names, SIZE, used)!.values()];
    expect(new Set([...numbers, ...used]).size).toBe(names.length + used.length);
    numbers.forEach((number) => expect(number >= 0 && number < SIZE).toBe(true));
  }));
});

test('the order of keys and of taken numbers does not matter', () => {
  fc.assert(fc.property(keys, taken, (names, used) => {
    expect([...stableSlots([...names].reverse(), SIZE, [...used].reverse())!].sort()).toEqual([...stableSlots(names, SIZE, used)!].sort());
  }));
});

test('a key keeps its number when a key that sorts behind it is added', () => {
  fc.assert(fc.property(keys, (names) => {
    const before = stableSlots(names.slice(1), SIZE)!;
    const after = stableSlots([...names.slice(1), '\uffff\uffff added'], SIZE)!;
    before.forEach((number, key) => expect(after.get(key)).toBe(number));
  }));
});

test('exactly as many keys as numbers fit', () => {
  const names = Array.from({ length: SIZE }, (_, index) => `k${index}`);
  expect(stableSlots(names, SIZE)?.size).toBe(SIZE);
  expect(stableSlots([...names, 'one more'], SIZE)).toBeUndefined();
  expect(stableSlots(names, SIZE, [3])).toBeUndefined();
});
