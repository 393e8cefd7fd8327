import { Checks, Route, TomcatInstance } from 'cdktf-tomcat-cluster';
import { AzureProgram } from '../azure/azure-program';
import { problemsOf, Tier } from '../support/program';

/** What is warned of in a program of so many front ends and members of one cluster. */
function warnedOf(frontends: number, members: number, change: (tier: Tier) => void = () => undefined): string[] {
  const tier = new Tier();
  const cluster = tier.cluster('x');
  for (let index = 1; index <= members; index++) tier.tomcat(`was-0${index}`, { cluster });
  for (let index = 1; index <= frontends; index++) tier.frontend(`web-0${index}`, [cluster]);
  change(tier);
  return problemsOf(tier.app).map(({ code, severity, path, got }) => `${severity} ${code} ${path}: ${got}`);
}

const only = (path: string, got: string) => `warning SINGLE_POINT_OF_FAILURE ${path}: ${got}`;

describe('SINGLE_POINT_OF_FAILURE', () => {
  test('one front end before a cluster is warned of, and one member behind front ends', () => {
    expect(warnedOf(1, 2)).toEqual([only('shop/web-01', 'the only front end before shop/x')]);
    expect(warnedOf(2, 1)).toEqual([only('shop/x', 'shop/was-01 as the only member')]);
    expect(warnedOf(1, 1)).toEqual([only('shop/x', 'shop/was-01 as the only member'), only('shop/web-01', 'the only front end before shop/x')]);
  });

  test('a site with its sessions in Redis is as well', () => {
    const program = new AzureProgram();
    const redisSessions = program.redis('r');
    program.tomcat('was-01', program.was.add('was-01'), { redisSessions });
    program.frontend('web-01', program.web.add('web-01'), [redisSessions]);
    expect(problemsOf(program.app).map(({ code, path, got }) => `warning ${code} ${path}: ${got}`)).toEqual([
      only('shop/r', 'shop/was-01 as the only member'), only('shop/web-01', 'the only front end before shop/r'),
    ]);
  });

  test('a route to one of several members is, unless the front end leads to all of them too', () => {
    const routing = (lead: (tier: Tier) => void) => warnedOf(0, 2, lead);
    const instance = ({ stack }: Tier) => stack.node.findChild('was-01') as TomcatInstance;
    expect(routing((tier) => tier.frontend('web', [instance(tier)]))).toEqual([only('shop/web', 'a route to shop/was-01 alone, one of 2 members of shop/x')]);
    expect(routing((tier) => ['web-01', 'web-02'].forEach((name) => tier.frontend(name, [instance(tier).cluster!, instance(tier)])))).toEqual([]);
  });

  test('a route to one of several members that keep their sessions in Redis is', () => {
    const program = new AzureProgram();
    const redisSessions = program.redis('r');
    const [first] = ['was-01', 'was-02'].map((name) => program.tomcat(name, program.was.add(name), { redisSessions }));
    program.frontend('web', program.web.add('web-01'), [first]);
    expect(problemsOf(program.app).map(({ code, path, got }) => `warning ${code} ${path}: ${got}`)).toEqual([
      only('shop/web', 'a route to shop/was-01 alone, one of 2 members of shop/r'),
    ]);
  });

  test('members that are all on one host are, and two sites that share two hosts are not', () => {
    const program = new AzureProgram();
    const [cluster, host] = [program.cluster('x'), program.was.add('was-01')];
    ['a', 'b'].forEach((id) => program.tomcat(id, host, { cluster, jvmRoute: id }));
    ['web-01', 'web-02'].forEach((name) => program.frontend(name, program.web.add(name), [cluster]));
    expect(problemsOf(program.app).map(({ code, path, got }) => `warning ${code} ${path}: ${got}`)).toEqual([
      only('shop/x', 'shop/a and shop/b, both on was-01'),
    ]);
    const shared = new AzureProgram();
    shared.sites('x', 'y');
    expect(problemsOf(shared.app)).toEqual([]);
  });

  test('two of each are not, nor Tomcats that no front end leads to', () => {
    expect(warnedOf(2, 2)).toEqual([]);
    expect(warnedOf(0, 1)).toEqual([]);
  });

  test('a Tomcat without a cluster has no sessions to save', () => {
    expect(warnedOf(0, 0, (tier) => tier.frontend('web', [tier.tomcat('lone')]))).toEqual([]);
  });

  test('front ends of which one leads to each cluster are warned of one by one', () => {
    expect(warnedOf(1, 2, (tier) => {
      const other = tier.cluster('y');
      ['y-01', 'y-02'].forEach((name) => tier.tomcat(name, { cluster: other }));
      tier.frontend('other', []).addVirtualHost('y.example.com', { routes: [Route.path('/y', other)] });
    })).toEqual([only('shop/web-01', 'the only front end before shop/x'), only('shop/other', 'the only front end before shop/y')]);
  });

  test('it can be accepted where one is meant', () => {
    expect(warnedOf(1, 2, ({ stack }) => Checks.of(stack.node.findChild('web-01')).accept('SINGLE_POINT_OF_FAILURE', 'it is a test'))).toEqual([]);
  });
});
