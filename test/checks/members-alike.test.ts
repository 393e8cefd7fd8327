import { ContextManager, RedisServer, RedisSessions, RedissonJars, TomcatInstanceProps, WebApplication } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { Tier, variableSecret } from '../support/program';

const [shop, news] = ['/shop', '/news'].map((contextPath) => WebApplication.sessionProbe({ contextPath }));
const manager = WebApplication.manager('/usr/local/tomcat/webapps.dist/manager', { allowedFrom: ['10.0.0.7/32'] });

/** What is wrong with a cluster whose members have these applications. */
function problemsOf(...applications: WebApplication[][]) {
  const tier = new Tier();
  const cluster = tier.cluster('x');
  applications.forEach((each, index) => tier.tomcat(`t${index}`, { cluster, applications: each }));
  return tier.problems.filter(({ code }) => code === 'MEMBER_APPLICATIONS');
}

describe('MEMBER_APPLICATIONS', () => {
  const said = { code: 'MEMBER_APPLICATIONS', why: 'a member that starts gets no sessions of it from this one', fix: 'give all members the same applications' };

  test('each member that lacks what another has is refused', () => {
    expectErrors(problemsOf([shop, news], [shop], []),
      { ...said, path: 'shop/t1', got: 'no application /news, as other members of shop/x have' },
      { ...said, path: 'shop/t2', got: 'no application /shop, application /news' });
  });

  test('so is one whose sessions are kept elsewhere on one member alone', () => {
    const alone = WebApplication.sessionProbe({ contextPath: '/news', manager: ContextManager.standard() });
    expectErrors(problemsOf([shop, news], [shop, alone]), { ...said, path: 'shop/t1', got: 'no application /news' });
  });

  test('so is another session cookie', () => {
    const named = WebApplication.sessionProbe({ contextPath: '/shop', sessionCookieName: 'SHOP', sessionCookiePath: '/' });
    expectErrors(problemsOf([shop], [named]),
      { ...said, path: 'shop/t0', got: 'no application /shop with the session cookie SHOP of the path /' },
      { ...said, path: 'shop/t1', got: 'no application /shop, as other' });
  });

  test('what shares no sessions may be on one member alone, and the order is free', () => {
    expect(problemsOf([shop, news, manager], [news, shop])).toEqual([]);
  });

  test('Tomcats that keep their sessions in one Redis are alike too', () => {
    const tier = new Tier();
    const redisSessions = new RedisSessions(tier.stack, 'y', {
      server: RedisServer.single('redis-01:6379'), jars: RedissonJars.repository('https://maven.example.com/releases'), password: variableSecret(tier.stack, 'redis'),
    });
    const of = (id: string, props: Partial<TomcatInstanceProps>) => tier.tomcat(id, { redisSessions, ...props });
    of('a', { applications: [shop] });
    of('b', { applications: [shop, news] });
    expectErrors(tier.problems.filter(({ code }) => code === 'MEMBER_APPLICATIONS'), { ...said, path: 'shop/a', got: 'no application /news, as other members of shop/y have' });
  });
});
