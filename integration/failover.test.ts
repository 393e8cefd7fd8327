import { performance } from 'node:perf_hooks';
import { untilUsed } from './support/balance';
import { Browser } from './support/client';
import { heal, inspect, kill, leftovers, logs, namesOf, processes, shell, start, stop, untilHealthy } from './support/containers';
import { deathAndReturn } from './support/death';
import { Deployment } from './support/deployment';
import { Change, copyOfExample } from './support/example-copy';
import { summary } from './support/load-report';
import { say } from './support/progress';
import { keepLogs, report } from './support/report';
import { membersAdded } from './support/tribes-log';
import { EXAMPLE, SITES, twoSites } from './support/two-sites';
import { Visitor } from './support/visitor';
import { untilWarm } from './support/warm';

const DEPLOY_MS = 1_500_000;
/** How long containers may take to serve. */
const HEALTHY_S = 180;
/** How long a visitor may wait while a Tomcat dies. */
const STALL_MS = 1000;
const STOP_S = 20;
/** Sessions that are begun at the same time. */
const NEWCOMERS = 100;

interface Variant {
  readonly membership: string;
  readonly subnet: string;
  readonly ports: number[];
  readonly changes: Change[];
}

/** Each has names, addresses and ports of its own, so that it runs beside the demo. */
const variants: Variant[] = [
  { membership: 'multicast', subnet: '172.31.10.0/24', ports: [18081, 18082], changes: [] },
  {
    membership: 'static',
    subnet: '172.31.11.0/24',
    ports: [18083, 18084],
    changes: [{
      file: 'two-sites-stack.ts',
      from: 'const membership = Membership.multicast();',
      to: 'const membership = Membership.staticUnicast();',
    }],
  },
];

