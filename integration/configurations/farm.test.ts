import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClusterValve, Connector, Membership, SessionCluster, TomcatInstance, TomcatRelease, WebApplication } from 'cdktf-tomcat-cluster';
import { checkedProgram, IMAGES, inTemporaryDirectory, removed } from './support';
import { BUSY, TomcatOnMachine } from './tomcat-on-machine';
import { MachineHost } from '../../test/support/machine-host';
import { docker, shell } from '../support/containers';
import { until } from '../support/until';

const NETWORK = `${IMAGES}-farm`;
const WATCHED = '/srv/farm/watched';
const ADDRESSES = ['172.31.44.10', '172.31.44.11'];
const containers = ADDRESSES.map((_, index) => `${NETWORK}-${index}`);
const DEPLOY_S = 120;
/** The first member asks, and there is nobody yet. */
const ALONE = /StaticMembershipProvider\.startMembership Received 0 replies/;

beforeAll(async () => {
  await removed({ containers, networks: [NETWORK] });
  await docker('network', 'create', '--subnet', '172.31.44.0/24', NETWORK);
});

afterAll(() => removed({ containers, networks: [NETWORK] }));

/** Two members of a cluster of their Host. */
async function started(release: TomcatRelease): Promise<TomcatOnMachine[]> {
  const { instances, files } = await checkedProgram((stack) => {
    const cluster = new SessionCluster(stack, 'site', {
      membership: Membership.staticUnicast(),
      valves: [ClusterValve.replication(), ClusterValve.jvmRouteBinder(), ClusterValve.singleSignOn()],
      deployer: { watchDir: WATCHED, processDeployFrequency: 1 },
    });
    const declared = ADDRESSES.map((address, index) => new TomcatInstance(stack, `tomcat-${index}`, {
      host: new MachineHost(stack, `was-${index}`, address), instanceName: 'tomcat', cluster, release, applications: [WebApplication.sessionProbe()],
      connectors: [Connector.http({ address: '0.0.0.0' })],
    }));
    return { instances: declared, files: () => declared.map((instance) => instance.files) };
  });
  const places = ADDRESSES.map((address) => ({ name: NETWORK, address }));
  const tomcats = await Promise.all(places.map((place, index) => TomcatOnMachine.of(containers[index], release, place, [BUSY, ALONE])));
  for (const [index, tomcat] of tomcats.entries()) { // one after the other: a member that starts beside another may ask it too early
    await tomcat.prepare(instances[index], files()[index]);
    await tomcat.start();
  }
  return tomcats;
}

const statuses = (path: string) => Promise.all(ADDRESSES.map(async (address) => (await fetch(`http://${address}:8080${path}`)).status));

test('a WAR that is put into the directory of one member is deployed on all, and is there after a restart, until it is taken away', async () => {
  const tomcats = await started(TomcatRelease.V11_0);
  expect(await statuses('/book/')).toEqual([404, 404]);
  await inTemporaryDirectory(async (directory) => {
    mkdirSync(join(directory, 'book'));
    writeFileSync(join(directory, 'book/index.html'), 'a book');
    execFileSync('jar', ['--create', '--file', join(directory, 'book.war'), '-C', join(directory, 'book'), '.']);
    await docker('cp', join(directory, 'book.war'), `${containers[0]}:/tmp/book.war`);
  });
  await shell(containers[0], `chown 10001 /tmp/book.war && mv /tmp/book.war ${WATCHED}/book.war`);
  await until(DEPLOY_S, async () => (await statuses('/book/')).every((status) => status === 200) ? '' : 'the application on both members');

  await tomcats[1].stop();
  await tomcats[1].start();
  expect(await statuses('/book/')).toEqual([200, 200]);

  await shell(containers[0], `rm ${WATCHED}/book.war`);
  await until(DEPLOY_S, async () => (await statuses('/book/')).every((status) => status === 404) ? '' : 'the end of the application on both members');
});

test('a session counts on over the members of such a cluster', async () => {
  const count = async (address: string, cookie = '') => {
    const answer = await fetch(`http://${address}:8080/session`, { headers: { Cookie: cookie } });
    return { cookie: answer.headers.get('set-cookie')?.split(';')[0], ...JSON.parse(await answer.text()) as { count: number } };
  };
  const first = await count(ADDRESSES[0]);
  expect(first.count).toBe(1);
  await until(30, async () => (await count(ADDRESSES[1], first.cookie)).count > 1 ? '' : 'the session on the other member');
});
