import { expectProblems } from '../support/expect-problem';
import { synth, Tier } from '../support/program';

const SAID = { code: 'RUNS_AS_ROOT', got: 'runAs: root', why: 'whoever breaks into the service has the whole host', fix: 'leave runAs out' };

describe('RUNS_AS_ROOT', () => {
  test('services that run as root are warned of', () => {
    const tier = new Tier();
    tier.frontend('web', [tier.tomcat('a', { runAs: 'root' })], { runAs: 'root' });
    expectProblems(tier.problems, 'warning', { ...SAID, path: 'shop/a' }, { ...SAID, path: 'shop/web' });
  });

  test('a warning is an annotation of its construct and does not stop the synthesis', () => {
    const tier = new Tier();
    const tomcat = tier.tomcat('a', { runAs: 'root' });
    const { error, files } = synth(tier.app);
    expect(error).toBeUndefined();
    expect(Object.keys(files)).toContain('stacks/shop/cdk.tf.json');
    expect(tomcat.node.metadata).toEqual([expect.objectContaining({
      type: '@cdktf/warn', data: expect.stringMatching(/^\[RUNS_AS_ROOT\] shop\/a: runAs: root; .* Fix: leave runAs out/),
    })]);
  });
});
