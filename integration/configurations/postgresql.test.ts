import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Checks, Connector, ContextManager, DataSource, Secret, SessionStore, TomcatInstance, TomcatInstanceProps, TomcatLibrary, TomcatRelease,
  WebApplication,
} from 'cdktf-tomcat-cluster';
import { TerraformStack } from 'cdktf';
import { CountingVisitor } from './counting-visitor';
import { builtImage, checkedProgram, IMAGES, inTemporaryDirectory, removed, withSecrets } from './support';
import { TomcatOnMachine } from './tomcat-on-machine';
import { verdictOf } from '../../src/checks/run-checks';
import { ArchivedFiles, writeArchive } from '../../test/support/archive';
import { MachineHost } from '../../test/support/machine-host';
import { docker, shell } from '../support/containers';
import { repository } from '../support/repository';
import { until } from '../support/until';

const NETWORK = `${IMAGES}-postgresql`;
const DATABASE = `${NETWORK}-server`;
const [ADDRESS, DATABASE_ADDRESS] = ['172.31.64.10', '172.31.64.20'];
const PASSWORD = 'a-password-for-postgresql';
const READY_S = 60;

/** Says whether the data source of its application connects. */
const PAGE = `<%@ page contentType="text/plain" import="java.sql.*,javax.naming.*,javax.sql.DataSource" %><%
try (Connection connection = ((DataSource) new InitialContext().lookup("java:comp/env/jdbc/own")).getConnection()) {
  out.print("connected");
} catch (SQLException e) {
  out.print(e.getMessage());
}
%>`;

const releases = [TomcatRelease.V9_0, TomcatRelease.V11_0];
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

/** Takes the driver from where PostgreSQL is, and returns its path. */
async function driver(directory: string): Promise<string> {
  const jar = join(directory, 'postgresql.jar');
  await docker('cp', '--follow-link', `${DATABASE}:/usr/share/java/postgresql.jar`, jar);
  return jar;
}

function database(name: string): DataSource {
  return DataSource.jdbc(name, {
    url: `jdbc:postgresql://${DATABASE_ADDRESS}/postgres`, driverClassName: 'org.postgresql.Driver', username: 'shop',
    password: Secret.unsafePlainText(PASSWORD),
  });
}

/** Starts a Tomcat, which must not complain. Returns it, and the problems that its program accepts. */
async function started(
  container: string, release: TomcatRelease, props: (stack: TerraformStack) => Partial<TomcatInstanceProps>,
): Promise<{ tomcat: TomcatOnMachine; accepted: string[] }> {
  const { instance, files, accepted } = await checkedProgram((stack) => {
    const declared = new TomcatInstance(stack, 'tomcat', {
      host: new MachineHost(stack, 'was-01', ADDRESS), release, connectors: [Connector.http({ address: '0.0.0.0' })], ...props(stack),
    });
    return { instance: declared, files: () => declared.files, accepted: () => verdictOf(stack).accepted.map(({ problem }) => problem.got) };
  });
  const tomcat = await TomcatOnMachine.of(container, release, { name: NETWORK, address: ADDRESS });
  await tomcat.prepare(instance, withSecrets(files(), { 'plain text': PASSWORD }));
  await tomcat.putArtifacts(instance);
  await tomcat.start();
  return { tomcat, accepted: accepted() };
}

afterAll(() => removed({ containers: [...containers, DATABASE], networks: [NETWORK] }));

describe.each(releases)('Tomcat $version with a table for its sessions', (release) => {
  const container = containers[releases.indexOf(release)];
  let tomcat: TomcatOnMachine;

  beforeAll(() => inTemporaryDirectory(async (directory) => {
    const times = { maxIdleBackupSeconds: 1, processExpiresFrequency: 1 };
    const stored = (name: string) => ContextManager.persistent(SessionStore.dataSource(name), times);
    const library = TomcatLibrary.jar(await driver(directory));
    ({ tomcat } = await started(container, release, () => ({
      libraries: [library],
      globalDataSources: [database('jdbc/sessions')],
      manager: stored('jdbc/sessions'),
      applications: [
        WebApplication.sessionProbe(),
        WebApplication.sessionProbe({ contextPath: '/own', dataSources: [database('jdbc/own')], manager: stored('jdbc/own') }),
      ],
    })));
  }));

  afterAll(() => removed({ containers: [container] }));

  const newVisitor = () => new CountingVisitor(ADDRESS, ['/', '/own/']);

  test('finds its sessions again after a stop', async () => {
    const visitor = newVisitor();
    expect(await visitor.counts()).toEqual({ '/': 1, '/own/': 1 });
    expect(await visitor.counts()).toEqual({ '/': 2, '/own/': 2 });
    await tomcat.stop();
    await tomcat.start();
    expect(await visitor.counts()).toEqual({ '/': 3, '/own/': 3 });
  });

  test('finds a session again after its process was killed, once it was saved', async () => {
    const visitor = newVisitor();
    expect(await visitor.counts()).toEqual({ '/': 1, '/own/': 1 });
    expect(await visitor.counts()).toEqual({ '/': 2, '/own/': 2 });
    const ids = ['/', '/own/'].map((path) => `'${visitor.sessionId(path)}'`).join();
    await until(READY_S, async () => await sql(`SELECT count(*) FROM tomcat$sessions WHERE id IN (${ids})`) === '2' ? '' : 'the rows of both sessions');
    await tomcat.kill();
    await tomcat.start();
    expect(await visitor.counts()).toEqual({ '/': 3, '/own/': 3 });
  });
});

test.each(releases)('Tomcat $version finds the driver of a data source where the check looks for it', (release) => inTemporaryDirectory(async (directory) => {
  const jar = readFileSync(await driver(directory));
  const war = (name: string, libraries: ArchivedFiles) => WebApplication.war(writeArchive(join(directory, `${name}.war`), { 'index.jsp': PAGE, ...libraries }), {
    contextPath: `/${name}`, dataSources: [database('jdbc/own')],
  });
  const container = containers[releases.indexOf(release)];
  const { accepted } = await started(container, release, (stack) => {
    Checks.of(stack).accept('JDBC_DRIVER_MISSING', 'the test sees what comes of it');
    return { applications: [war('with', { 'WEB-INF/lib/postgresql.jar': jar }), war('without', {})] };
  });
  try {
    const answer = async (path: string) => (await (await fetch(`http://${ADDRESS}:8080${path}`)).text()).trim();
    expect(await answer('/with/')).toBe('connected');
    expect(await answer('/without/')).toBe("Cannot load JDBC driver class 'org.postgresql.Driver'");
    expect(accepted).toEqual([expect.stringMatching(/org\.postgresql\.Driver is not in Tomcat's lib and not in the application \/without$/)]);
  } finally {
    await removed({ containers: [container] });
  }
}));
