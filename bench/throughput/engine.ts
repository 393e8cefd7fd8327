import { GUIDE, SITES, STACK, tomcatOf, WAS_HOSTS } from './configurations';
import { startGuide } from './guide-000';
import { MECHANISMS, webHostOf } from './mechanisms';
import { startWrk } from './wrk';
import { docker, leftovers, nothingLeft, removeLeftovers, untilHealthy } from '../../integration/support/containers';
import { Deployment } from '../../integration/support/deployment';

const HEALTHY_S = 180;

const deployment = new Deployment({ stack: STACK, app: 'npx tsx bench/throughput/app.ts' });

/** The containers that Terraform does not know: no network is removed while they are on it. */
const OTHERS = [`${STACK}-wrk`, ...WAS_HOSTS.map((wasHost) => tomcatOf(GUIDE, wasHost))];

/** Starts all sites, their web hosts and the load generator. */
export async function setUp(): Promise<void> {
  await removeLeftovers(STACK); // of a run that was stopped
  await deployment.deploy();
  const sites = SITES.filter((site) => site !== GUIDE);
  const tomcats = WAS_HOSTS.flatMap((wasHost) => sites.map((site) => tomcatOf(site, wasHost)));
  const webs = Object.keys(MECHANISMS).map((mechanism) => `${STACK}-${webHostOf(mechanism)}-httpd`);
  await untilHealthy([...tomcats, ...webs], HEALTHY_S);
  await startGuide(tomcats[0]);
  await startWrk();
}

/** Removes all that setUp() began. */
export async function tearDown(): Promise<void> {
  await removeOthers();
  if (deployment.exists) await deployment.destroy();
  await nothingLeft(STACK);
}

async function removeOthers(): Promise<void> {
  const left = await leftovers(STACK);
  for (const container of OTHERS.filter((each) => left.includes(`container ${each}`))) await docker('rm', '--force', container);
}
