import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Connector, ContextManager, Secret, SessionStore, TomcatInstance, TomcatRelease, WebApplication } from 'cdktf-tomcat-cluster';
import { CountingVisitor } from './counting-visitor';
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

  const newVisitor = () => new CountingVisitor(ADDRESS, ['/', '/saved/', '/memory/']);
  const look = (user: string, password: string) => shell(container, `java -cp /look Look ${ADDRESS} 9010 ${user} ${password} 2>&1`);

  test('finds its sessions again after a stop, where their manager keeps them', async () => {
    const visitor = newVisitor();
    expect(await visitor.counts()).toEqual({ '/': 1, '/saved/': 1, '/memory/': 1 });
    expect(await visitor.counts()).toEqual({ '/': 2, '/saved/': 2, '/memory/': 2 });
    await tomcat.stop();
    await tomcat.start();
    expect(await visitor.counts()).toEqual({ '/': 3, '/saved/': 3, '/memory/': 1 });
  });

  test('finds a session again after its process was killed, once the session was saved', async () => {
    const visitor = newVisitor();
    await visitor.counts();
    expect(await visitor.counts()).toEqual({ '/': 2, '/saved/': 2, '/memory/': 2 });
    const file = `${base}/sessions/ROOT/${visitor.sessionId('/')}.session`;
    await until(60, () => shell(container, `test -s ${file} || echo ${file}`));
    await tomcat.kill();
    await tomcat.start();
    expect(await visitor.counts()).toEqual({ '/': 3, '/saved/': 1, '/memory/': 1 });
  });

  test('is looked at by JMX with the password, and not changed', async () => {
    expect(await look('ops', PASSWORD)).toBe(`Apache Tomcat/${release.version}\nrefused`);
    expect(await look('ops', 'another-password')).toBe('refused');
  });
});
