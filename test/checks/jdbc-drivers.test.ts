import { DataSource, TomcatDistribution, TomcatInstanceProps, TomcatLibrary, WebApplication } from 'cdktf-tomcat-cluster';
import { join } from 'node:path';
import { ArchivedFiles, writeArchive } from '../support/archive';
import { driverJar } from '../support/driver-jar';
import { expectErrors } from '../support/expect-problem';
import { Tier } from '../support/program';
import { temporaryFolder } from '../support/temporary';

const DRIVER = 'org.h2.Driver';
const CLASS = 'org/h2/Driver.class';
const FETCHED = ['https://releases.example.com/shop', '0'.repeat(64)] as const;

const right = () => TomcatLibrary.jar(driverJar(temporaryFolder(), DRIVER));
const wrong = () => TomcatLibrary.jar(driverJar(temporaryFolder(), 'org.h2.jdbcx.Driver'));
const war = (files: ArchivedFiles) => (options: { dataSources: DataSource[] }) => WebApplication.war(writeArchive(join(temporaryFolder(), 'shop.war'), files), options);

function databaseOf(tier: Tier): DataSource {
  return DataSource.jdbc('jdbc/shop', { url: 'jdbc:h2:mem:', driverClassName: DRIVER, username: 'shop', password: tier.secret });
}

function problemsOfAll(props: Partial<TomcatInstanceProps>) {
  const tier = new Tier();
  tier.tomcat('a', { globalDataSources: [databaseOf(tier)], ...props });
  return tier.problems;
}

function problemsOfOne(application: (options: { dataSources: DataSource[] }) => WebApplication, props: Partial<TomcatInstanceProps> = {}) {
  const tier = new Tier();
  tier.tomcat('a', { applications: [application({ dataSources: [databaseOf(tier)] })], ...props });
  return tier.problems;
}

const SAID = { code: 'JDBC_DRIVER_MISSING', path: 'shop/a', why: 'Tomcat starts without it and says nothing', fix: "libraries: [TomcatLibrary.jar('driver.jar')]" };

describe('a data source of all applications', () => {
  test('is refused without a library that has its driver', () => {
    const got = "DataSource.jdbc('jdbc/shop'), whose driver org.h2.Driver is not in Tomcat's lib";
    expectErrors(problemsOfAll({}), { ...SAID, got });
    expectErrors(problemsOfAll({ libraries: [wrong()] }), { ...SAID, got });
    expectErrors(problemsOfAll({ applications: [war({ [`WEB-INF/classes/${CLASS}`]: '' })({ dataSources: [] })] }), { ...SAID, got });
  });

  test.each([
    ['a library that has it', () => ({ libraries: [wrong(), right()] })],
    ['a library that a machine fetches', () => ({ libraries: [TomcatLibrary.jarFromUrl(`${FETCHED[0]}.jar`, FETCHED[1])] })],
    ['an image, whose lib may have it', () => ({ distribution: TomcatDistribution.image('registry.example.com/tomcat:10.1-jdk17') })],
  ])('is accepted with %s', (_, props) => {
    expect(problemsOfAll(props()).filter(({ code }) => code === 'JDBC_DRIVER_MISSING')).toEqual([]);
  });
});

describe('a data source of one application', () => {
  test.each([
    ['a WAR without it', war({ 'index.html': '', 'WEB-INF/lib/other.jar': { 'org/h2/Other.class': '' }, [CLASS]: '' })],
    ['the session probe', WebApplication.sessionProbe],
  ])('is refused in %s', (_, application) => {
    expectErrors(problemsOfOne(application), { ...SAID, got: "is not in Tomcat's lib and not in the application /", fix: "or to the WAR's WEB-INF/lib" });
  });

  test.each([
    ['a library of its WAR', war({ 'WEB-INF/lib/h2.jar': { [CLASS]: '' } }), {}],
    ['the classes of its WAR', war({ [`WEB-INF/classes/${CLASS}`]: '' }), {}],
    ['a WAR that a machine fetches', (options: object) => WebApplication.warFromUrl(`${FETCHED[0]}.war`, FETCHED[1], options), {}],
  ])('is accepted with the driver in %s', (_, application, props) => {
    expect(problemsOfOne(application, props).filter(({ code }) => code === 'JDBC_DRIVER_MISSING')).toEqual([]);
  });

  test('is accepted with the driver in a library of the instance', () => {
    expect(problemsOfOne(WebApplication.sessionProbe, { libraries: [right()] })).toEqual([]);
  });
});
