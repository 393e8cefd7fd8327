import { Failover, FailoverOptions } from 'cdktf-tomcat-cluster';

test.each<[string, (options?: FailoverOptions) => Failover]>([
  ['standard', Failover.standard], ['fast', Failover.fast], ['patient', Failover.patient],
])('an option of %s() that is undefined is as if it were not there', (_, profile) => {
  const unsaid = Object.fromEntries(Object.keys(profile()._times).map((option) => [option, undefined]));
  expect(profile(unsaid)._times).toEqual(profile()._times);
  expect(profile({ ...unsaid, recoverTimeSeconds: 7 })._times).toEqual({ ...profile()._times, recoverTimeSeconds: 7 });
});
