import { dirname, join } from 'node:path';
import { SessionManager, TomcatRelease } from 'cdktf-tomcat-cluster';
import { TwoMembers } from './two-members';
import { cookiesOf } from '../support/cookies';

/** More sessions than arrive within the time that a start waits by default, on a slow machine, and the clients that begin them. */
const CROWD = 20_000;
const CLIENTS = 24;

/** Says whether the session is new, which remembers a kilobyte. */
const PAGE = '<%@ page trimDirectiveWhitespaces="true" %><%= session.isNew() %><% session.setAttribute("memory", new byte[1000]); %>';

const members = new TwoMembers('crowd', '172.31.59');

beforeAll(() => members.start(TomcatRelease.V11_0, {
  cluster: { manager: SessionManager.delta({ stateTransferTimeoutSeconds: 10 }) },
  tomcat: { maxHeapMegabytes: 512 },
  files: (files) => ({ ...files, [join(dirname(Object.keys(files).find((path) => path.endsWith('/session.jsp'))!), 'memory.jsp')]: PAGE }),
}));

afterAll(() => members.remove());

test('a member that starts has all sessions of the other before it serves, also many, where it waits long enough', async () => {
  const cookies: string[] = [];
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    while (cookies.length < CROWD) {
      const answer = await members.visit(0, '/memory.jsp');
      expect(await answer.text()).toBe('true');
      cookies.push(cookiesOf(answer)[0]);
    }
  }));

  await members.tomcats[1].stop();
  await members.tomcats[1].start();
  const asked = [...cookies.slice(0, 100), ...cookies.slice(-100)];
  for (const Cookie of asked) expect(await (await members.visit(1, '/memory.jsp', { Cookie })).text()).toBe('false');
});
