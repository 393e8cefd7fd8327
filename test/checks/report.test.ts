import { Membership, Secret, TomcatRelease } from 'cdktf-tomcat-cluster';
import { MachineHost } from '../support/machine-host';
import { newApp, synth, Tier } from '../support/program';

test('everything that is wrong in two stacks is said at once, and nothing is written', () => {
  const app = newApp();
  const [shop, admin] = ['shop', 'admin'].map((id) => new Tier(app, id));
  const host = new MachineHost(shop.stack, 'was-01', '10.0.0.4');
  shop.tomcat('a', { host, ajpSecret: undefined });
  shop.tomcat('b', { host, ajpSecret: undefined });
  admin.cluster('x', { membership: Membership.multicast({ address: '10.1.1.1' }), channelSendOptions: 4 });

  const { error, files } = synth(app);
  expect(error!.match(/\[[A-Z_]+\] \S+:/g)).toEqual([
    '[PORT_TAKEN] shop/b:', '[MULTICAST_ADDRESS] admin/x:', '[CHANNEL_SEND_OPTIONS] admin/x:',
  ]);
  expect(files).toEqual({});
});

test('the report does not depend on the order of the program', () => {
  const [forth, back] = [['a', 'b', 'c'], ['c', 'b', 'a']].map((ids) => {
    const tier = new Tier();
    const host = new MachineHost(tier.stack, 'was-01', '10.0.0.4');
    ids.forEach((id) => tier.tomcat(id, { host, jvmRoute: `${id}.x`, runAs: 'root' }));
    return tier.problems;
  });
  expect(forth.map(({ code, path }) => `${code} ${path}`)).toContain('PORT_TAKEN shop/c');
  expect(back).toEqual(forth);
});

test('a program with an error and a warning fails for the error only', () => {
  const tier = new Tier();
  tier.tomcat('a', { runAs: 'root', jvmRoute: 'a.b' });
  const { error } = synth(tier.app);
  expect(error).toContain('[JVM_ROUTE] shop/a: ');
  expect(error).not.toContain('RUNS_AS_ROOT');
});

test('a problem that is mended between two looks is gone', () => {
  const tier = new Tier();
  const cluster = tier.cluster('x');
  tier.frontend('web', [cluster]);
  expect(tier.problems.map(({ code }) => code)).toEqual(['WORKER_NAME']);
  tier.tomcat('a', { cluster });
  expect(tier.problems).toEqual([]);
});

test.each<[string, (tier: Tier) => unknown, string]>([
  ['takes a port twice', (tier) => {
    const host = new MachineHost(tier.stack, 'was-01', '10.0.0.4');
    tier.tomcat('a', { host });
    tier.tomcat('b', { host, shutdownPort: 8009 });
  }, 'Fix: give one of them another port, or leave the port out to have one derived.'],
  ['runs a cluster on Tomcat 9.0.109', (tier) => tier.tomcat('a', { cluster: tier.cluster('x'), release: TomcatRelease.of('9.0.109') }),
    "Fix: use TomcatRelease.of('9.0.113') or later."],
  ['has a secret that httpd would cut', (tier) => tier.frontend('web', [tier.tomcat('a', { ajpSecret: Secret.unsafePlainText('0123456789abcdef#') })]),
    'Fix: use at least 16 of A-Z, a-z, 0-9, _ and -, and pass it as Secret.fromVariable(variable).'],
])('the error of a program that %s names the fix', (_, program, fix) => {
  const tier = new Tier();
  program(tier);
  const { error, files } = synth(tier.app);
  expect(error).toContain(fix);
  expect(files).toEqual({});
});
