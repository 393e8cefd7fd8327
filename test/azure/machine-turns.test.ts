import { AzureMachine, AzureNetwork, AzureSubnet, Host, SessionCluster } from 'cdktf-tomcat-cluster';
import fc from 'fast-check';
import { AzureProgram, NETWORK, Resource } from './azure-program';
import { waitsFor } from '../../src/azure/machine-turns';
import { newApp } from '../support/program';

/** The names of the machines for which each one waits. */
function order(...machines: Host[]): { [name: string]: string[] } {
  return Object.fromEntries((machines as AzureMachine[])
    .map((machine) => [machine.hostName, waitsFor(machine).map(({ hostName }) => hostName).sort()]));
}

/** Whether one machine waits for the other, perhaps by way of others. */
function comesAfter(later: AzureMachine, earlier: AzureMachine, seen = new Set<AzureMachine>()): boolean {
  if (seen.has(later)) return false;
  seen.add(later);
  return waitsFor(later).some((machine) => machine === earlier || comesAfter(machine, earlier, seen));
}

test('members of a site take turns, then its front ends', () => {
  const program = new AzureProgram();
  program.sites('a', 'b');
  const commands = Object.entries<Resource>(program.terraform.resource.azurerm_virtual_machine_run_command);
  const hostOf = (id: string) => /(was|web)-\d\d/.exec(id)![0];
  expect(Object.fromEntries(commands.map(([id, { depends_on: needs = [] }]) => [hostOf(id), needs.map(hostOf)]))).toEqual({
    'was-01': [], 'was-02': ['was-01'], 'web-01': ['was-02'], 'web-02': ['was-02', 'web-01'],
  });
  const ids = commands.map(([id]) => `azurerm_virtual_machine_run_command.${id}`);
  commands.forEach(([, { depends_on: needs = [] }]) => expect(ids).toEqual(expect.arrayContaining(needs)));
  // A plan without a change for a machine whose last roll-out failed must not go on to the next one.
  const succeeded = (need: string) => new RegExp(`^\\$\\{terraform_data\\.\\S+\\.id == "" \\|\\| try\\(${need}\\.instance_view\\[0\\]\\.exit_code, 0\\) == 0\\}$`);
  for (const [, { depends_on: needs = [], lifecycle: { precondition = [] } }] of commands) {
    expect(precondition).toEqual(expect.arrayContaining(needs.map((need: string) => ({
      condition: expect.stringMatching(succeeded(need)), error_message: expect.stringContaining(`${hostOf(need)} does not have the configuration of this plan`),
    }))));
  }
});

test('Tomcats with their sessions in Redis take turns as well, and one of them at most is replaced', () => {
  const take = (...replaced: string[]) => {
    const program = new AzureProgram();
    const redisSessions = program.redis('a');
    const machines = ['was-01', 'was-02'].map((name) => program.was.add(name, { replaceOnChange: replaced.includes(name) }));
    machines.forEach((host) => program.tomcat(host.hostName, host, { redisSessions }));
    const web = program.web.add('web-01');
    program.frontend('web', web, [redisSessions]);
    return { turns: order(...machines, web), problems: program.problems.map(({ code }) => code) };
  };
  expect(take()).toEqual({ turns: { 'was-01': [], 'was-02': ['was-01'], 'web-01': ['was-02'] }, problems: [] });
  expect(take('was-02')).toEqual({ turns: { 'was-02': [], 'was-01': ['was-02'], 'web-01': ['was-01'] }, problems: [] });
  expect(take('was-01', 'was-02').problems).toEqual(['REPLACED_AT_ONCE']);
});

test('sites that share no machine do not wait for each other', () => {
  const program = new AzureProgram();
  const machines = ['a', 'b'].flatMap((site) => {
    const cluster = program.cluster(site);
    const hosts = [1, 2].map((number) => program.was.add(`was-${site}${number}`));
    hosts.forEach((host) => program.tomcat(`${site}-${host.hostName}`, host, { cluster }));
    const web = program.web.add(`web-${site}`);
    program.frontend(`web-${site}`, web, [cluster]);
    return [...hosts, web];
  });
  expect(order(...machines)).toEqual({
    'was-a1': [], 'was-a2': ['was-a1'], 'web-a': ['was-a2'], 'was-b1': [], 'was-b2': ['was-b1'], 'web-b': ['was-b2'],
  });
});

