import { MEMBER_HEADER, MEMBERS_PATH } from '../src/apache/status-page';
import { untilUsed } from './support/balance';
import { docker, kill, leftovers, shell, start, stop, untilHealthy } from './support/containers';
import { Deployment } from './support/deployment';
import { busiest, load } from './support/load';
import { LoadReport, summary } from './support/load-report';
import { say } from './support/progress';
import { keepLogs, report } from './support/report';
import { Sites } from './support/sites';
import { ask } from './support/tls-client';
import { until } from './support/until';
import { untilWarm } from './support/warm';

const DEPLOY_MS = 1_500_000;
const LOAD_MS = 600_000;
const HEALTHY_S = 180;
const STOP_S = 30;
const STACK = 'it-draining';
/** How long the web hosts may take to notice that a Tomcat is gone, on a machine that is busy with its visitors. */
const NOTICED_S = 10;
/** How long it stays so, while others come. */
const [GONE_MS, NEWCOMERS_EVERY_MS] = [30_000, 500];
/** How long a visitor may wait who comes then. */
const STALL_MS = 500;
/** web-01 has mod_jk, web-02 mod_proxy. */
const PORTS = [18660, 18661];
const sites = new Sites({ stack: STACK, ports: PORTS, wasHosts: { shop: 2 } });

const deployment = new Deployment({
  stack: STACK, app: 'npx tsx integration/draining/main.ts', env: { STACK, SUBNET: '172.31.56.0/24', PORTS: PORTS.join(',') },
});

/** What an operator says on a web host. */
function member(web: string, ...said: string[]): Promise<string> {
  return shell(web, `bash /srv/httpd/bin/member ${said.join(' ')}`, '33:0');
}

async function onAllWebHosts(...said: string[]): Promise<string[]> {
  const answers = [];
  for (const web of sites.webs) answers.push(await member(web, ...said));
  return answers;
}

/** What httpd answers to a program of its own host. */
function askedOnHost(web: string, path: string, ...headers: string[]): Promise<string> {
  const request = [`GET ${path} HTTP/1.0`, ...headers, '', ''].join('\\r\\n');
  return shell(web, `exec bash -c 'exec 3<>/dev/tcp/127.0.0.1/80; printf "${request}" >&3; cat <&3'`, '33:0');
}

/** Waits until each web host has found out that a Tomcat is gone. `member list` says what operators want of it, and each mechanism what it is. */
async function untilNoticed(name: string): Promise<void> {
  const gone = [new RegExp(`^worker\\.${name}\\.state=ERR`, 'm'), new RegExp(`b=shop-lb-first&.*<td>${name}</td>.*HcFl`)];
  await until(NOTICED_S, async () => {
    const pages = await Promise.all(sites.webs.map((web) => askedOnHost(web, `${MEMBERS_PATH}?cmd=list&mime=prop`, `${MEMBER_HEADER}: yes`)));
    return sites.webs.filter((_, index) => !gone[index].test(pages[index])).map((web) => `${web} to notice that ${name} is gone`).join(', ');
  });
}

beforeAll(async () => {
  await deployment.deploy();
  await untilHealthy(sites.containers, HEALTHY_S);
}, DEPLOY_MS);

afterAll(async () => {
  await keepLogs(sites.containers);
  await deployment.destroy();
  expect(await leftovers(STACK)).toEqual([]);
}, DEPLOY_MS);

test.each(sites.webs)('%s lists its members, and knows no others', async (web) => {
  expect((await member(web, 'list')).split('\n')).toEqual(sites.instancesOf('shop').map((name) => expect.stringMatching(`^${name} active \\d+$`)));
  await expect(member(web, 'stop', 'shop-was-09')).rejects.toThrow(/no member is called shop-was-09/);
  await expect(member(web, 'remove', 'shop-was-01')).rejects.toThrow(/use list, or/);
});

test('nobody but the command on the host itself can change or see the members', async () => {
  for (const port of PORTS) {
    const answers = await Promise.all(['/-/members', '/-/members?cmd=list', '/-/status'].map((path) => fetch(`http://127.0.0.1:${port}${path}`)));
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  }
  for (const web of sites.webs) {
    // As an application of the host is made to fetch an address by its visitor.
    expect(await askedOnHost(web, '/-/members?cmd=list')).toMatch(/^HTTP\/1\.1 403 /);
  }
});

