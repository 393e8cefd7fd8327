import {
  Connector, ContextManager, DataSource, SessionStore, TomcatDistribution, TomcatInstance, TomcatInstanceProps, TomcatLibrary, TomcatRelease,
  WebApplication,
} from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { MachineHost } from '../support/machine-host';
import { problemOf, problemsOf, Tier, variableSecret } from '../support/program';

const DESCRIPTORS = '/srv/tomcat/a/conf/Catalina/localhost';

function onMachine(props: Partial<TomcatInstanceProps>, tier = new Tier()): TomcatInstance {
  return tier.tomcat('a', { host: new MachineHost(tier.stack, 'was-01', '10.0.0.1'), connectors: [Connector.http()], ...props });
}

/** The lines of a context descriptor within Context. */
function linesOf(instance: TomcatInstance, context = 'ROOT'): string[] {
  return instance.files[`${DESCRIPTORS}/${context}.xml`].split('\n').slice(2, -2).map((line) => line.trim());
}

const options = (instance: TomcatInstance) => instance.files['/srv/tomcat/a/bin/setenv.sh'];
const shop = WebApplication.war('shop.war');
const h2 = TomcatLibrary.jar('lib/h2.jar');
const database = (tier: Tier, name: string) => DataSource.jdbc(name, {
  url: 'jdbc:h2:mem', driverClassName: 'org.h2.Driver', username: 'shop', password: variableSecret(tier.stack, `password_of_${name.replace(/\W/g, '_')}`),
});

describe('a StandardManager', () => {
  test('saves nothing unless asked to', () => {
    const instance = onMachine({ applications: [shop], manager: ContextManager.standard({ maxActiveSessions: 100 }) });
    expect(linesOf(instance)).toEqual(['<Manager pathname="" maxActiveSessions="100"/>']);
    expect(instance._service.stateDirectories()).toEqual([]);
  });

  test('saves each application to a file of its own, in a directory that stays', () => {
    const instance = onMachine({
      applications: [shop, WebApplication.war('eu.war', { contextPath: '/shop/eu' })],
      manager: ContextManager.standard({ saveOnRestart: true, persistAuthentication: true, sessionIdLengthBytes: 32 }),
    });
    expect(linesOf(instance, 'shop#eu')).toEqual([
      '<Manager pathname="/srv/tomcat/a/sessions/shop#eu.ser" persistAuthentication="true">',
      '<SessionIdGenerator className="org.apache.catalina.util.StandardSessionIdGenerator" sessionIdLength="32"/>',
      '</Manager>',
    ]);
    expect(instance._service.stateDirectories()).toEqual(['/srv/tomcat/a/sessions']);
    expect(instance._service.scratchDirectories).not.toContain('/srv/tomcat/a/sessions');
  });
});

