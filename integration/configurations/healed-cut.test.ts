import { setTimeout as pause } from 'node:timers/promises';
import { TomcatRelease } from 'cdktf-tomcat-cluster';
import { TwoMembers } from './two-members';
import { mend, part } from '../faults/network';
import { until } from '../support/until';

/** The kernel tries again to send what was lost 12.6 seconds after it was sent first, and then after 25.4. */
const APART_MS = 14_000;
/** The members look for each other each second. */
const TOGETHER_S = 5;

const members = new TwoMembers('healed-cut', '172.31.60');

beforeAll(() => members.start(TomcatRelease.V11_0));
afterAll(() => members.remove());

test('members that were apart have the sessions that begin then, although changes were on their way when the network was cut', async () => {
  const [one, other] = members.containers;
  const { cookie } = await members.count(0);
  await until(TOGETHER_S, async () => (await members.count(1, cookie)).count > 1 ? '' : 'the session on the other member');

  await Promise.all([part(one, other), part(other, one)]);
  await Promise.all([members.count(0, cookie), members.count(1, cookie)]);
  const apart = await members.count(0);
  await pause(APART_MS);
  expect((await members.count(1, apart.cookie)).count).toBe(1); // the cut is one
  await Promise.all(members.containers.map(mend));

  let began = await members.count(0);
  let found = 0;
  await until(TOGETHER_S, async () => {
    ({ count: found } = await members.count(1, began.cookie));
    if (found > 1) return '';
    began = await members.count(0); // what begins before they are together again stays where it is
    return 'a session that began then on the other member';
  });
  expect(found).toBe(began.count + 1);
});
