/** What several runs of one thing gave. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function summarize(values: number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return { median: (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2, min: sorted[0], max: sorted[sorted.length - 1] };
}

/**
 * Runs two things in turn, so that whatever else the machine does slows both; which goes first changes every time. Ends
 * after so many runs of each, or when the time is up and there are five.
 */
export function alternate<T>(first: () => T, second: () => T, limit: { runs: number; seconds: number }): [T[], T[]] {
  const results: [T[], T[]] = [[], []];
  const end = performance.now() + limit.seconds * 1000;
  for (let round = 0; round < limit.runs && (round < 5 || performance.now() < end); round++) {
    const turns = [() => results[0].push(first()), () => results[1].push(second())];
    (round % 2 ? turns.reverse() : turns).forEach((turn) => turn());
  }
  return results;
}
