import { TerraformVariable } from 'cdktf';
import { expectProblems } from '../support/expect-problem';
import { Tier } from '../support/program';

describe('RECOVERY_OPTIONS', () => {
  function recovering(recoveryOptions: (tier: Tier) => number | undefined) {
    const tier = new Tier();
    tier.frontend('web', [tier.tomcat('a')], { workers: { recoveryOptions: recoveryOptions(tier) } });
    return tier.problems;
  }

  test.each([
    [0, 'a second answer may follow the half of the first'],
    [17, 'a second answer may follow the half of the first'],
    [2, 'may do again what another has done already'],
    [27, 'where 8 is set mod_jk forgets 16'],
  ])('the sum %d is warned of', (sum, why) => {
    expectProblems(recovering(() => sum), 'warning', { code: 'RECOVERY_OPTIONS', path: 'shop/web', got: `recoveryOptions ${sum}`, why, fix: 'use 3 or 19' });
  });

  test.each([undefined, 3, 7, 11, 19, 23])('the sum %s is not', (sum) => {
    expect(recovering(() => sum)).toEqual([]);
  });

  test('a sum that only Terraform knows is left alone', () => {
    expect(recovering(({ stack }) => new TerraformVariable(stack, 'sum', { type: 'number' }).numberValue)).toEqual([]);
  });
});
