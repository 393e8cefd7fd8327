import { ClusterValve, RedisServer, RedisSessions, RedissonJars } from 'cdktf-tomcat-cluster';
import { expectProblems } from '../support/expect-problem';
import { Tier, variableSecret } from '../support/program';

const LOCAL = { code: 'SINGLE_SIGN_ON_LOCAL', path: 'shop/a', why: 'must log in to each of the others' };

test('a single sign-on in one member of a cluster is warned of: another member does not know who has logged in', () => {
  const tier = new Tier();
  tier.tomcat('a', { cluster: tier.cluster('x'), singleSignOn: {} });
  expectProblems(tier.problems, 'warning', { ...LOCAL, got: 'singleSignOn for a member of shop/x', fix: 'add ClusterValve.singleSignOn() to the valves' });
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
