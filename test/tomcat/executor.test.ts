import { TerraformVariable } from 'cdktf';
import { Executor, PlatformExecutorOptions } from 'cdktf-tomcat-cluster';
import fc from 'fast-check';
import { ConfigError } from '../../src/checks/config-error';
import { problemOf, Tier } from '../support/program';

const MOST = 2_147_483_647;

const attributesOf = (options: PlatformExecutorOptions) => Executor.platform('shared', options)._element.attributes!;

test.each<[PlatformExecutorOptions, number | undefined]>([
  [{}, undefined], [{ maxThreads: 20 }, 20], [{ maxThreads: 1 }, 1], [{ maxThreads: 24 }, 24], [{ maxThreads: 25 }, undefined],
  [{ maxThreads: 400 }, undefined],
  [{ maxThreads: 20, minSpareThreads: 0 }, 0], [{ minSpareThreads: 200 }, 200], [{ maxThreads: 400, minSpareThreads: 400 }, 400],
])('%j has minSpareThreads %s', (options, minSpareThreads) => {
  expect(attributesOf(options)).toMatchObject({ maxThreads: options.maxThreads, minSpareThreads });
});

test.each<[PlatformExecutorOptions, string, string]>([
  [{ maxThreads: 20, minSpareThreads: 21 }, 'minSpareThreads 21', 'from 0 to 20'],
  [{ minSpareThreads: 300 }, 'minSpareThreads 300', 'from 0 to 200'],
  [{ minSpareThreads: -1 }, 'minSpareThreads -1', 'from 0 to 200'],
  [{ maxThreads: 0 }, 'maxThreads 0', `from 1 to ${MOST}`],
  [{ maxQueueSize: 0 }, 'maxQueueSize 0', `from 1 to ${MOST}`],
])('%j, with which the pool does not start, is refused', (options, got, why) => {
  expect(problemOf(() => Executor.platform('shared', options))).toMatchObject({
    code: 'OPTION_RANGE', got: `${got} of Executor.platform()`, why: `it is a whole number ${why}`,
  });
});

test('what is written has no more spare threads than threads, whatever is said', () => {
  const count = fc.option(fc.integer({ min: -1, max: 500 }), { nil: undefined });
  fc.assert(fc.property(count, count, (maxThreads, minSpareThreads) => {
    try {
      const { maxThreads: most = 200, minSpareThreads: spare = 25 } = attributesOf({ maxThreads, minSpareThreads });
      expect(spare).toBeLessThanOrEqual(most as number);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      expect((minSpareThreads ?? 0) < 0 || (maxThreads ?? 200) < Math.max(minSpareThreads ?? 1, 1)).toBe(true);
    }
  }));
});

test('numbers that only Terraform knows are left alone, and limit nothing', () => {
  const unknown = new TerraformVariable(new Tier().stack, 'threads', { type: 'number' }).numberValue;
  expect(attributesOf({ maxThreads: unknown })).toMatchObject({ maxThreads: unknown, minSpareThreads: undefined });
  expect(attributesOf({ maxThreads: unknown, minSpareThreads: 300 })).toMatchObject({ minSpareThreads: 300 });
  expect(attributesOf({ minSpareThreads: unknown, maxQueueSize: unknown })).toMatchObject({ minSpareThreads: unknown, maxQueueSize: unknown });
});
