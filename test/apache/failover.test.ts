import { TerraformVariable } from 'cdktf';
import { Failover, FailoverOptions, Route } from 'cdktf-tomcat-cluster';
import { problemOf, Tier } from '../support/program';

test.each<[string, (options?: FailoverOptions) => Failover]>([
  ['standard', Failover.standard], ['fast', Failover.fast], ['patient', Failover.patient],
])('an option of %s() that is undefined is as if it were not there', (_, profile) => {
  const unsaid = Object.fromEntries(Object.keys(profile()._times).map((option) => [option, undefined]));
  expect(profile(unsaid)._times).toEqual(profile()._times);
  expect(profile({ ...unsaid, recoverTimeSeconds: 7 })._times).toEqual({ ...profile()._times, recoverTimeSeconds: 7 });
});

describe('a time that only Terraform knows is refused, since others are computed from it,', () => {
  const numberOf = ({ stack }: Tier) => new TerraformVariable(stack, 'number', { type: 'number' }).numberValue;
  const options = Object.entries(Failover.standard()._times).filter(([, time]) => typeof time === 'number').map(([option]) => option);

  test.each(options)('of Failover: %s', (option) => {
    const time = numberOf(new Tier());
    for (const profile of [Failover.standard, Failover.fast, Failover.patient]) {
      expect(problemOf(() => profile({ [option]: time }))).toMatchObject({ code: 'VALUE_NOT_KNOWN', got: `${option} of Failover that only Terraform knows`, fix: expect.stringContaining('in the program') });
    }
  });

  test('of a route', () => {
    const tier = new Tier();
    expect(problemOf(() => Route.path('/reports', tier.tomcat('a'), { replyTimeoutMillis: numberOf(tier) }))).toMatchObject({
      code: 'VALUE_NOT_KNOWN', got: 'replyTimeoutMillis of the route of /reports that only Terraform knows',
    });
  });
});
