import { ClusterValve, TomcatRelease } from 'cdktf-tomcat-cluster';
import { TwoMembers } from './two-members';
import { until } from '../support/until';

/** More than the other member could count by itself while it is asked. */
const COUNTED = 30;
const REPLICATED_S = 5;

const members = new TwoMembers('filter', '172.31.61');

beforeAll(() => members.start(TomcatRelease.V11_0, {
  cluster: { valves: [ClusterValve.replication('/session|.*\\.png'), ClusterValve.jvmRouteBinder()] },
}));
afterAll(() => members.remove());

test('what a filter names is not replicated, and all else is', async () => {
  const { cookie } = await members.count(0, '', '/session.jsp');
  expect((await members.count(0, cookie)).count).toBe(2);
  expect((await members.count(0, cookie)).count).toBe(3);
  // Messages keep their order: what was sent of these two would be there before what is sent now.
  let last = await members.count(0, '', '/session.jsp');
  while (last.count < COUNTED) last = await members.count(0, last.cookie, '/session.jsp');
  await until(REPLICATED_S, async () => (await members.count(1, last.cookie)).count > COUNTED ? '' : 'what no filter names on the other member');
  expect((await members.count(1, cookie)).count).toBe(2);
});