test('machines with a front end and a Tomcat each take turns too', () => {
  const program = new AzureProgram();
  const cluster = program.cluster('a');
  const machines = ['all-01', 'all-02'].map((name) => {
    const host = program.was.add(name);
    program.tomcat(`a-${name}`, host, { cluster });
    program.frontend(name, host, [cluster]);
    return host;
  });
  expect(order(...machines)).toEqual({ 'all-01': [], 'all-02': ['all-01'] });
});

test('a member beside the front end of another site waits for the other members', () => {
  const program = new AzureProgram();
  const [a, b] = ['a', 'b'].map((name) => program.cluster(name));
  const was = program.was.add('was-01');
  const all = program.was.add('all-01');
  program.tomcat('a-was-01', was, { cluster: a });
  program.tomcat('a-all-01', all, { cluster: a });
  program.frontend('web', all, [b]);
  expect(order(was, all)).toEqual({ 'was-01': [], 'all-01': ['was-01'] });
});

test('a machine that is replaced comes first: it is away as soon as Terraform begins', () => {
  const program = new AzureProgram();
  const cluster = program.cluster('a');
  const machines = ['was-01', 'was-02', 'was-03'].map((name) => program.was.add(name, { replaceOnChange: name === 'was-02' }));
  machines.forEach((host) => program.tomcat(host.hostName, host, { cluster }));
  expect(order(...machines)).toEqual({ 'was-02': [], 'was-01': ['was-02'], 'was-03': ['was-01'] });
});

test('members of one stack take turns with members of another stack between them', () => {
  const app = newApp();
  const programs = ['east', 'west'].map((id) => new AzureProgram(app, id, { network: AzureNetwork.fromId(NETWORK) }));
  const cluster = programs[0].cluster('a');
  const tiers = programs.map(({ hosts }) => hosts.addTier('was', { subnets: [AzureSubnet.fromId(`${NETWORK}/subnets/was`, '10.8.4.0/24')] }));
  const machines = [0, 1, 0, 1].map((index, number) => {
    const host = tiers[index].add(`was-0${number + 1}`);
    programs[index].tomcat(host.hostName, host, { cluster });
    return host;
  });
  expect(order(...machines)).toEqual({ 'was-01': [], 'was-02': [], 'was-03': ['was-01'], 'was-04': ['was-02'] });
});

describe('whatever runs on which machine', () => {
  const machine = fc.record({
    sites: fc.uniqueArray(fc.nat(2)),
    routes: fc.option(fc.uniqueArray(fc.nat(2), { minLength: 1 })),
    replaced: fc.boolean(),
  });

  test('nobody waits in a circle, and two that stand in for each other are never away together', () => {
    fc.assert(fc.property(fc.array(machine, { minLength: 1, maxLength: 6 }), (plan) => {
      const program = new AzureProgram();
      const redis = program.redis('site-2');
      const sites = [...[0, 1].map((site) => program.cluster(`site-${site}`)), redis];
      const once = plan.findIndex(({ replaced }) => replaced);
      const machines = plan.map((_, index) => program.was.add(`vm-0${(index * 5) % 7}`, { replaceOnChange: index === once }));
      plan.forEach(({ routes }, index) => {
        plan[index].sites.forEach((site) => program.tomcat(`t-${site}-${index}`, machines[index], {
          ...(sites[site] === redis ? { redisSessions: redis } : { cluster: sites[site] as SessionCluster }), instanceName: `s${site}`,
        }));
        if (routes) program.frontend(`w-${index}`, machines[index], routes.map((site) => sites[site]));
      });
      machines.forEach((each) => expect(comesAfter(each, each)).toBe(false));
      const groups = [0, 1, 2].flatMap((site) => [
        machines.filter((_, index) => plan[index].sites.includes(site)), machines.filter((_, index) => plan[index].routes?.includes(site)),
      ]);
      for (const group of groups) {
        group.forEach((one, index) => group.slice(0, index).forEach((other) => expect(comesAfter(one, other)).not.toBe(comesAfter(other, one))));
      }
      if (once >= 0) expect(waitsFor(machines[once])).toEqual([]);
    }), { numRuns: 60 });
  }, 60_000);
});
