import { join } from 'node:path';
import { ApacheJkFrontend, ApacheProxyFrontend, Connector, Route, Secret, TomcatInstance, TomcatRelease, WebApplication } from 'cdktf-tomcat-cluster';
import { HttpdOnMachine } from './httpd-on-machine';
import { checkedProgram, IMAGES, inTemporaryDirectory, removed, withSecrets } from './support';
import { TomcatOnMachine } from './tomcat-on-machine';
import { writeArchive } from '../../test/support/archive';
import { MachineHost } from '../../test/support/machine-host';
import { docker } from '../support/containers';
import { ask } from '../support/tls-client';

const SITE = 'shop.example.com';
const NETWORK = `${IMAGES}-large-packets`;
const [TOMCAT, HTTPD] = [`${NETWORK}-tomcat`, `${NETWORK}-httpd`];
const ADDRESS = '172.31.68.10';
const SECRETS = { 'plain text': 'an-ajp-secret-for-tests' };
/** The packets, twice as large as they are where nothing is said; a header that needs one, and a page that needs several. */
const [PACKET_BYTES, HEADER_BYTES, PAGE_BYTES] = [16_384, 12_000, 100_000];

/** Says how long a header is, and fills up the page. Tomcat makes packets as large as it may only of what it has buffered. */
const PAGE = `<%@ page session="false" trimDirectiveWhitespaces="true" %><%
  response.setBufferSize(${4 * PACKET_BYTES});
  out.print(request.getHeader("X-Long").length() + " ");
  out.print("x".repeat(${PAGE_BYTES}));
%>`;

const release = TomcatRelease.V10_1;
let httpd: HttpdOnMachine;

/** A Tomcat with large packets, and a front end before it. */
function site(war: string, Mechanism: typeof ApacheJkFrontend | typeof ApacheProxyFrontend) {
  return checkedProgram((stack) => {
    const tomcat = new TomcatInstance(stack, 'tomcat', {
      host: new MachineHost(stack, 'was-01', ADDRESS), release, applications: [WebApplication.war(war)],
      connectors: [Connector.ajp({ packetSizeBytes: PACKET_BYTES })], ajpSecret: Secret.unsafePlainText(SECRETS['plain text']),
    });
    const web = new Mechanism(stack, 'web', { host: new MachineHost(stack, 'web-01', '172.31.68.20'), limitRequestFieldSizeBytes: PACKET_BYTES });
    web.addVirtualHost(SITE, { routes: [Route.all(tomcat)] });
    return { tomcat, files: () => [tomcat, web].map(({ files }) => withSecrets(files, SECRETS)) };
  });
}

beforeAll(async () => {
  await removed({ containers: [TOMCAT, HTTPD], networks: [NETWORK] });
  await docker('network', 'create', '--subnet', '172.31.68.0/24', NETWORK);
  httpd = await HttpdOnMachine.of(HTTPD, [80], ['--network', NETWORK]);
});

afterAll(() => removed({ containers: [TOMCAT, HTTPD], networks: [NETWORK] }));

test('a Tomcat with large packets answers over both mechanisms with a long page, and takes a long header', () => inTemporaryDirectory(async (directory) => {
  const war = writeArchive(join(directory, 'large.war'), { 'index.jsp': PAGE });
  const [overJk, overProxy] = [await site(war, ApacheJkFrontend), await site(war, ApacheProxyFrontend)];
  const tomcat = await TomcatOnMachine.of(TOMCAT, release, { name: NETWORK, address: ADDRESS });
  await tomcat.prepare(overJk.tomcat, overJk.files()[0]);
  await tomcat.putArtifacts(overJk.tomcat);
  await tomcat.start();
  for (const { files } of [overJk, overProxy]) {
    await httpd.prepare(files()[1]);
    await httpd.started(async () => {
      const { status, text } = await ask({ port: httpd.port(), site: SITE, headers: { 'X-Long': 'h'.repeat(HEADER_BYTES) } });
      expect({ status, text: text.trim() }).toEqual({ status: 200, text: `${HEADER_BYTES} ${'x'.repeat(PAGE_BYTES)}` });
    });
  }
}));
