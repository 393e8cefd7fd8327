import { Aspects } from 'cdktf';
import { Checks, Membership } from 'cdktf-tomcat-cluster';
import { IConstruct } from 'constructs';
import { expectErrors, expectProblems } from '../support/expect-problem';
import { newApp, problemOf, synth, Tier } from '../support/program';

/** A cluster that drops its members early, and a Tomcat with a shutdown port in it. */
function shop(tier = new Tier()) {
  const cluster = tier.cluster('x', { membership: Membership.multicast({ frequencyMillis: 500, dropTimeMillis: 1000 }) });
  return { tier, cluster, tomcat: tier.tomcat('a', { cluster, shutdownPort: 8005 }) };
}

/** The levels and texts of all annotations that Terraform's CLI shows of a construct. */
function annotations({ node }: IConstruct): string[] {
  return node.metadata.map(({ type, data }) => `${type.replace('@cdktf/', '')} ${data}`);
}

const codes = (tier: Tier) => tier.problems.map(({ code }) => code);

test('an accepted warning is an information with its reason, and all others are as they were', () => {
  const { tier, cluster, tomcat } = shop();
  Checks.of(cluster).accept('MULTICAST_DROP_TIME', 'the network was measured: it loses nothing');
  expect(synth(tier.app).error).toBeUndefined();
  expect(annotations(cluster)).toEqual([
    'info [MULTICAST_DROP_TIME] shop/x: dropTimeMillis 1000 with frequencyMillis 500; a member counts as gone when one or two packets are late. '
    + 'Accepted: the network was measured: it loses nothing',
  ]);
  expect(annotations(tomcat)).toEqual([expect.stringMatching(/^warn \[SHUTDOWN_PORT\] shop\/a: /)]);
});

test('an accepted error does not stop the synthesis, and the manifest that the CLI prints has its reason', () => {
  const tier = new Tier();
  tier.tomcat('a', { users: [{ username: 'admin', password: tier.secret, roles: ['manager-gui', 'manager-script'] }] });
  expect(synth(tier.app).error).toContain('[MANAGER_ROLES]');
  Checks.of(tier.stack).accept('MANAGER_ROLES', 'nobody can log in from a browser');
  const { error, files } = synth(tier.app);
  expect(error).toBeUndefined();
  expect(JSON.parse(files['manifest.json']).stacks.shop.annotations).toEqual([expect.objectContaining({
    constructPath: 'shop/a', level: '@cdktf/info', message: expect.stringMatching(/^\[MANAGER_ROLES\] shop\/a: .*\. Accepted: nobody can log in from a browser$/),
  })]);
});

test('it holds for what is below a construct, and for nothing beside it', () => {
  const tier = new Tier();
  const hosts = ['was-01', 'was-02'].map((name) => tier.hosts.add(name, { publish: [{ port: 8080, hostPort: Number(name.slice(-1)) + 9000 }] }));
  expect(codes(tier)).toEqual(['PUBLISHED_PORT_UNUSED', 'PUBLISHED_PORT_UNUSED']);
  Checks.of(hosts[0]).accept('PUBLISHED_PORT_UNUSED', 'its service comes by hand');
  expectErrors(tier.problems, { code: 'PUBLISHED_PORT_UNUSED', path: 'shop/hosts/was-02', got: '', why: '', fix: '' });
  Checks.of(tier.hosts).accept('PUBLISHED_PORT_UNUSED', 'all services come by hand');
  expect(tier.problems).toEqual([]);
  synth(tier.app);
  expect(hosts.map(annotations)).toEqual([[expect.stringContaining('Accepted: its service comes by hand')], [expect.stringContaining('Accepted: all services')]]);
});

test('a construct whose name begins with that of another is beside it', () => {
  const tier = new Tier();
  const [a] = ['a', 'ab'].map((id) => tier.tomcat(id, { shutdownPort: 8005 }));
  Checks.of(a).accept('SHUTDOWN_PORT', 'an old script needs it');
  expectProblems(tier.problems, 'warning', { code: 'SHUTDOWN_PORT', path: 'shop/ab', got: '', why: '', fix: '' });
});

