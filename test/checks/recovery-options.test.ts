import { TerraformVariable } from 'cdktf';
import { ApacheProxyFrontend, ContextManager, Route, SessionCluster, WebApplication } from 'cdktf-tomcat-cluster';
import { AzureProgram } from '../azure/azure-program';
import { expectProblems } from '../support/expect-problem';
import { Tier } from '../support/program';

describe('RECOVERY_OPTIONS', () => {
  function recovering(recoveryOptions: (tier: Tier) => number | undefined) {
    const tier = new Tier();
    tier.frontend('web', [tier.tomcat('a')], { workers: { recoveryOptions: recoveryOptions(tier) } });
    return tier.problems;
  }

  test.each([
    [0, 'a second answer may follow the half of the first'],
    [17, 'a second answer may follow the half of the first'],
    [2, 'may do again what another has done already'],
    [27, 'where 8 is set mod_jk forgets 16'],
  ])('the sum %d is warned of', (sum, why) => {
    expectProblems(recovering(() => sum), 'warning', { code: 'RECOVERY_OPTIONS', path: 'shop/web', got: `recoveryOptions ${sum}`, why, fix: 'use 3 or 19' });
  });

  test.each([undefined, 3, 7, 11, 19, 23])('the sum %s is not', (sum) => {
    expect(recovering(() => sum)).toEqual([]);
  });

  test('a sum that only Terraform knows is left alone', () => {
    expect(recovering(({ stack }) => new TerraformVariable(stack, 'sum', { type: 'number' }).numberValue)).toEqual([]);
  });

  function cluster(tier: Tier, applications?: WebApplication[]) {
    const site = tier.cluster('x');
    ['a', 'b'].forEach((id) => tier.tomcat(id, { cluster: site, applications }));
    return site;
  }

  const throughProxy = (tier: Tier, site: SessionCluster) => new ApacheProxyFrontend(tier.stack, 'web', { host: tier.host('web-01'), balancer: { noFailover: true } })
    .addVirtualHost('x.example.com', { routes: [Route.all(site)] });

  test.each<[string, (tier: Tier, site: SessionCluster) => unknown]>([
    ['stickySessionForce', (tier, site) => tier.frontend('web', [site], { workers: { stickySessionForce: true } })],
    ['noFailover', throughProxy],
  ])('%s before members that have each other\'s sessions is warned of', (option, lead) => {
    const tier = new Tier();
    lead(tier, cluster(tier));
    expectProblems(tier.problems, 'warning', {
      code: 'RECOVERY_OPTIONS', path: 'shop/web', got: `${option} with a route to shop/x`, why: 'the others have their sessions', fix: `leave ${option} out`,
    });
  });

  test('stickySessionForce before Tomcats that share a Redis is as well', () => {
    const program = new AzureProgram();
    const redisSessions = program.redis('r');
    ['was-01', 'was-02'].forEach((name) => program.tomcat(name, program.was.add(name), { redisSessions }));
    program.frontend('web', program.web.add('web-01'), [redisSessions], { workers: { stickySessionForce: true } });
    expect(program.problems.map(({ code, got }) => `${code} ${got}`)).toEqual(['RECOVERY_OPTIONS stickySessionForce with a route to shop/r']);
  });

  test('it is not before a Tomcat of its own, nor before a cluster whose applications keep their sessions to themselves', () => {
    const lone = new Tier();
    lone.frontend('web', [lone.tomcat('a')], { workers: { stickySessionForce: true } });
    expect(lone.problems).toEqual([]);
    const tier = new Tier();
    const site = cluster(tier, [WebApplication.sessionProbe({ manager: ContextManager.standard() })]);
    tier.frontend('web', [site], { workers: { stickySessionForce: true } });
    expect(tier.problems).toEqual([]);
  });

  const failing = (module: 'mod_jk' | 'mod_proxy', failOnStatus: number[]) => {
    const tier = new Tier();
    const target = tier.tomcat('a');
    if (module === 'mod_jk') {
      tier.frontend('web', [target], { workers: { failOnStatus } });
    } else {
      new ApacheProxyFrontend(tier.stack, 'web', { host: tier.host('web-01'), balancer: { failOnStatus } })
        .addVirtualHost('x.example.com', { routes: [Route.all(target)] });
    }
    return tier.problems;
  };

  test.each([
    ['mod_jk', 'leave it out, or write -404, -401, which asks another and takes none out'],
    ['mod_proxy', 'leave it out'],
  ] as const)('answers that every Tomcat gives, and that take one out in %s, are warned of', (module, fix) => {
    expectProblems(failing(module, [404, 503, 401]), 'warning', { code: 'RECOVERY_OPTIONS', path: 'shop/web', got: 'failOnStatus 404, 401', why: 'every Tomcat answers such a request so', fix });
  });

  test('those of a Tomcat that cannot serve are not, nor those that take none out', () => {
    expect(failing('mod_jk', [503, -404])).toEqual([]);
    expect(failing('mod_proxy', [500, 503])).toEqual([]);
  });
});
