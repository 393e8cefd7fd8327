import { TomcatRelease } from 'cdktf-tomcat-cluster';
import { cookiesOf, TwoMembers } from './two-members';
import { mend, part } from '../faults/network';
import { until } from '../support/until';

/** The kernel tries again to send what was lost 12.6 seconds after it was sent first, and then after 25.4. */
const APART_MS = 14_000;
/** The members look for each other each second. */
const TOGETHER_S = 5;

const members = new TwoMembers('split', '172.31.60');

beforeAll(() => members.start(TomcatRelease.V11_0, {}));
afterAll(() => members.remove());

async function counted(index: number, cookie = ''): Promise<{ count: number; cookie: string }> {
  const answer = await members.visit(index, '/session', { Cookie: cookie });
  const { count } = JSON.parse(await answer.text()) as { count: number };
  return { count, cookie: cookiesOf(answer)[0] ?? cookie };
}

test('members that were apart have the sessions that begin then, although changes were on their way when the network was cut', async () => {
  const [one, other] = members.containers;
  const { cookie } = await counted(0);
  await until(TOGETHER_S, async () => (await counted(1, cookie)).count > 1 ? '' : 'the session on the other member');

  await Promise.all([part(one, other), part(other, one)]);
  await Promise.all([counted(0, cookie), counted(1, cookie)]);
  await new Promise((resolve) => setTimeout(resolve, APART_MS));
  await Promise.all(members.containers.map(mend));

  let last = await counted(0);
  await until(TOGETHER_S, async () => {
    if ((await counted(1, last.cookie)).count > 1) return '';
    last = await counted(0); // what begins before they are together again stays where it is
    return 'a session that began then on the other member';
  });
});