describe('a PersistentManager', () => {
  test('keeps files below the folder of its instance', () => {
    const instance = onMachine({
      applications: [shop],
      manager: ContextManager.persistent(SessionStore.file(), {
        maxIdleBackupSeconds: 60, minIdleSwapSeconds: 120, maxIdleSwapSeconds: 600, saveOnRestart: false, maxActiveSessions: 1000,
      }),
    });
    expect(linesOf(instance)).toEqual([
      '<Manager className="org.apache.catalina.session.PersistentManager" maxIdleBackup="60" minIdleSwap="120" maxIdleSwap="600" saveOnRestart="false" '
        + 'maxActiveSessions="1000" sessionActivityCheck="true">',
      '<Store className="org.apache.catalina.session.FileStore" directory="/srv/tomcat/a/sessions/ROOT"/>',
      '</Manager>',
    ]);
    expect(instance._service.stateDirectories()).toEqual(['/srv/tomcat/a/sessions']);
    expect(options(instance)).not.toContain('ACTIVITY_CHECK');
  });

  test('knows which sessions are in use by a property of the JVM with Tomcat 9.0, which has no attribute for it', () => {
    const instance = onMachine({ release: TomcatRelease.V9_0, applications: [shop], manager: ContextManager.persistent(SessionStore.file()) });
    expect(linesOf(instance)[0]).toBe('<Manager className="org.apache.catalina.session.PersistentManager">');
    expect(options(instance)).toContain('-Dorg.apache.catalina.session.StandardSession.ACTIVITY_CHECK=true');
  });

  test('keeps files of several instances apart in a directory that is chosen', () => {
    const instance = onMachine({ applications: [shop], manager: ContextManager.persistent(SessionStore.file({ directory: '/data/sessions' })) });
    expect(linesOf(instance)[1]).toBe('<Store className="org.apache.catalina.session.FileStore" directory="/data/sessions/a/ROOT"/>');
    expect(instance._service.stateDirectories()).toEqual(['/data/sessions/a']);
  });

  test('keeps rows in a database of the instance, or of the application', () => {
    const tier = new Tier();
    const instance = onMachine({
      applications: [shop, WebApplication.war('eu.war', { contextPath: '/eu', dataSources: [database(tier, 'jdbc/sessions')] })],
      globalDataSources: [database(tier, 'jdbc/all')],
      manager: ContextManager.persistent(SessionStore.dataSource('jdbc/all', {
        sessionTable: 'sessions', sessionAppCol: 'a', sessionIdCol: 'b', sessionDataCol: 'c', sessionValidCol: 'd', sessionMaxInactiveCol: 'e', sessionLastAccessedCol: 'f',
      })),
    }, tier);
    expect(linesOf(instance)[1]).toBe('<Store className="org.apache.catalina.session.DataSourceStore" dataSourceName="jdbc/all" sessionTable="sessions" sessionAppCol="a" '
      + 'sessionIdCol="b" sessionDataCol="c" sessionValidCol="d" sessionMaxInactiveCol="e" sessionLastAccessedCol="f"/>');
    expect(instance._service.stateDirectories()).toEqual([]);

    const other = new Tier();
    const local = onMachine({
      applications: [WebApplication.war('eu.war', {
        dataSources: [database(other, 'jdbc/sessions')], manager: ContextManager.persistent(SessionStore.dataSource('jdbc/sessions')),
      })],
    }, other);
    expect(linesOf(local)).toContain('<Store className="org.apache.catalina.session.DataSourceStore" dataSourceName="jdbc/sessions" localDataSource="true"/>');
  });

  test.each([
    [{ maxIdleBackupSeconds: 61, maxIdleSwapSeconds: 60 }, 'maxIdleBackupSeconds 61 with maxIdleSwapSeconds 60'],
    [{ minIdleSwapSeconds: 61, maxIdleSwapSeconds: 60 }, 'minIdleSwapSeconds 61 with maxIdleSwapSeconds 60'],
  ])('with idle times that never pass is refused: %j', (times, got) => {
    expect(problemOf(() => ContextManager.persistent(SessionStore.file(), times))).toMatchObject({
      code: 'SESSION_IDLE_TIMES', got, why: expect.stringContaining('never passes'), fix: expect.stringContaining('larger maxIdleSwapSeconds'),
    });
  });

  test.each([{ maxIdleBackupSeconds: 60, maxIdleSwapSeconds: 60 }, { maxIdleBackupSeconds: 60, maxIdleSwapSeconds: -1 }, { minIdleSwapSeconds: 60 }])('with %j is accepted', (times) => {
    expect(() => ContextManager.persistent(SessionStore.file(), times)).not.toThrow();
  });

  test.each(['sessions', '/sessions', '/srv/../sessions', '/srv/sessions/', '/srv/a b'])('does not keep files in "%s"', (directory) => {
    expect(problemOf(() => SessionStore.file({ directory }))).toMatchObject({ code: 'STATE_DIRECTORY', got: `the directory of SessionStore.file() "${directory}"` });
  });

  test('whose release lacks its store is refused', () => {
    const problems = (version: string, tier = new Tier()) => problemsOf(onMachine({
      release: TomcatRelease.of(version),
      distribution: TomcatDistribution.image('tomcat'),
      applications: [shop],
      globalDataSources: [database(tier, 'jdbc/all')],
      manager: ContextManager.persistent(SessionStore.dataSource('jdbc/all')),
    }, tier)).map(({ code, got }) => `${code} ${got}`);
    expect(problems('9.0.39')).toEqual(['RELEASE_LACKS DataSourceStore with Tomcat 9.0.39']);
    expect(problems('9.0.40')).toEqual([]);
  });
});

