import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Connector, ContextManager, Secret, SessionStore, TomcatInstance, TomcatRelease, WebApplication } from 'cdktf-tomcat-cluster';
import { checkedProgram, IMAGES, inTemporaryDirectory, removed, withSecrets } from './support';
import { TomcatOnMachine } from './tomcat-on-machine';
import { MachineHost } from '../../test/support/machine-host';
import { docker, shell } from '../support/containers';
import { until } from '../support/until';

const NETWORK = `${IMAGES}-kept`;
const ADDRESS = '172.31.43.10';
const PASSWORD = 'a-password-for-jmx';

const releases = [TomcatRelease.V9_0, TomcatRelease.V10_1, TomcatRelease.V11_0];
const containers = releases.map(({ line }) => `${NETWORK}-${line}`);

beforeAll(async () => {
  await removed({ containers, networks: [NETWORK] });
  await docker('network', 'create', '--subnet', '172.31.43.0/24', NETWORK);
});

afterAll(() => removed({ containers, networks: [NETWORK] }));

describe.each(releases)('Tomcat $version on a machine', (release) => {
  const container = `${NETWORK}-${release.line}`;
  let tomcat: TomcatOnMachine;
  let base: string;

  beforeAll(async () => {
    tomcat = await TomcatOnMachine.of(container, release, { name: NETWORK, address: ADDRESS });
    await inTemporaryDirectory(async (directory) => {
      execFileSync('javac', ['--release', '17', '-d', directory, join(__dirname, 'jmx/Look.java')]);
      await docker('cp', `${directory}/.`, `${container}:/look`);
    });
    const { instance, files } = await checkedProgram((stack) => {
      const declared = new TomcatInstance(stack, 'tomcat', {
        host: new MachineHost(stack, 'was-01', ADDRESS),
        release,
        connectors: [Connector.http({ address: '0.0.0.0' })],
        applications: [
          WebApplication.sessionProbe({
            manager: ContextManager.persistent(SessionStore.file(), { maxIdleBackupSeconds: 1, maxIdleSwapSeconds: 600, processExpiresFrequency: 1 }),
          }),
          WebApplication.sessionProbe({ contextPath: '/saved', manager: ContextManager.standard({ saveOnRestart: true }) }),
          WebApplication.sessionProbe({ contextPath: '/memory', manager: ContextManager.standard() }),
        ],
        jmx: { username: 'ops', password: Secret.unsafePlainText(PASSWORD), allowedFrom: [`${ADDRESS}/32`] },
      });
      return { instance: declared, files: () => declared.files };
    });
    base = instance._catalinaBase;
    await tomcat.prepare(instance, withSecrets(files(), { 'plain text': PASSWORD }));
    await tomcat.start();
  });

  afterAll(() => removed({ containers: [container] }));

  /** What each application counts in one more request of a session. */
  async function counts(cookies: Record<string, string>): Promise<Record<string, number>> {
    const counted: Record<string, number> = {};
    for (const path of ['/', '/saved/', '/memory/']) {
      const answer = await fetch(`http://${ADDRESS}:8080${path}session`, { headers: { Cookie: cookies[path] ?? '' } });
      const body = JSON.parse(await answer.text()) as { count: number };
      const cookie = answer.headers.get('set-cookie')?.split(';')[0];
      if (cookie) cookies[path] = cookie;
      counted[path] = body.count;
    }
    return counted;
  }

  const look = (user: string, password: string) => shell(container, `java -cp /look Look ${ADDRESS} 9010 ${user} ${password} 2>&1`);

  test('finds its sessions again after a stop, where their manager keeps them', async () => {
    const cookies: Record<string, string> = {};
    expect(await counts(cookies)).toEqual({ '/': 1, '/saved/': 1, '/memory/': 1 });
    expect(await counts(cookies)).toEqual({ '/': 2, '/saved/': 2, '/memory/': 2 });
    await tomcat.stop();
    await tomcat.start();
    expect(await counts(cookies)).toEqual({ '/': 3, '/saved/': 3, '/memory/': 1 });
  });

  test('finds a session again after its process was killed, once the session was saved', async () => {
    const cookies: Record<string, string> = {};
    await counts(cookies);
    expect(await counts(cookies)).toEqual({ '/': 2, '/saved/': 2, '/memory/': 2 });
    const file = `${base}/sessions/ROOT/${cookies['/'].replace(/.*=/, '')}.session`;
    await until(60, () => shell(container, `test -s ${file} || echo ${file}`));
    await tomcat.kill();
    await tomcat.start();
    expect(await counts(cookies)).toEqual({ '/': 3, '/saved/': 1, '/memory/': 1 });
  });

  test('is looked at by JMX with the password, and not changed', async () => {
    expect(await look('ops', PASSWORD)).toBe(`Apache Tomcat/${release.version}\nrefused`);
    expect(await look('ops', 'another-password')).toBe('refused');
  });
});