test.each(PORTS)('by an unknown name nothing is answered on port %d but the health path', async (port) => {
  const status = async (path: string) => (await ask({ port, site: 'unknown.example.com', path })).status;
  expect(await status('/-/health')).toBe(200);
  for (const path of ['/', '/-/health/..;/..;/session.jsp', '/-/health/..;/..;/', '/-/health/..%3b/..%3b/session.jsp', '/-/health/x', '/-/health;/../../session.jsp']) {
    expect([path, await status(path)]).toEqual([path, 403]);
  }
});

test('50 visitors notice nothing when a Tomcat is disabled, stopped, replaced by another, and comes back', async () => {
  for (const instance of sites.instancesOf('shop')) await untilUsed(sites, 'shop', instance);
  await untilWarm(sites, 'shop');
  let name = '';
  const result = await load({
    site: sites.hostNameOf('shop'),
    ports: PORTS,
    forMs: 20_000,
    events: [
      { name: 'disabled', afterMs: 3000, run: async ({ spread }) => {
        name = busiest(spread);
        expect(await onAllWebHosts('disable', name)).toEqual(PORTS.map(() => `${name} is disabled`));
        return name;
      } },
      { name: 'stopped', afterMs: 6000, run: async () => {
        expect(await onAllWebHosts('stop', name)).toEqual(PORTS.map(() => `${name} is stopped`));
        expect(await onAllWebHosts('wait', name)).toEqual(PORTS.map(() => `${name} works at no request`));
        return name;
      } },
      { name: 'replaced', afterMs: 9000, run: async () => {
        await stop(sites.containerOf(name), STOP_S);
        await docker('rm', sites.containerOf(name));
        await deployment.deploy();
        await untilHealthy([sites.containerOf(name)], HEALTHY_S);
        return name;
      } },
      { name: 'active again', afterMs: 12_000, run: async () => {
        expect(await onAllWebHosts('activate', name)).toEqual(PORTS.map(() => `${name} is active`));
        await untilUsed(sites, 'shop', name);
        return name;
      } },
    ],
  });
  say(`draining: ${summary(result)} (${report('draining', result)})`);

  expect(result).toMatchObject({ sessions: 50, failed: 0, failures: [], lost: 0, losses: [] });
  expect(result.events[0].spread[name]).toBeGreaterThan(0); // it had sessions
  expect(result.events[1].spread[name]).toBeGreaterThan(0); // which a disabled one keeps
  expect(result.events[2].spread[name] ?? 0).toBe(0);
  expect(answersBetween(result, 'replaced', 'active again', name)).toBe(0);
}, LOAD_MS);

test('nobody who comes while a Tomcat is gone waits for it, and it is used again when it is back', async () => {
  const [gone] = sites.instancesOf('shop');
  for (const instance of sites.instancesOf('shop')) await untilUsed(sites, 'shop', instance);
  await untilWarm(sites, 'shop');
  await kill(sites.containerOf(gone));
  const visitors = { site: sites.hostNameOf('shop'), ports: PORTS };
  await load({ ...visitors, forMs: 0, events: [{ name: 'noticed', afterMs: 0, run: async () => untilNoticed(gone).then(() => gone) }] });
  const result = await load({
    ...visitors,
    forMs: GONE_MS,
    events: Array.from({ length: GONE_MS / NEWCOMERS_EVERY_MS - 1 }, (_, index) => ({
      name: 'others come', afterMs: (index + 1) * NEWCOMERS_EVERY_MS, run: async ({ beginAnew }) => { beginAnew(); return 'all'; },
    })),
  });
  say(`gone: ${result.requests} requests of ${result.sessions} sessions, longest stall ${result.longestStallMs} ms (${report('gone', result)})`);

  expect(result).toMatchObject({ failed: 0, failures: [], lost: 0, losses: [] });
  expect(result.longestStallMs).toBeLessThanOrEqual(STALL_MS);
  await start(sites.containerOf(gone));
  await untilUsed(sites, 'shop', gone);
}, LOAD_MS);

/** How many requests an instance answered from the beginning of one event until that of another. */
function answersBetween({ events, timeline }: LoadReport, from: string, until: string, instance: string): number {
  const [begin, end] = [from, until].map((each) => events.find(({ name }) => name === each)!.atMs);
  const slots = timeline.filter(({ fromMs }) => fromMs >= begin && fromMs < end - 500); // a slot is half a second
  expect(slots.length).toBeGreaterThan(0);
  return slots.reduce((sum, { answeredBy }) => sum + (answeredBy[instance] ?? 0), 0);
}
