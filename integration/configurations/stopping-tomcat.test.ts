import { join } from 'node:path';
import { Secret, TomcatInstance, TomcatRelease, WebApplication } from 'cdktf-tomcat-cluster';
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
const READS_S = 30;
const DUMP_THREADS = 'kill -QUIT $(cat /tmp/pid)';

/** Has the stop of its Tomcat take long enough for a request to be sent to its end meanwhile. */
const PAGE = '<%@ page contentType="text/plain" %><%! public void jspDestroy() { try { Thread.sleep(20_000); } catch (InterruptedException e) { } } %>served';

const releases = [TomcatRelease.V9_0, TomcatRelease.V11_0];
const containers = releases.map(({ line }) => `${NETWORK}-${line}`);

beforeAll(async () => {
  await removed({ containers, networks: [NETWORK] });
  await docker('network', 'create', '--subnet', SUBNET, NETWORK);
});
afterEach(() => removed({ containers }));
afterAll(() => removed({ networks: [NETWORK] }));

/** A front end sends a request in one piece, so that the stop has to begin in the moment in which it comes; here its halves are far apart. */
test.each(releases)('Tomcat $version refuses a request with 503 of which it has read a part when its stop begins', async (release) => {
  const container = containers[releases.indexOf(release)];
  const tomcat = await started(container, release);
  const request = getRequest('/', SITE, SECRET);
  const connection = await AjpConnection.to(ADDRESS);
  try {
    connection.send(request);
    expect(await connection.answer()).toMatchObject({ status: 200, body: 'served', reuse: true });

    connection.send(request.subarray(0, request.length / 2));
    await until(READS_S, () => shell(container, `grep -q AjpProcessor.readMessage /tmp/log || (${DUMP_THREADS}; echo a Tomcat that reads the request)`));
    await shell(container, "kill -TERM $(cat /tmp/pid); timeout 10 sh -c 'until grep -q Pausing.ProtocolHandler.*ajp /tmp/log; do sleep 0.05; done'");
    connection.send(request.subarray(request.length / 2));
    expect(await connection.answer()).toEqual({ status: 503, headers: { 'Content-Length': '0' }, body: '', reuse: false });
    await connection.closed();
  } finally {
    connection.close();
    await tomcat.kill();
  }
});

async function started(container: string, release: TomcatRelease): Promise<TomcatOnMachine> {
  return inTemporaryDirectory(async (directory) => {
    const war = writeArchive(join(directory, 'page.war'), { 'index.jsp': PAGE });
    const { instance, files } = await checkedProgram((stack) => {
      const declared = new TomcatInstance(stack, 'tomcat', {
        host: new MachineHost(stack, 'was', ADDRESS), release, ajpSecret: Secret.unsafePlainText(SECRET), applications: [WebApplication.war(war)],
      });
      return { instance: declared, files: () => declared.files };
    });
    const tomcat = await TomcatOnMachine.of(container, release, { name: NETWORK, address: ADDRESS });
    await tomcat.prepare(instance, withSecrets(files(), { 'plain text': SECRET }));
    await tomcat.putArtifacts(instance);
    await tomcat.start();
    return tomcat;
  });
}
