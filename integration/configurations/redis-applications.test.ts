import { join } from 'node:path';
import { Connector, RedisServer, RedisSessions, RedissonJars, Secret, TomcatInstance, TomcatRelease, WebApplication } from 'cdktf-tomcat-cluster';
import { builtImage, checkedProgram, IMAGES, removed, withSecrets } from './support';
import { TomcatOnMachine } from './tomcat-on-machine';
import { MachineHost } from '../../test/support/machine-host';
import { docker, shell } from '../support/containers';
import { cookiesOf } from '../support/cookies';
import { until } from '../support/until';

const NETWORK = `${IMAGES}-redis`;
const [TOMCAT, REDIS] = [`${NETWORK}-tomcat`, `${NETWORK}-server`];
const [ADDRESS, REDIS_ADDRESS] = ['172.31.65.10', '172.31.65.20'];
const PASSWORD = 'a-password-for-redis';
const READY_S = 30;
const everything = { containers: [TOMCAT, REDIS], networks: [NETWORK] };

beforeAll(async () => {
  await removed(everything);
  await docker('network', 'create', '--subnet', '172.31.65.0/24', NETWORK);
  const image = await builtImage('redis', 'integration/replication/redis/Dockerfile');
  await docker('run', '--detach', '--name', REDIS, '--network', NETWORK, '--ip', REDIS_ADDRESS, image, '--requirepass', PASSWORD);
  await until(READY_S, () => shell(REDIS, `redis-cli -a ${PASSWORD} ping 2>/dev/null | grep -q PONG || echo Redis`));
});
afterAll(() => removed(everything));

test('two applications that keep their sessions in one Redis do not find those of each other, though browsers send both the cookie of the root', async () => {
  const { instance, files } = await checkedProgram((stack) => {
    const redisSessions = new RedisSessions(stack, 'shop', {
      server: RedisServer.single(`${REDIS_ADDRESS}:6379`), jars: RedissonJars.folder(join(process.env.CDKTF_TOMCAT_CACHE ?? '', 'redisson')), password: Secret.unsafePlainText(PASSWORD),
    });
    const declared = new TomcatInstance(stack, 'tomcat', {
      host: new MachineHost(stack, 'was-01', ADDRESS), release: TomcatRelease.V10_1, connectors: [Connector.http({ address: '0.0.0.0' })], redisSessions,
      applications: [WebApplication.sessionProbe(), WebApplication.sessionProbe({ contextPath: '/admin' })],
    });
    return { instance: declared, files: () => declared.files };
  });
  const tomcat = await TomcatOnMachine.of(TOMCAT, TomcatRelease.V10_1, { name: NETWORK, address: ADDRESS });
  await tomcat.prepare(instance, withSecrets(files(), { 'plain text': PASSWORD }));
  await tomcat.putArtifacts(instance);
  await tomcat.start();

  const counted = async (path: string, cookie = '') => {
    const answer = await fetch(`http://${ADDRESS}:8080${path}`, { headers: { Cookie: cookie } });
    const { count } = JSON.parse(await answer.text()) as { count: number };
    return { count, cookie: cookiesOf(answer)[0] };
  };
  const { cookie } = await counted('/session');
  expect((await counted('/session', cookie)).count).toBe(2);
  const own = await counted('/admin/session', cookie);
  expect(own.count).toBe(1);
  expect((await counted('/admin/session', own.cookie)).count).toBe(2);
  expect((await counted('/session', cookie)).count).toBe(3);
  const keys = (await shell(REDIS, `redis-cli -a ${PASSWORD} --no-auth-warning keys '*'`)).split('\n').map((key) => key.replace(/[0-9A-F]{32}.*/, '…'));
  expect([...new Set(keys)].sort()).toEqual(['shop:admin:redisson:tomcat_session:…', 'shop:redisson:tomcat_session:…']);
});
