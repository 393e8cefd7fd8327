import { join } from 'node:path';
import { ClusterValve, Secret, TomcatRelease } from 'cdktf-tomcat-cluster';
import { inTemporaryDirectory, withSecrets } from './support';
import { TwoMembers } from './two-members';
import { docker, shell } from '../support/containers';
import { cookiesOf } from '../support/cookies';
import { until } from '../support/until';
import { writeArchive } from '../../test/support/archive';

const WATCHED = '/srv/farm/watched';
const DEPLOY_S = 120;
const READER = { username: 'reader', password: 'reads-a-book-each-day' };

/** Two members of a cluster of their Host. */
const members = new TwoMembers('farm', '172.31.44');

beforeAll(() => members.start(TomcatRelease.V11_0, {
  cluster: {
    valves: [ClusterValve.replication(), ClusterValve.jvmRouteBinder(), ClusterValve.singleSignOn()],
    deployer: { watchDir: WATCHED, processDeployFrequency: 1 },
  },
  tomcat: { users: [{ ...READER, password: Secret.unsafePlainText(READER.password), roles: ['reader'] }] },
  files: (files) => withSecrets(files, { 'plain text': READER.password }),
}));

afterAll(() => members.remove());

/** Puts a WAR into the directory that the first member watches. */
async function put(name: string, files: Record<string, string>): Promise<void> {
  const [container] = members.containers;
  await inTemporaryDirectory(async (directory) => {
    const war = writeArchive(join(directory, `${name}.war`), files);
    await docker('cp', war, `${container}:/tmp/${name}.war`);
  });
  await shell(container, `chown 10001 /tmp/${name}.war && mv /tmp/${name}.war ${WATCHED}/${name}.war`);
}

function answered(path: string, status: number, what: string): Promise<void> {
  return until(DEPLOY_S, async () => (await members.statuses(path)).every((each) => each === status) ? '' : what);
}

test('a WAR that is put into the directory of one member is deployed on all, and is there after a restart, until it is taken away', async () => {
  expect(await members.statuses('/book/')).toEqual([404, 404]);
  await put('book', { 'index.html': 'a book' });
  await answered('/book/', 200, 'the application on both members');

  await members.tomcats[1].stop();
  await members.tomcats[1].start();
  expect(await members.statuses('/book/')).toEqual([200, 200]);

  await shell(members.containers[0], `rm ${WATCHED}/book.war`);
  await answered('/book/', 404, 'the end of the application on both members');
});

test('a session counts on over the members of such a cluster', async () => {
  const first = await members.count(0);
  expect(first.count).toBe(1);
  await until(30, async () => (await members.count(1, first.cookie)).count > 1 ? '' : 'the session on the other member');
});

test('who has logged in on one member is known on the other', async () => {
  await put('club', {
    'index.html': 'for readers',
    'WEB-INF/web.xml': '<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1"><security-constraint>'
      + '<web-resource-collection><web-resource-name>all</web-resource-name><url-pattern>/*</url-pattern></web-resource-collection>'
      + '<auth-constraint><role-name>reader</role-name></auth-constraint></security-constraint>'
      + '<login-config><auth-method>BASIC</auth-method></login-config><security-role><role-name>reader</role-name></security-role></web-app>',
  });
  await answered('/club/', 401, 'the application on both members');
  const authorization = `Basic ${Buffer.from(`${READER.username}:${READER.password}`).toString('base64')}`;
  const login = await members.visit(0, '/club/', { Authorization: authorization });
  expect(login.status).toBe(200);
  const Cookie = cookiesOf(login).find((cookie) => cookie.startsWith('JSESSIONIDSSO='))!;
  await until(30, async () => (await members.visit(1, '/club/', { Cookie })).status === 200 ? '' : 'the one who has logged in on the other member');
});
