import { DataSource, TomcatInstanceProps, TomcatLibrary, WebApplication } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { Tier } from '../support/program';

function problemsWith(global: string, props: (tier: Tier) => Partial<TomcatInstanceProps> = () => ({})) {
  const tier = new Tier();
  tier.tomcat('a', { ...props(tier), applications: [WebApplication.sessionProbe({ resourceLinks: [{ name: 'x', global }] })] });
  return tier.problems;
}

const withDatabase = (tier: Tier) => ({
  libraries: [TomcatLibrary.jar('driver.jar')],
  globalDataSources: [DataSource.jdbc('jdbc/shop', { url: 'jdbc:x', driverClassName: 'a.B', username: 'shop', password: tier.secret })],
});
const SAID = { code: 'RESOURCE_LINK', path: 'shop/a', fix: 'add the data source to the globalDataSources of the instance' };

test('RESOURCE_LINK: a link to a resource that the instance lacks is refused', () => {
  expectErrors(problemsWith('jdbc/shop'), { ...SAID, got: 'a resource link x of / to jdbc/shop', why: 'the instance has no global resources' });
  expectErrors(problemsWith('jdbc/shp', withDatabase), { ...SAID, got: 'to jdbc/shp', why: 'the instance has only jdbc/shop' });
});

test('RESOURCE_LINK: a link to a data source of the instance, or to its users, is accepted', () => {
  expect(problemsWith('jdbc/shop', withDatabase)).toEqual([]);
  expect(problemsWith('UserDatabase', (tier) => ({ users: [{ username: 'a', password: tier.secret, roles: [] }] }))).toEqual([]);
});
