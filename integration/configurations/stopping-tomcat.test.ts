import { join } from 'node:path';
import { ApacheJkFrontend, Route, Secret, TomcatInstance, TomcatInstanceProps, TomcatRelease, WebApplication } from 'cdktf-tomcat-cluster';
import { checkedProgram, IMAGES, inTemporaryDirectory, removed, withSecrets } from './support';
import { TomcatOnMachine } from './tomcat-on-machine';
import { writeArchive } from '../../test/support/archive';
import { MachineHost } from '../../test/support/machine-host';
import { AjpConnection, getRequest } from '../support/ajp-connection';
import { docker, shell } from '../support/containers';
import { until } from '../support/until';

const NETWORK = `${IMAGES}-stopping`;
const SUBNET = '172.31.63.0/24';
const ADDRESS = '172.31.63.10';
const SITE = 'a.example.com';
const SECRET = 'sixteen-or-more-characters';
const REQUEST = getRequest('/', SITE, SECRET);
const READS_S = 30;
const DUMP_THREADS = 'kill -QUIT $(cat /tmp/pid)';

/** Has the stop of a Tomcat that has served it take long enough for a request to be sent to its end meanwhile. */
const PAGE = '<%@ page contentType="text/plain" %><%! public void jspDestroy() { try { Thread.sleep(20_000); } catch (InterruptedException e) { } } %>served';

const releases = [TomcatRelease.V9_0, TomcatRelease.V11_0];
const containers = releases.map(({ line }) => `${NETWORK}-${line}`);

beforeAll(async () => {
  await removed({ containers, networks: [NETWORK] });
  await docker('network', 'create', '--subnet', SUBNET, NETWORK);
});
afterEach(() => removed({ containers }));
afterAll(() => removed({ networks: [NETWORK] }));

/** A front end sends a request in one piece, so that a stop has to begin in the moment in which it comes; here its halves are far apart. */
test.each(releases)('Tomcat $version answers a request of which it has read a part when its stop begins, and ends a connection that is idle', async (release) => {
  await withTomcat(release, {}, async (container) => {
    const idle = await AjpConnection.to(ADDRESS);
    idle.send(REQUEST);
    expect(await idle.answer()).toMatchObject({ status: 200, body: 'served', reuse: true });
    await idle.closed();

    const connection = await AjpConnection.to(ADDRESS);
    await sendHalf(connection, container);
    await shell(container, 'kill -TERM $(cat /tmp/pid)');
    await until(READS_S, async () => await refuses() ? '' : 'a port that refuses');
    connection.send(REQUEST.subarray(REQUEST.length / 2));
    expect(await connection.answer()).toMatchObject({ status: 200, body: 'served', reuse: true });
    await connection.closed();
    await until(READS_S, () => shell(container, 'grep -q Pausing.ProtocolHandler.*ajp /tmp/log || echo the stop to go on'));
  });
});

test.each(releases)('Tomcat $version refuses such a request with 503 where its stop waits for none', async (release) => {
  await withTomcat(release, { gracefulStopAwaitMillis: 0 }, async (container) => {
    const connection = await AjpConnection.to(ADDRESS);
    connection.send(REQUEST);
    expect(await connection.answer()).toMatchObject({ status: 200, body: 'served', reuse: true });

    await sendHalf(connection, container);
    await shell(container, "kill -TERM $(cat /tmp/pid); timeout 10 sh -c 'until grep -q Pausing.ProtocolHandler.*ajp /tmp/log; do sleep 0.05; done'");
    connection.send(REQUEST.subarray(REQUEST.length / 2));
    expect(await connection.answer()).toEqual({ status: 503, headers: { 'Content-Length': '0' }, body: '', reuse: false });
    await connection.closed();
  });
});

async function sendHalf(connection: AjpConnection, container: string): Promise<void> {
  connection.send(REQUEST.subarray(0, REQUEST.length / 2));
  await until(READS_S, () => shell(container, `grep -q AjpProcessor.readMessage /tmp/log || (${DUMP_THREADS}; echo a Tomcat that reads the request)`));
}

/** Whether nobody can connect any more. */
async function refuses(): Promise<boolean> {
  try {
    (await AjpConnection.to(ADDRESS)).close();
    return false;
  } catch {
    return true;
  }
}

/** Runs a Tomcat that a front end of the program asks. */
async function withTomcat(release: TomcatRelease, props: Partial<TomcatInstanceProps>, work: (container: string) => Promise<void>): Promise<void> {
  const container = containers[releases.indexOf(release)];
  const tomcat = await TomcatOnMachine.of(container, release, { name: NETWORK, address: ADDRESS });
  try {
    await inTemporaryDirectory(async (directory) => {
      const war = writeArchive(join(directory, 'page.war'), { 'index.jsp': PAGE });
      const { instance, files } = await checkedProgram((stack) => {
        const declared = new TomcatInstance(stack, 'tomcat', {
          host: new MachineHost(stack, 'was', ADDRESS), release, ajpSecret: Secret.unsafePlainText(SECRET), applications: [WebApplication.war(war)], ...props,
        });
        const web = new ApacheJkFrontend(stack, 'web', { host: new MachineHost(stack, 'web-01', '172.31.63.20') });
        web.addVirtualHost(SITE, { routes: [Route.all(declared)] });
        return { instance: declared, files: () => declared.files };
      });
      await tomcat.prepare(instance, withSecrets(files(), { 'plain text': SECRET }));
      await tomcat.putArtifacts(instance);
    });
    await tomcat.start();
    await work(container);
  } finally {
    await tomcat.kill();
  }
}
