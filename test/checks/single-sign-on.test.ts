import { ClusterValve, RedisServer, RedisSessions, RedissonJars, Route, WebApplication } from 'cdktf-tomcat-cluster';
import { expectProblems } from '../support/expect-problem';
import { Tier, variableSecret } from '../support/program';

const LOCAL = { code: 'SINGLE_SIGN_ON_LOCAL', path: 'shop/a', why: 'must log in to each of the others' };

test('a single sign-on in one member of a cluster is warned of: another member does not know who has logged in', () => {
  const tier = new Tier();
  tier.tomcat('a', { cluster: tier.cluster('x'), singleSignOn: {} });
  expectProblems(tier.problems, 'warning', { ...LOCAL, got: 'singleSignOn for a member of shop/x', fix: 'everybody is logged out once' });
});

test('so is one beside sessions in Redis, where there is none for all Tomcats', () => {
  const tier = new Tier();
  const redisSessions = new RedisSessions(tier.stack, 'x', {
    server: RedisServer.single('redis-01:6379'), jars: RedissonJars.repository('https://maven.example.com/releases'), password: variableSecret(tier.stack, 'redis'),
  });
  tier.tomcat('a', { redisSessions, singleSignOn: {} });
  expectProblems(tier.problems.filter(({ code }) => code === LOCAL.code), 'warning', { ...LOCAL, got: 'singleSignOn for a member of shop/x', fix: 'Redis has sessions only' });
});

test('one over all members is accepted, and one of a Tomcat that keeps its sessions to itself', () => {
  const tier = new Tier();
  const valves = [ClusterValve.replication(), ClusterValve.jvmRouteBinder(), ClusterValve.singleSignOn()];
  tier.tomcat('a', { cluster: tier.cluster('x', { valves }) });
  tier.tomcat('b', { singleSignOn: {} });
  expect(tier.problems).toEqual([]);
});

describe('the cookies of two single sign-ons', () => {
  const over = (cookieDomain?: string) => ({
    valves: [ClusterValve.replication(), ClusterValve.jvmRouteBinder(), ClusterValve.singleSignOn({ cookieDomain })],
  });
  /** Two clusters with one each, at both of two front ends. */
  const clusters = (...domains: (string | undefined)[]) => {
    const tier = new Tier();
    const sites = domains.map((domain, index) => tier.cluster('xy'[index], over(domain)));
    sites.forEach((cluster) => [1, 2].forEach((number) => tier.tomcat(`${cluster.node.id}-${number}`, { cluster })));
    ['web-01', 'web-02'].forEach((name) => tier.frontend(name, sites));
    return tier.problems;
  };
  const said = { code: 'SESSION_COOKIE_SHARED', why: 'a Tomcat erases one that it does not know' };

  test('of one domain are warned of, once', () => {
    expectProblems(clusters('example.com', 'Example.com'), 'warning', {
      ...said, path: 'shop/web-01', fix: 'leave the cookieDomain out',
      got: 'cookies JSESSIONIDSSO of the single sign-on of shop/x at x.example.com and of shop/y at y.example.com, of the domain Example.com',
    });
  });

  test('of other domains, without one, and of other names are accepted', () => {
    expect(clusters('x.example.com', 'y.example.com')).toEqual([]);
    expect(clusters(undefined, undefined)).toEqual([]);
    const tier = new Tier();
    tier.frontend('web', ['a', 'b'].map((id) => tier.tomcat(id, { singleSignOn: { cookieDomain: 'example.com', cookieName: `SSO_${id}` } })));
    expect(tier.problems).toEqual([]);
  });

  test('of Tomcats on their own are warned of, and those of one site at two names are one', () => {
    const tier = new Tier();
    const [a, b] = ['a', 'b'].map((id) => tier.tomcat(id, { singleSignOn: { cookieDomain: 'example.com' } }));
    tier.frontend('web', [a, b]).addVirtualHost('www.example.com', { routes: [Route.all(a)] });
    expectProblems(tier.problems, 'warning',
      { ...said, path: 'shop/web', got: 'of shop/a at a.example.com and of shop/b at b.example.com', fix: 'leave the cookieDomain out' },
      { ...said, path: 'shop/web', got: 'of shop/b at b.example.com and of shop/a at www.example.com', fix: 'leave the cookieDomain out' });
  });

  test('at one virtual host are warned of', () => {
    const tier = new Tier();
    const [a, b] = ['/a', '/b'].map((contextPath) => tier.tomcat(contextPath.slice(1), {
      singleSignOn: {}, applications: [WebApplication.sessionProbe({ contextPath })],
    }));
    tier.frontend('web', []).addVirtualHost('shop.example.com', { routes: [Route.path('/a', a), Route.path('/b', b)] });
    expectProblems(tier.problems, 'warning', {
      ...said, path: 'shop/web', got: 'of shop/a at shop.example.com and of shop/b at shop.example.com', fix: 'a virtual host of its own',
    });
  });
});