describe('in a cluster', () => {
  const manager = ContextManager.standard();

  test('one application may keep its sessions to itself, and is not marked as distributable', () => {
    const tier = new Tier();
    const { files, _service: service } = onMachine({
      cluster: tier.cluster('x'),
      applications: [
        WebApplication.sessionProbe(),
        WebApplication.warFromUrl('https://example.com/own.war', '0'.repeat(64), { contextPath: '/own', manager }),
      ],
    }, tier);
    expect(files[`${DESCRIPTORS}/ROOT.xml`]).toContain('DeltaManager');
    expect(files[`${DESCRIPTORS}/own.xml`]).toMatch(/<Manager pathname=""\/>/);
    expect(files[`${DESCRIPTORS}/own.xml`]).not.toContain('altDDName');
    expect(service.artifacts()[0].download!.war!.distributableWebXml).toBeUndefined();
  });

  test('a manager for all applications is refused', () => {
    const tier = new Tier();
    expect(problemOf(() => onMachine({ cluster: tier.cluster('x'), manager }, tier))).toMatchObject({
      code: 'MANAGER_AND_CLUSTER', path: 'shop/a', got: 'a manager of its own for a member of x', why: expect.stringContaining('would replicate none'),
    });
  });
});

describe('in a container', () => {
  const problems = (manager: ContextManager) => {
    const tier = new Tier();
    tier.tomcat('a', { applications: [WebApplication.sessionProbe()], manager, libraries: [h2], globalDataSources: [database(tier, 'jdbc/all')] });
    return tier.problems;
  };

  test.each([
    ['files of a PersistentManager', ContextManager.persistent(SessionStore.file())],
    ['the file of a StandardManager', ContextManager.standard({ saveOnRestart: true })],
  ])('%s are refused', (_, manager) => {
    expectErrors(problems(manager), {
      code: 'STATE_NOT_KEPT', path: 'shop/a', got: 'what shall stay in /srv/tomcat/a/sessions of a container', why: 'gone when it stops', fix: 'SessionStore.dataSource()',
    });
  });

  test.each([
    ['rows', ContextManager.persistent(SessionStore.dataSource('jdbc/all'))], ['sessions in memory', ContextManager.standard()],
  ])('%s are accepted', (_, manager) => {
    expect(problems(manager)).toEqual([]);
  });
});

describe('SESSION_STORE_DATA_SOURCE', () => {
  const stored = (name: string, tier = new Tier()) => onMachine({
    applications: [shop], libraries: [h2], globalDataSources: name === 'nothing' ? [] : [database(tier, 'jdbc/all')], manager: ContextManager.persistent(SessionStore.dataSource(name)),
  }, tier);

  test.each([['jdbc/other', 'there is only jdbc/all'], ['nothing', 'neither the application nor the instance has a data source']])('a store in %s is refused', (name, why) => {
    expectErrors(problemsOf(stored(name)), {
      code: 'SESSION_STORE_DATA_SOURCE', path: 'shop/a', got: `SessionStore.dataSource('${name}') for /`, why, fix: `DataSource.jdbc('${name}'`,
    });
  });

  test('a store in a data source of the instance is accepted', () => {
    expect(problemsOf(stored('jdbc/all'))).toEqual([]);
  });
});
