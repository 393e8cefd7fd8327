import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connector, ContextManager, DataSource, Secret, SessionStore, TomcatInstance, TomcatLibrary, TomcatRelease, WebApplication } from 'cdktf-tomcat-cluster';
import { builtImage, checkedProgram, IMAGES, inTemporaryDirectory, removed, withSecrets } from './support';
import { TomcatOnMachine } from './tomcat-on-machine';
import { MachineHost } from '../../test/support/machine-host';
import { docker, shell } from '../support/containers';
import { repository } from '../support/repository';
import { until } from '../support/until';

const NETWORK = `${IMAGES}-table`;
const DATABASE = `${NETWORK}-postgresql`;
const [ADDRESS, DATABASE_ADDRESS] = ['172.31.64.10', '172.31.64.20'];
const PASSWORD = 'a-password-for-postgresql';
const READY_S = 60;

const releases = [TomcatRelease.V9_0, TomcatRelease.V10_1, TomcatRelease.V11_0];
const containers = releases.map(({ line }) => `${NETWORK}-${line}`);

/** The table as docs/tomcat.md has it made. */
const [, TABLE] = /```sql\n([^`]+)```/.exec(readFileSync(join(repository, 'docs/tomcat.md'), 'utf8'))!;

async function sql(statement: string): Promise<string> {
  return docker('exec', '--user', 'postgres', DATABASE, 'psql', '-v', 'ON_ERROR_STOP=1', '-qtAX', '-c', statement);
}

beforeAll(async () => {
  await removed({ containers: [...containers, DATABASE], networks: [NETWORK] });
  await docker('network', 'create', '--subnet', '172.31.64.0/24', NETWORK);
  await docker('run', '--detach', '--name', DATABASE, '--network', NETWORK, '--ip', DATABASE_ADDRESS,
    await builtImage('postgresql', 'integration/configurations/images/postgresql/Dockerfile'));
  await until(READY_S, () => shell(DATABASE, 'pg_isready -q -h 127.0.0.1 || echo PostgreSQL'));
  await sql(`CREATE ROLE shop LOGIN PASSWORD '${PASSWORD}'; GRANT CREATE ON SCHEMA public TO shop`);
  await sql(`SET ROLE shop; ${TABLE}`);
});

afterAll(() => removed({ containers: [...containers, DATABASE], networks: [NETWORK] }));

describe.each(releases)('Tomcat $version with a table for its sessions', (release) => {
  const container = containers[releases.indexOf(release)];
  let tomcat: TomcatOnMachine;

  beforeAll(() => inTemporaryDirectory(async (directory) => {
    const jar = join(directory, 'postgresql.jar');
    await docker('cp', '--follow-link', `${DATABASE}:/usr/share/java/postgresql.jar`, jar);
    const database = (name: string) => DataSource.jdbc(name, {
      url: `jdbc:postgresql://${DATABASE_ADDRESS}/postgres`, driverClassName: 'org.postgresql.Driver', username: 'shop',
      password: Secret.unsafePlainText(PASSWORD),
    });
    const times = { maxIdleBackupSeconds: 1, processExpiresFrequency: 1 };
    const stored = (name: string) => ContextManager.persistent(SessionStore.dataSource(name), times);
    const { instance, files } = await checkedProgram((stack) => {
      const declared = new TomcatInstance(stack, 'tomcat', {
        host: new MachineHost(stack, 'was-01', ADDRESS),
        release,
        connectors: [Connector.http({ address: '0.0.0.0' })],
        libraries: [TomcatLibrary.jar(jar)],
        globalDataSources: [database('jdbc/sessions')],
        manager: stored('jdbc/sessions'),
        applications: [
          WebApplication.sessionProbe(),
          WebApplication.sessionProbe({ contextPath: '/own', dataSources: [database('jdbc/own')], manager: stored('jdbc/own') }),
        ],
      });
      return { instance: declared, files: () => declared.files };
    });
    tomcat = await TomcatOnMachine.of(container, release, { name: NETWORK, address: ADDRESS });
    await tomcat.prepare(instance, withSecrets(files(), { 'plain text': PASSWORD }));
    await tomcat.putArtifacts(instance);
    await tomcat.start();
  }));

  afterAll(() => removed({ containers: [container] }));

  /** What each application counts in one more request of a session. */
  async function counts(cookies: Record<string, string>): Promise<number[]> {
    const counted: number[] = [];
    for (const path of ['/', '/own/']) {
      const answer = await fetch(`http://${ADDRESS}:8080${path}session`, { headers: { Cookie: cookies[path] ?? '' } });
      cookies[path] = answer.headers.get('set-cookie')?.split(';')[0] ?? cookies[path];
      counted.push((JSON.parse(await answer.text()) as { count: number }).count);
    }
    return counted;
  }

  test('finds its sessions again after a stop', async () => {
    const cookies: Record<string, string> = {};
    expect([await counts(cookies), await counts(cookies)]).toEqual([[1, 1], [2, 2]]);
    await tomcat.stop();
    await tomcat.start();
    expect(await counts(cookies)).toEqual([3, 3]);
  });

  test('finds a session again after its process was killed, once it was saved', async () => {
    const cookies: Record<string, string> = {};
    expect([await counts(cookies), await counts(cookies)]).toEqual([[1, 1], [2, 2]]);
    const ids = Object.values(cookies).map((cookie) => `'${cookie.replace(/.*=/, '')}'`).join();
    await until(READY_S, async () => await sql(`SELECT count(*) FROM tomcat$sessions WHERE id IN (${ids})`) === '2' ? '' : 'the rows of both sessions');
    await tomcat.kill();
    await tomcat.start();
    expect(await counts(cookies)).toEqual([3, 3]);
  });
});