describe.each(variants)('two sites with $membership membership', ({ membership, subnet, ports, changes }) => {
  const sites = twoSites(`it-${membership}`, ports);
  let deployment: Deployment | undefined;
  let deployed = false;

  /** Undoes what an earlier test broke. */
  async function allRun(): Promise<void> {
    if (!deployed) throw new Error('it was not deployed');
    await heal(sites.containers, HEALTHY_S);
  }

  /** A visitor whose session is on this instance. All web hosts use the instance then. */
  async function visitorOf(site: string, instance: string): Promise<Visitor> {
    await untilUsed(sites, site, instance);
    for (let attempt = 0; attempt < 20; attempt++) {
      const visitor = new Visitor(sites.hostNameOf(site), ports);
      if ((await visitor.comesBack()).instance === instance) return visitor;
      visitor.leaves();
    }
    throw new Error(`${instance} got none of 20 new sessions`);
  }

  afterAll(async () => {
    if (deployment?.exists) await deployment.destroy();
  }, DEPLOY_MS);

  test('deploys, and both sites answer through both web hosts', async () => {
    const named = { file: 'main.ts', from: "'two-sites'", to: `'${sites.stack}'` };
    deployment = new Deployment({
      stack: sites.stack,
      app: copyOfExample(EXAMPLE, sites.stack, [named, ...changes]),
      env: { SUBNET: subnet, WEB_01_PORT: String(ports[0]), WEB_02_PORT: String(ports[1]) },
    });
    await deployment.deploy();
    deployed = true;
    await untilHealthy(sites.containers, HEALTHY_S);

    for (const site of SITES) {
      for (const port of ports) {
        const browser = new Browser(sites.hostNameOf(site));
        const probe = await browser.probe(port);
        browser.close();
        expect(sites.instancesOf(site)).toContain(probe.instance);
        expect(probe.count).toBe(1);
      }
    }
  }, DEPLOY_MS);

  test('a session survives the death of its Tomcat, the return of it, and the death of the other one', async () => {
    await allRun();
    const [first, second] = sites.instancesOf('a');
    const visitor = await visitorOf('a', first);
    await visitor.goesOn();

    await kill(sites.containerOf(first));
    expect((await visitor.goesOn()).instance).toBe(second);
    expect((await visitor.goesOn()).instance).toBe(second);

    await start(sites.containerOf(first));
    await untilHealthy([sites.containerOf(first)], HEALTHY_S);
    await visitor.goesOn();
    await visitor.goesOn();
    await untilUsed(sites, 'a', first);

    await kill(sites.containerOf(second));
    expect((await visitor.goesOn()).instance).toBe(first);
    expect((await visitor.goesOn()).instance).toBe(first);
    visitor.leaves();
  });

  test('sessions that have just begun survive the death of their Tomcat', async () => {
    await allRun();
    const [first, second] = sites.instancesOf('b');
    for (const instance of [first, second]) await untilUsed(sites, 'b', instance);
    // What a Tomcat that compiles has not sent yet dies with it.
    await untilWarm(sites, 'b');
    const visitors = await Promise.all(Array.from({ length: NEWCOMERS }, async () => {
      const visitor = new Visitor(sites.hostNameOf('b'), ports);
      return { visitor, instance: (await visitor.comesBack()).instance };
    }));
    const hit = visitors.filter(({ instance }) => instance === first);
    expect(hit.length).toBeGreaterThan(NEWCOMERS / 10);

    await kill(sites.containerOf(first));
    const counts = [];
    for (const { visitor } of hit) counts.push((await visitor.comesBack()).count);
    visitors.forEach(({ visitor }) => visitor.leaves());
    expect({ of: hit.length, begunAnew: counts.filter((count) => count !== 2).length }).toEqual({ of: hit.length, begunAnew: 0 });
  });

  test('the Tomcats of a site form a cluster that no Tomcat of another site joins', async () => {
    await allRun();
    const owners = new Map<string, string>();
    for (const container of sites.tomcats) {
      for (const name of await namesOf(container)) owners.set(name, container);
    }
    for (const site of SITES) {
      const [first, second] = sites.instancesOf(site).map((instance) => sites.containerOf(instance));
      for (const [container, peer] of [[first, second], [second, first]]) {
        const peers = membersAdded(await logs(container)).map(({ host }) => owners.get(host) ?? `unknown ${host}`);
        expect({ container, peers: [...new Set(peers)] }).toEqual({ container, peers: [peer] });
      }
    }
  });

  test('50 visitors notice nothing when a Tomcat that has sessions dies and comes back', async () => {
    await allRun();
    for (const instance of sites.instancesOf('a')) await untilUsed(sites, 'a', instance);
    await untilWarm(sites, 'a');
    const { result, death, victim } = await deathAndReturn(sites, 'a');
    const path = report(`failover-${membership}`, result);
    say(`failover-${membership}: ${summary(result)} (${path})`);

    expect(result).toMatchObject({ sessions: 50, failed: 0, failures: [], lost: 0, losses: [] });
    expect(death.spread[victim]).toBeGreaterThan(0);
    expect(death.longestStallMs).toBeLessThanOrEqual(STALL_MS);
  });

  test('a second plan has nothing to change, even after Tomcats died and came back', async () => {
    await allRun();
    const { changes: changed, text } = await deployment!.diff();
    expect(changed ? text : 'No changes').toBe('No changes');
  });

  test('docker logs shows that a Tomcat started, and the requests that it answered', async () => {
    await allRun();
    for (const instance of sites.instancesOf('a')) {
      const visitor = await visitorOf('a', instance);
      visitor.leaves();
      const log = await logs(sites.containerOf(instance));
      expect(log).toMatch(/Server startup in \[?[\d,.]+\]? milliseconds/);
      expect(log).toMatch(/GET \/session/);
    }
  });

  test('no process runs as root', async () => {
    await allRun();
    for (const container of sites.containers) {
      const root = (await processes(container)).filter(({ uid }) => uid === 0);
      expect({ container, root }).toEqual({ container, root: [] });
    }
  });

  test('a Tomcat can read its configuration, cannot write it, and keeps it from other users', async () => {
    await allRun();
    for (const container of sites.tomcats) {
      const [, base] = /-Dcatalina\.base=(\S+)/.exec((await processes(container)).map(({ command }) => command).join('\n')) ?? [];
      const file = `${base}/conf/server.xml`;
      const { User } = (await inspect(container)).Config;
      expect(await shell(container, `stat -c '%U %a' ${file}`)).toMatch(/^root \d\d0$/);
      expect(await shell(container, `test -r ${file} && ! test -w ${file} && echo as it should be`, User)).toBe('as it should be');
    }
  });

  test('a Tomcat that is stopped ends in good order, and its sessions go on', async () => {
    await allRun();
    const [instance] = sites.instancesOf('b');
    const container = sites.containerOf(instance);
    const visitor = await visitorOf('b', instance);

    const before = performance.now();
    expect([0, 143]).toContain(await stop(container, STOP_S + 10));
    expect(performance.now() - before).toBeLessThan(STOP_S * 1000);
    expect(await logs(container, '--tail', '100')).toMatch(/Stopping service \[/);
    expect((await visitor.goesOn()).instance).not.toBe(instance);
    visitor.leaves();
  });

  test('destroy leaves no container, network or volume', async () => {
    if (!deployment) throw new Error('it was not deployed');
    if (deployed) await keepLogs(sites.containers);
    await deployment.destroy();
    expect(await leftovers(sites.stack)).toEqual([]);
  }, DEPLOY_MS);
});
