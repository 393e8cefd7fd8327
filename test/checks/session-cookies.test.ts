import { ContextManager, Route, SessionCluster, WebApplication } from 'cdktf-tomcat-cluster';
import { expectErrors, expectProblems } from '../support/expect-problem';
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
    expectErrors(problemsOf((tier) => [Route.path('/c/a', site(tier, 'x', [['/c/a', '/c/']])), Route.path('/c/b', site(tier, 'y', [['/c/b', '/c']]))]), {
      ...shared, got: 'of the path /c by /c/a of shop/x and by /c/b of shop/y',
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

  test('two sites whose cookies have different names are accepted', () => {
    const named = (tier: Tier, id: string) => tier.tomcat(id, {
      applications: [WebApplication.sessionProbe({ contextPath: id === 'x' ? '/' : '/news', sessionCookiePath: '/', sessionCookieName: id.toUpperCase() })],
    });
    expect(problemsOf((tier) => [Route.all(named(tier, 'x')), Route.path('/news', named(tier, 'y'))])).toEqual([]);
  });

  test('a cookie of which its application says no name has that of the others of its Tomcat', () => {
    const applications = [['/named', 'SHOP'], ['/admin', undefined]].map(([contextPath, sessionCookieName]) => WebApplication.sessionProbe({
      contextPath, sessionCookiePath: '/', sessionCookieName,
    }));
    const news = WebApplication.sessionProbe({ contextPath: '/news', sessionCookiePath: '/', sessionCookieName: 'SHOP' });
    const problems = problemsOf((tier) => [Route.path('/admin', tier.tomcat('x', { applications })), Route.path('/news', tier.tomcat('y', { applications: [news] }))]);
    expectErrors(problems, { ...shared, got: 'of the path / by /admin of shop/x and by /news of shop/y' });
  });

  test('two applications of one Tomcat may share the path /, where it gives both sessions one id, and no other', () => {
    const sharing = (path: string) => problemsOf((tier) => [Route.all(tier.tomcat('x', {
      applications: ['/c/a', '/c/b'].map((contextPath) => WebApplication.sessionProbe({ contextPath, sessionCookiePath: path })),
    }))]).filter(({ severity }) => severity === 'error');
    expect(sharing('/')).toEqual([]);
    expectErrors(sharing('/c'), { ...shared, got: 'of the path /c by /c/a of shop/x and by /c/b of shop/x' });
  });

  test('two replicated applications may not: the session that moves first takes the id away from the other', () => {
    expectErrors(problemsOf((tier) => [Route.all(site(tier, 'x', [['/'], ['/news', '/']]))]), {
      ...shared, got: 'of the path / by / of shop/x and by /news of shop/x', why: 'that of the other is not found any more',
    });
  });

  test('one that is not replicated beside one that is does not move', () => {
    const tier = new Tier();
    const cluster = tier.cluster('x');
    const applications = [
      WebApplication.sessionProbe({ contextPath: '/a', sessionCookiePath: '/' }),
      WebApplication.sessionProbe({ contextPath: '/b', sessionCookiePath: '/', manager: ContextManager.standard() }),
    ];
    [1, 2].forEach((number) => tier.tomcat(`x-${number}`, { cluster, applications }));
    tier.frontend('web', [cluster]);
    expect(tier.problems).toEqual([]);
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

describe('SESSION_COOKIE_PATH', () => {
  const elsewhere = { code: 'SESSION_COOKIE_PATH', path: 'shop/web', fix: 'leave sessionCookiePath out' };

  test('a cookie that browsers do not send to its application is refused, once for all members', () => {
    expectErrors(problemsOf((tier) => [Route.all(site(tier, 'x', [['/shop', '/app']]))]), {
      ...elsewhere, got: 'the session cookie of /shop of shop/x, which is of the path /app', why: 'with no request below /shop',
    });
  });

  test('two routes to it are one problem', () => {
    expectErrors(problemsOf((tier) => {
      const target = site(tier, 'x', [['/shop', '/app']]);
      return [Route.path('/shop/a', target), Route.path('/shop/b', target)];
    }), { ...elsewhere, got: 'the session cookie of /shop of shop/x', why: 'with no request below /shop' });
  });

  test('so is one of a path that only begins alike, or that is below', () => {
    for (const path of ['/sho', '/shop/cart']) {
      expectErrors(problemsOf((tier) => [Route.all(site(tier, 'x', [['/shop', path]]))]), { ...elsewhere, got: `of the path ${path}`, why: 'with no request below /shop' });
    }
  });

  test('a path above, and one with a slash at its end, hold the application', () => {
    for (const path of ['/', '/shop', '/shop/']) expect(problemsOf((tier) => [Route.all(site(tier, 'x', [['/shop', path]]))])).toEqual([]);
  });
});

describe('SESSION_COOKIE_SHARED by the domain', () => {
  /** Two sites with virtual hosts of their own, at each of two front ends. */
  function domains(...cookies: { domain: string; name?: string; path?: string }[]) {
    const tier = new Tier();
    const sites = cookies.map(({ domain, name, path }, index) => {
      const cluster = tier.cluster('xy'[index]);
      const application = () => WebApplication.sessionProbe({
        sessionCookieName: name, sessionCookiePath: path, extraAttributes: { sessionCookieDomain: domain },
      });
      [1, 2].forEach((number) => tier.tomcat(`${cluster.node.id}-${number}`, { cluster, applications: [application()] }));
      return cluster;
    });
    ['web-01', 'web-02'].forEach((name) => tier.frontend(name, sites));
    return tier.problems;
  }

  test('two sites of one domain whose cookies are alike are warned of, once', () => {
    expectProblems(domains({ domain: 'example.com' }, { domain: 'Example.com', path: '/' }), 'warning', {
      code: 'SESSION_COOKIE_SHARED', path: 'shop/web-01', fix: 'leave the domain out', why: 'one cookie of a name, domain and path',
      got: 'of the domain Example.com and the path / by / of shop/x at x.example.com and by / of shop/y at y.example.com',
    });
  });

  test('cookies of other names or domains are accepted, and one site at two names', () => {
    expect(domains({ domain: 'example.com', name: 'X' }, { domain: 'example.com', name: 'Y' })).toEqual([]);
    expect(domains({ domain: 'x.example.com' }, { domain: 'y.example.com' })).toEqual([]);
    const tier = new Tier();
    const cluster = tier.cluster('x');
    ['a', 'b'].forEach((id) => tier.tomcat(id, { cluster, applications: [WebApplication.sessionProbe({ extraAttributes: { sessionCookieDomain: 'example.com' } })] }));
    const web = tier.frontend('web', [cluster]);
    web.addVirtualHost('www.example.com', { routes: [Route.all(cluster)] });
    expect(tier.problems).toEqual([]);
  });
});
