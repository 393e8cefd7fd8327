import { Route, SessionCluster, WebApplication } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { Tier } from '../support/program';

/** A cluster of two members that run these applications: by their context paths, with the paths of their session cookies. */
function site(tier: Tier, id: string, applications: [contextPath: string, sessionCookiePath?: string][]): SessionCluster {
  const cluster = tier.cluster(id);
  [1, 2].forEach((number) => tier.tomcat(`${id}-${number}`, {
    cluster, applications: applications.map(([contextPath, sessionCookiePath]) => WebApplication.sessionProbe({ contextPath, sessionCookiePath })),
  }));
  return cluster;
}

function problemsOf(routes: (tier: Tier) => Route[]) {
  const tier = new Tier();
  tier.frontend('web', []).addVirtualHost('www.example.com', { routes: routes(tier) });
  return tier.problems;
}

describe('SESSION_COOKIE_SHARED', () => {
  const shared = { code: 'SESSION_COOKIE_SHARED', path: 'shop/web', why: 'whoever visits both loses the session of the first', fix: 'leave sessionCookiePath out' };

  test('two sites of one virtual host whose session cookies have one path are refused, once', () => {
    expectErrors(problemsOf((tier) => [Route.all(site(tier, 'x', [['/']])), Route.path('/news', site(tier, 'y', [['/news', '/']]))]), {
      ...shared, got: 'session cookies of the path / by / of shop/x and by /news of shop/y, which www.example.com routes to',
    });
  });

  test('a slash at the end makes no other path', () => {
    expectErrors(problemsOf((tier) => [Route.path('/a', site(tier, 'x', [['/a', '/c/']])), Route.path('/b', site(tier, 'y', [['/b', '/c']]))]), {
      ...shared, got: 'of the path /c by /a of shop/x and by /b of shop/y',
    });
  });

  test('the application at / of a site counts for a route below it', () => {
    expectErrors(problemsOf((tier) => [Route.all(site(tier, 'x', [['/']])), Route.path('/news', site(tier, 'y', [['/']]))]), {
      ...shared, got: 'of the path / by / of shop/x and by / of shop/y',
    });
  });

  test('two sites with their own paths are accepted', () => {
    expect(problemsOf((tier) => [Route.all(site(tier, 'x', [['/']])), Route.path('/news', site(tier, 'y', [['/news']]))])).toEqual([]);
  });

  test('two applications of one site may share the path /, where Tomcat gives both sessions one id, and no other', () => {
    const sharing = (path: string) => problemsOf((tier) => [Route.all(site(tier, 'x', [['/a', path], ['/b', path]]))]);
    expect(sharing('/')).toEqual([]);
    expectErrors(sharing('/c'), { ...shared, got: 'of the path /c by /a of shop/x and by /b of shop/x' });
  });

  test('one application that two routes lead to has one cookie', () => {
    const twoRoutes = (...applications: Parameters<typeof site>[2]) => problemsOf((tier) => {
      const target = site(tier, 'x', applications);
      return [Route.path('/a/x', target), Route.path('/a/y', target)];
    });
    expect(twoRoutes(['/a'])).toEqual([]);
    expect(twoRoutes(['/'])).toEqual([]);
  });

  test('an application that no route reaches does not count', () => {
    expect(problemsOf((tier) => [Route.path('/a', site(tier, 'x', [['/a'], ['/c']])), Route.path('/b', site(tier, 'y', [['/b'], ['/c']]))])).toEqual([]);
  });

  test('an application behind a more specific route does not count', () => {
    expect(problemsOf((tier) => [Route.all(site(tier, 'x', [['/'], ['/news']])), Route.path('/news', site(tier, 'y', [['/news']]))])).toEqual([]);
  });

  test('sites of different virtual hosts are apart', () => {
    const tier = new Tier();
    tier.frontend('web', [site(tier, 'x', [['/']]), site(tier, 'y', [['/']])]);
    expect(tier.problems).toEqual([]);
  });
});
