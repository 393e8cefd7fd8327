import { ContextOptions, DataSource, TomcatInstanceProps, WebApplication } from 'cdktf-tomcat-cluster';
import { problemOf, Tier } from '../support/program';

const tier = new Tier();
const database = (name: string) => DataSource.jdbc(name, { url: 'jdbc:h2:mem:', driverClassName: 'org.h2.Driver', username: 'shop', password: tier.secret });
const user = (username: string) => ({ username, password: tier.secret, roles: [] });
const entry = (name: string) => ({ name, value: '1' });
const link = (name: string) => ({ name, global: 'jdbc/all' });

const SAID = { code: 'NAME_TAKEN', why: expect.stringContaining('Tomcat keeps one of them'), fix: expect.stringContaining('another name') };

test.each<[string, ContextOptions]>([
  ['a data source "x" beside a data source of that name', { dataSources: [database('x'), database('y'), database('x')] }],
  ['a resource link "x" beside a data source of that name', { dataSources: [database('x')], resourceLinks: [link('x')] }],
  ['a resource link "x" beside a resource link of that name', { resourceLinks: [link('x'), link('x')] }],
  ['an environment entry "x" beside an environment entry of that name', { environmentEntries: [entry('x'), entry('x')] }],
  ['a data source "x" beside an environment entry of that name', { environmentEntries: [entry('x')], dataSources: [database('x')] }],
])('in one application %s is refused', (got, options) => {
  expect(problemOf(() => WebApplication.sessionProbe(options))).toMatchObject({ ...SAID, path: '', got });
});

test.each<[string, Partial<TomcatInstanceProps>]>([
  ['a user "admin" beside a user of that name', { users: [user('admin'), user('deployer'), user('admin')] }],
  ['a global data source "x" beside a global data source of that name', { globalDataSources: [database('x'), database('x')] }],
  ['a global data source "UserDatabase" beside the database of the users of that name', { users: [user('admin')], globalDataSources: [database('UserDatabase')] }],
])('in one instance %s is refused', (got, props) => {
  expect(problemOf(() => new Tier().tomcat('a', props))).toMatchObject({ ...SAID, path: 'shop/a', got });
});

test('what is apart may have one name', () => {
  const applications = ['/', '/shop'].map((contextPath) => WebApplication.sessionProbe({ contextPath, dataSources: [database('x')], environmentEntries: [entry('admin')] }));
  expect(() => new Tier().tomcat('a', { applications, globalDataSources: [database('x'), database('admin')], users: [user('admin'), user('x')] })).not.toThrow();
  expect(() => new Tier().tomcat('a', { users: [], globalDataSources: [database('UserDatabase')] })).not.toThrow();
});
