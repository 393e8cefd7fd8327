import { performance } from 'node:perf_hooks';

/**
 * Runs in a fresh process: `node timed.js MODULE [OUTDIR]`. Requires the module and, with an OUTDIR, has it synthesize;
 * prints the milliseconds of both together and the memory held at the end. The start of Node.js itself is not counted.
 */
const [, , name, outdir] = process.argv;
const start = performance.now();
const processor = process.cpuUsage();
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loaded = require(name) as { run(outdir: string): void };
const afterLoad = performance.now();
if (outdir) loaded.run(outdir);
const end = performance.now();
const { user, system } = process.cpuUsage(processor);
process.stdout.write(JSON.stringify({
  total: end - start,
  synthesis: end - afterLoad,
  processor: (user + system) / 1000,
  rss: process.memoryUsage().rss,
}));
