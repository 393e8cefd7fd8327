import { untilUsed } from './support/balance';
import { Browser, Probe, sessionKey } from './support/client';
import { heal, kill, start, untilHealthy } from './support/containers';
import { patiently, say } from './support/progress';
import { demoDeployment, demoSites } from './support/demo-deployment';

/** How long the containers may take to serve. */
const HEALTHY_S = 180;

const sites = demoSites();
const deployment = demoDeployment();

async function main(): Promise<void> {
  say(`deploying ${sites.stack}: two sites, each on two Tomcats that replicate their sessions, behind two web hosts`);
  say(`  (the first time, this builds the images; everything that cdktf prints is in ${deployment.log})`);
  await patiently('deploying', () => deployment.deploy());
  await heal(sites.containers, HEALTHY_S);
  say(`all ${sites.containers.length} containers are healthy`);
  await bothSitesAnswer();

  const browser = new Browser(sites.hostNameOf('a'));
  say('');
  say('a visitor of site a comes back a few times, through both web hosts:');
  let last = await visit(browser);
  for (let turn = 1; turn < 4; turn++) last = await visit(browser, last);

  for (const which of ['', ' now']) {
    const container = sites.containerOf(last.instance);
    say('');
    say(`killing ${container}, the Tomcat that has the session${which}`);
    await kill(container);
    const before = last;
    last = await visit(browser, before);
    if (last.instance === before.instance) throw new Error(`${before.instance} was killed, yet answered`);
    say(`  the same session goes on: count ${before.count} became ${last.count}, ${last.instance} answers instead of ${before.instance}`);

    say(`starting ${container} again`);
    await start(container);
    await untilHealthy([container], HEALTHY_S);
    last = await visit(browser, last);
    say(`  ${container} is healthy again, and the session goes on`);
    await untilUsed(sites, 'a', before.instance);
    say('  both web hosts give new sessions to it again');
  }
  browser.close();
  sayWhatToTry();
}

async function bothSitesAnswer(): Promise<void> {
  for (const site of ['a', 'b']) {
    for (const port of sites.ports) {
      const browser = new Browser(sites.hostNameOf(site));
      const { instance } = await browser.probe(port);
      browser.close();
      if (!sites.instancesOf(site).includes(instance)) throw new Error(`site ${site} on ${sites.webHostOf(port)} is answered by ${instance}`);
      say(`site ${site} answers through ${sites.webHostOf(port)}: http://127.0.0.1:${port}, ${instance}`);
    }
  }
}

let visits = 0;

/** The next visit goes through the other web host. Fails unless the session goes on where `before` left it. */
async function visit(browser: Browser, before?: Probe): Promise<Probe> {
  const port = sites.ports[visits++ % sites.ports.length];
  const probe = await browser.probe(port);
  say(`  ${sites.webHostOf(port)}: count ${probe.count} from ${probe.instance}`);
  if (!before) return probe;
  if (sessionKey(probe.session) !== sessionKey(before.session)) throw new Error(`the session was lost: ${before.session} became ${probe.session}`);
  if (probe.count !== before.count + 1) throw new Error(`the session's counter went from ${before.count} to ${probe.count}`);
  return probe;
}

function sayWhatToTry(): void {
  const [first, second] = sites.ports;
  const curl = (port: number, site: string) => `curl -b .demo/cookies -c .demo/cookies -H 'Host: ${sites.hostNameOf(site)}' http://127.0.0.1:${port}/session`;
  say('');
  say('It keeps running. Try:');
  say(`  ${curl(first, 'a')}`);
  say(`  ${curl(second, 'a')}`);
  say(`  ${curl(first, 'b')}`);
  say(`  docker kill ${sites.containerOf('a-was-01')}    and the first two again`);
  say(`  docker start ${sites.containerOf('a-was-01')}`);
  say('Take it down with: make clean');
}

main().catch((error: Error) => {
  say('');
  say(`FAILED: ${error.message}`);
  say('What runs was left as it is: make demo tries again, make clean takes it down.');
  process.exitCode = 1;
});
