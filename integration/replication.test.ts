import { chosenModes } from './replication/modes';
import { untilUsed } from './support/balance';
import { docker, heal, kill, leftovers, logs, untilHealthy } from './support/containers';
import { deathAndReturn } from './support/death';
import { Deployment } from './support/deployment';
import { summary } from './support/load-report';
import { say } from './support/progress';
import { keepLogs, report } from './support/report';
import { Sites } from './support/sites';
import { startedWithin } from './support/start-time';
import { waitsForSessions } from './support/tribes-log';
import { untilWarm } from './support/warm';

const DEPLOY_MS = 1_500_000;
/** How long containers may take to serve. */
const HEALTHY_S = 180;
/** How long a visitor may wait while a Tomcat dies. */
const STALL_MS = 1000;
/** What a start may take beyond that of Tomcats without a cluster. */
const CLUSTER_MS = 3000;
/** The site whose Tomcats have no cluster. */
const ALONE = 'alone';

const modes = chosenModes(process.env.MODES);
const wasHosts = Object.fromEntries(Object.entries(modes).map(([name, { members }]) => [name, members]));
const sites = new Sites({ stack: 'it-repl', ports: [18340], wasHosts });
const net = { name: 'it-repl-net', subnet: '172.31.50.0/24', ofLibrary: '172.31.50.0/25' };
const redis = { container: 'it-repl-redis', image: 'it-repl/redis', address: '172.31.50.200', port: 6379 };
const ways = Object.keys(modes).filter((name) => name !== ALONE);

let deployment: Deployment | undefined;
let deployed = false;

afterAll(async () => {
  if (deployment?.exists) await deployment.destroy();
  await takeDownRedis();
}, DEPLOY_MS);

test('each way of replication deploys', async () => {
  deployment = new Deployment({
    stack: sites.stack,
    app: 'npx tsx integration/replication/main.ts',
    env: {
      STACK: sites.stack,
      NETWORK: net.name,
      SUBNET: net.ofLibrary,
      PORT: String(sites.ports[0]),
      REDIS: `${redis.address}:${redis.port}`,
      MODES: Object.keys(modes).join(),
    },
    secrets: ['ajp_secret', 'encryption_key', 'redis_password'],
  });
  await putUpRedis(deployment.secret('redis_password'));
  await deployment.deploy();
  deployed = true;
  await untilHealthy(sites.containers, HEALTHY_S);
  // Those that are not looked at must not take the processors from those that are.
  await killAll(sites.tomcats);
}, DEPLOY_MS);

test('no secret is in what was synthesized or planned', () => {
  if (!deployed) throw new Error('it was not deployed');
  expect(deployment!.secretsInClear()).toEqual([]);
});

describe.each(ways)('replication of %s', (way) => {
  const containers = sites.tomcatsOf(way);
  const [first] = containers;

  /**
   * Starts members at the same time, right after as many Tomcats without a cluster, which say what a start takes here and now. Something
   * else may have had the processors for a while: what took too long is measured once more.
   */
  async function startAsThoseWithoutACluster(members: string[]): Promise<void> {
    if (await millisOfCluster(members) > CLUSTER_MS) expect(await millisOfCluster(members)).toBeLessThanOrEqual(CLUSTER_MS);
  }

  async function millisOfCluster(members: string[]): Promise<number> {
    const others = sites.tomcatsOf(ALONE).slice(0, members.length);
    const alone = await startedWithin(others, HEALTHY_S);
    await killAll(others);
    const took = await startedWithin(members, HEALTHY_S);
    await killAll(members);
    say(`${way}: the start of ${members.length} takes ${took} ms, of ${members.length} without a cluster ${alone} ms`);
    return took - alone;
  }

  afterAll(async () => {
    if (!deployed) return;
    await keepLogs(containers);
    await killAll(containers);
  });

  test('a member that starts while its peers are down does not wait for them', async () => {
    if (!deployed) throw new Error('it was not deployed');
    await startAsThoseWithoutACluster([first]);
  });

  test('members that start together do not wait for each other', async () => {
    if (!deployed) throw new Error('it was not deployed');
    await startAsThoseWithoutACluster(containers.slice(0, 2));
  });

  test('no start has waited for sessions, the deployment included', async () => {
    if (!deployed) throw new Error('it was not deployed');
    const waits = (await Promise.all(containers.map((container) => logs(container)))).flatMap(waitsForSessions);
    say(`${way}: starts waited ${waits.join(', ') || 'not'} ms for sessions`);
    expect(waits.filter((millis) => millis > CLUSTER_MS)).toEqual([]);
  });

  test('50 visitors notice nothing when the Tomcat that has most sessions dies and comes back', async () => {
    if (!deployed) throw new Error('it was not deployed');
    await heal(containers, HEALTHY_S);
    for (const instance of sites.instancesOf(way)) await untilUsed(sites, way, instance);
    await untilWarm(sites, way);
    const { result, death, victim } = await deathAndReturn(sites, way);
    const path = report(`replication-${way}`, result);
    say(`replication-${way}: ${summary(result)} (${path})`);

    expect(result).toMatchObject({ sessions: 50, failed: 0, lost: 0, losses: [] });
    expect(death.spread[victim]).toBeGreaterThan(0);
    expect(death.longestStallMs).toBeLessThanOrEqual(modes[way].stallMs ?? STALL_MS);
  });
});

test('destroy leaves no container, network or volume', async () => {
  if (!deployment) throw new Error('it was not deployed');
  await deployment.destroy();
  await takeDownRedis();
  expect(await leftovers(sites.stack)).toEqual([]);
}, DEPLOY_MS);

/** Redis is not the library's. The network is there before the stack, as Redis must be. */
async function putUpRedis(password: string): Promise<void> {
  await docker('build', '--quiet', '--tag', redis.image, 'integration/replication/redis');
  await docker('network', 'create', '--subnet', net.subnet, net.name);
  await docker('run', '--detach', '--name', redis.container, '--network', net.name, '--ip', redis.address, redis.image, '--requirepass', password);
}

async function takeDownRedis(): Promise<void> {
  const left = await leftovers(sites.stack);
  if (left.includes(`container ${redis.container}`)) await docker('rm', '--force', redis.container);
  if (left.includes(`network ${net.name}`)) await docker('network', 'rm', net.name);
}

async function killAll(containers: string[]): Promise<void> {
  await Promise.all(containers.map(kill));
}
