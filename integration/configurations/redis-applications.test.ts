import { join } from 'node:path';
import { Connector, RedisServer, RedisSessions, RedissonJars, Secret, TomcatInstance, TomcatRelease, WebApplication } from 'cdktf-tomcat-cluster';
import { builtImage, checkedProgram, IMAGES, removed, withSecrets } from './support';
import { TomcatOnMachine } from './tomcat-on-machine';
import { MachineHost } from '../../test/support/machine-host';
import { docker, shell } from '../support/containers';
import { cookiesOf } from '../support/cookies';
import { until } from '../support/until';

const NETWORK = `${IMAGES}-redis`;
const REDIS = `${NETWORK}-server`;
const REDIS_ADDRESS = '172.31.65.20';
const ADDRESSES = ['172.31.65.10', '172.31.65.11'];
const TOMCATS = ADDRESSES.map((_, index) => `${NETWORK}-tomcat-${index}`);
const PASSWORD = 'a-password-for-redis';
const READY_S = 30;
const HEARD_S = 5;
const everything = { containers: [...TOMCATS, REDIS], networks: [NETWORK] };

beforeAll(async () => {
  await removed(everything);
  await docker('network', 'create', '--subnet', '172.31.65.0/24', NETWORK);
  const image = await builtImage('redis', 'integration/replication/redis/Dockerfile');
  await docker('run', '--detach', '--name', REDIS, '--network', NETWORK, '--ip', REDIS_ADDRESS, image, '--requirepass', PASSWORD);
  await until(READY_S, () => shell(REDIS, `redis-cli -a ${PASSWORD} ping 2>/dev/null | grep -q PONG || echo Redis`));
});
afterEach(() => removed({ containers: TOMCATS }));
afterAll(() => removed(everything));

/** Starts so many Tomcats of a site that keeps its sessions in Redis. */
async function started(siteName: string, count: number, applications: WebApplication[], pages: Record<string, string> = {}): Promise<void> {
  const { instances, files } = await checkedProgram((stack) => {
    const redisSessions = new RedisSessions(stack, siteName, {
      server: RedisServer.single(`${REDIS_ADDRESS}:6379`), jars: RedissonJars.folder(join(process.env.CDKTF_TOMCAT_CACHE ?? '', 'redisson')), password: Secret.unsafePlainText(PASSWORD),
    });
    const declared = ADDRESSES.slice(0, count).map((address, index) => new TomcatInstance(stack, `tomcat-${index}`, {
      host: new MachineHost(stack, `was-${index}`, address), instanceName: 'tomcat', release: TomcatRelease.V10_1,
      connectors: [Connector.http({ address: '0.0.0.0' })], redisSessions, applications,
    }));
    return { instances: declared, files: () => declared.map((instance) => instance.files) };
  });
  for (const [index, instance] of instances.entries()) {
    const tomcat = await TomcatOnMachine.of(TOMCATS[index], TomcatRelease.V10_1, { name: NETWORK, address: ADDRESSES[index] });
    await tomcat.prepare(instance, withSecrets({ ...files()[index], ...pages }, { 'plain text': PASSWORD }));
    await tomcat.putArtifacts(instance);
    await tomcat.start();
  }
}

function visit(index: number, path: string, cookie = ''): Promise<Response> {
  return fetch(`http://${ADDRESSES[index]}:8080${path}`, { headers: { Cookie: cookie } });
}

async function counted(index: number, path: string, cookie = '') {
  const answer = await visit(index, path, cookie);
  const { count } = JSON.parse(await answer.text()) as { count: number };
  return { count, cookie: cookiesOf(answer)[0] };
}

test('two applications that keep their sessions in one Redis do not find those of each other, though browsers send both the cookie of the root', async () => {
  await started('shop', 1, [WebApplication.sessionProbe(), WebApplication.sessionProbe({ contextPath: '/admin' })]);
  const { cookie } = await counted(0, '/session');
  expect((await counted(0, '/session', cookie)).count).toBe(2);
  const own = await counted(0, '/admin/session', cookie);
  expect(own.count).toBe(1);
  expect((await counted(0, '/admin/session', own.cookie)).count).toBe(2);
  expect((await counted(0, '/session', cookie)).count).toBe(3);
  const keys = (await shell(REDIS, `redis-cli -a ${PASSWORD} --no-auth-warning keys '*'`)).split('\n').map((key) => key.replace(/[0-9A-F]{32}.*/, '…'));
  expect([...new Set(keys)].sort()).toEqual(['shop:admin:redisson:tomcat_session:…', 'shop:redisson:tomcat_session:…']);
});

test('a session that one Tomcat has ended is ended at another that has served it', async () => {
  await started('club', 2, [WebApplication.sessionProbe()], { '/srv/tomcat/tomcat/applications/ROOT/leave.jsp': '<% session.invalidate(); %>left' });
  const { cookie } = await counted(0, '/session');
  expect((await counted(1, '/session', cookie)).count).toBe(2);
  expect((await counted(0, '/session', cookie)).count).toBe(3);
  expect(await (await visit(0, '/leave.jsp', cookie)).text()).toBe('left');
  await until(HEARD_S, async () => (await counted(1, '/session', cookie)).cookie ? '' : 'another session at the other Tomcat');
});