test('it can be said before what it is about, and for a whole app of several stacks', () => {
  const app = newApp();
  Checks.of(app).accept('SHUTDOWN_PORT', 'old scripts need it').accept('MULTICAST_DROP_TIME', 'the networks were measured');
  const [east, west] = ['east', 'west'].map((id) => shop(new Tier(app, id)));
  expect(codes(east.tier)).toEqual([]);
  expect(synth(app).error).toBeUndefined();
  for (const { cluster, tomcat } of [east, west]) {
    expect(annotations(cluster)).toEqual([expect.stringContaining('Accepted: the networks were measured')]);
    expect(annotations(tomcat)).toEqual([expect.stringContaining('Accepted: old scripts need it')]);
  }
});

test('an aspect can say it of all constructs of a kind', () => {
  const { tier, tomcat } = shop();
  Aspects.of(tier.stack).add({ visit: (node) => { if (node === tomcat) Checks.of(node).accept('SHUTDOWN_PORT', 'an old script needs it'); } });
  synth(tier.app);
  expect(annotations(tomcat)).toEqual([expect.stringMatching(/^info \[SHUTDOWN_PORT\]/)]);
});

describe('ACCEPT_UNUSED', () => {
  test('what is accepted and not there is warned of, where it is accepted', () => {
    const tier = new Tier();
    const tomcat = tier.tomcat('a');
    Checks.of(tomcat).accept('SHUTDOWN_PORT', 'an old script needs it');
    expectProblems(tier.problems, 'warning', {
      code: 'ACCEPT_UNUSED', path: 'shop/a', got: 'SHUTDOWN_PORT is accepted', why: 'one that comes later would pass unseen', fix: "remove accept('SHUTDOWN_PORT')",
    });
    synth(tier.app);
    expect(annotations(tomcat)).toEqual([expect.stringMatching(/^warn \[ACCEPT_UNUSED\] shop\/a: /)]);
  });

  test('a construct that has it elsewhere is named', () => {
    const { tier, cluster } = shop();
    Checks.of(cluster).accept('MULTICAST_DROP_TIME', 'measured').accept('SHUTDOWN_PORT', 'an old script needs it');
    expectProblems(tier.problems.filter(({ code }) => code === 'ACCEPT_UNUSED'), 'warning', {
      code: 'ACCEPT_UNUSED', path: 'shop/x', got: 'SHUTDOWN_PORT is accepted', why: 'but shop/a has', fix: "accept it for shop/a, or remove accept('SHUTDOWN_PORT')",
    });
  });

  test('of a whole app it is said at each stack, of a stack without Tomcats at the stack', () => {
    const app = newApp();
    const [east, west] = ['east', 'west'].map((id) => new Tier(app, id));
    east.tomcat('a');
    Checks.of(app).accept('SHUTDOWN_PORT', 'old scripts need it');
    Checks.of(west.stack).accept('RUNS_AS_ROOT', 'it was so');
    synth(app);
    expect(annotations(east.stack)).toEqual([expect.stringMatching(/^warn \[ACCEPT_UNUSED\] SHUTDOWN_PORT/)]);
    expect(annotations(west.stack).map((text) => text.slice(0, 60))).toEqual([
      expect.stringMatching(/^warn \[ACCEPT_UNUSED\] west: RUNS_AS_ROOT/), expect.stringMatching(/^warn \[ACCEPT_UNUSED\] SHUTDOWN_PORT/),
    ]);
  });
});

test.each(['', '  \n'])('ACCEPT_REASON: "%s" is no reason', (reason) => {
  const { cluster } = shop();
  expect(problemOf(() => Checks.of(cluster).accept('MULTICAST_DROP_TIME', reason))).toMatchObject({ code: 'ACCEPT_REASON', path: 'shop/x', fix: 'say why it is no problem here' });
});

test.each([
  ['MULTICAST_DROPTIME', 'no check has this code', 'use the code that begins a message'],
  ['[SHUTDOWN_PORT]', 'no check has this code', 'without its brackets'],
  ['CONTEXT_PATH', 'cannot be made, or would be refused', 'do what its message says'],
  ['ACCEPT_UNUSED', 'there is nothing to accept', 'do what its message says'],
])('ACCEPT_CODE: %s cannot be accepted', (code, why, fix) => {
  const { cluster } = shop();
  expect(problemOf(() => Checks.of(cluster).accept(code, 'we know'))).toMatchObject({
    code: 'ACCEPT_CODE', path: 'shop/x', got: `${code} is accepted`, why: expect.stringContaining(why), fix: expect.stringContaining(fix),
  });
});
