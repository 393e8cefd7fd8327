import { randomBytes } from 'node:crypto';
import { docker, inspect, leftovers, untilHealthy } from './support/containers';
import { Deployment } from './support/deployment';
import { copyOfExample } from './support/example-copy';
import { load } from './support/load';
import { summary } from './support/load-report';
import { say } from './support/progress';
import { report } from './support/report';

const DEPLOY_MS = 1_500_000;
const CHANGE_MS = 600_000;
const HEALTHY_S = 180;
const TIER = 'it-one-per-host';
const SUBNET = '172.31.58.0/24';
const PORT = 18680;
const TOMCATS = ['was-01', 'was-02'].map((host) => `${TIER}-${host}-tomcat`);
const CONTAINERS = [...TOMCATS, `${TIER}-web-01-httpd`];

const env = { SUBNET, WEB_01_PORT: String(PORT), TF_VAR_ajp_secret: randomBytes(24).toString('hex') };

/** The example with sessions that last so long. */
function lasting(minutes: number): string {
  return copyOfExample('one-stack-per-host', TIER, [
    { file: 'main.ts', from: "'shop'", to: `'${TIER}'` }, { file: 'shop.ts', from: 'sessionTimeoutMinutes: 30', to: `sessionTimeoutMinutes: ${minutes}` },
  ]);
}

const app = lasting(30);
const deployments = ['was-01', 'was-02', 'web-01'].map((host) => new Deployment({ stack: `${TIER}-${host}`, app, env, secrets: [] }));

const starts = () => Promise.all(CONTAINERS.map(async (container) => (await inspect(container)).State.StartedAt));

beforeAll(async () => {
  await docker('network', 'create', '--subnet', SUBNET, TIER);
  for (const deployment of deployments) await deployment.deploy();
  await untilHealthy(CONTAINERS, HEALTHY_S);
}, DEPLOY_MS);

afterAll(async () => {
  for (const deployment of deployments) if (deployment.exists) await deployment.destroy();
  await docker('network', 'rm', TIER);
  expect(await leftovers(TIER)).toEqual([]);
}, DEPLOY_MS);

test('a change of both Tomcats, deployed one stack after the other, is noticed by nobody', async () => {
  const before = await starts();
  const result = await load({
    site: 'shop.example.com',
    ports: [PORT],
    sessions: 20,
    forMs: 6000,
    afterwardsMs: 3000,
    events: [{ name: 'changed', afterMs: 3000, run: async () => {
      lasting(45);
      for (const deployment of deployments) await deployment.deploy();
      return 'all stacks';
    } }],
  });
  say(`one stack per host: ${summary(result)} (${report('one-stack-per-host', result)})`);

  expect(result).toMatchObject({ sessions: 20, failed: 0, failures: [], lost: 0, losses: [] });
  const after = await starts();
  expect(after.map((start, index) => start !== before[index])).toEqual([true, true, false]); // what has not changed stays
}, CHANGE_MS);
