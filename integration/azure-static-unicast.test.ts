import { AzureLab } from './azure/lab';
import { cloudInit, labLeftovers, power, publicPort, untilBalanced, untilServes } from './support/azure';
import { Browser, sessionKey } from './support/client';
import { kill, shell } from './support/containers';
import { Deployment } from './support/deployment';

const STACK = 'azure-static-unicast';
const HOSTS = ['apache', 'tomcat1', 'tomcat2'];
const SITE = 'mycluster.example.com';
const DEPLOY_MS = 1_500_000;

let lab: AzureLab;
let deployment: Deployment;
let deployed = false;

const container = (host: string) => `azure-lab-${STACK}-${host}`;

beforeAll(async () => {
  lab = await AzureLab.start();
}, DEPLOY_MS);

afterAll(async () => {
  await lab?.stop();
}, 120_000);

test('deploys, and every machine boots without a warning', async () => {
  deployment = new Deployment({ stack: STACK, app: `npx tsx examples/${STACK}/main.ts`, env: lab.environment });
  await deployment.deploy();
  deployed = true;
  const ends = await Promise.all(HOSTS.map(async (host) => ({ host, ...await cloudInit(container(host)) })));
  expect(ends).toEqual(HOSTS.map((host) => ({ host, status: 'done', complaints: [] })));
}, DEPLOY_MS);

test('the members of the cluster are in two subnets, and know each other', async () => {
  if (!deployed) throw new Error('it was not deployed');
  expect(['tomcat1', 'tomcat2'].map((host) => lab.virtualMachine(`${STACK}-${host}`).address)).toEqual(['192.168.1.4', '192.168.0.4']);
  expect(await shell(container('tomcat1'), 'journalctl --no-pager -u tomcat-tier-tomcat1')).toMatch(/Replication member added:.*192\.168\.0\.4|192, 168, 0, 4/);
});

test('a session goes on when a machine is killed, and when one is deallocated', async () => {
  if (!deployed) throw new Error('it was not deployed');
  await untilBalanced(lab, 1);
  const port = publicPort(lab);
  for (const instance of ['tomcat2', 'tomcat1']) await untilServes(port, SITE, instance);
  const browser = new Browser(SITE);
  let last = await browser.probe(port);
  const other = last.instance === 'tomcat1' ? 'tomcat2' : 'tomcat1';
  const goesOn = async (instance: string) => {
    const probe = await browser.probe(port);
    expect({ session: sessionKey(probe.session), count: probe.count, instance: probe.instance })
      .toEqual({ session: sessionKey(last.session), count: last.count + 1, instance });
    last = probe;
  };

  const first = last.instance;
  await kill(container(first));
  await goesOn(other);
  await goesOn(other);
  await power(lab, lab.virtualMachine(`${STACK}-${first}`), 'start');
  await untilServes(port, SITE, first);
  await power(lab, lab.virtualMachine(`${STACK}-${other}`), 'deallocate');
  await goesOn(first);
  await goesOn(first);
  browser.close();
  await power(lab, lab.virtualMachine(`${STACK}-${other}`), 'start');
}, 300_000);

test('a second plan has nothing to change', async () => {
  if (!deployed) throw new Error('it was not deployed');
  const { changes, text } = await deployment.diff();
  expect(changes ? text : 'No changes').toBe('No changes');
}, DEPLOY_MS);

test('destroy leaves nothing', async () => {
  if (!deployed) throw new Error('it was not deployed');
  await deployment.destroy();
  expect(lab.resources()).toEqual([]);
  expect(await labLeftovers()).toEqual([]);
}, DEPLOY_MS);
