import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ApacheJkFrontend, ApacheProxyFrontend, Connector, Membership, Route, Secret, SessionCluster, TomcatInstance, TomcatInstanceProps, TomcatRelease,
  WebApplication,
} from 'cdktf-tomcat-cluster';
import { HttpdOnMachine } from './httpd-on-machine';
import { checkedProgram, IMAGES, inTemporaryDirectory, removed, tomcatArchive, withSecrets } from './support';
import { TomcatOnMachine } from './tomcat-on-machine';
import { AjpServer } from '../support/ajp-server';
import { docker } from '../support/containers';
import { cookiesOf } from '../support/cookies';
import { ask } from '../support/tls-client';
import { writeArchive } from '../../test/support/archive';
import { MachineHost } from '../../test/support/machine-host';

const SITE = 'shop.example.com';
const NETWORK = `${IMAGES}-cookie-name`;
const [TOMCAT, HTTPD] = [`${NETWORK}-tomcat`, `${NETWORK}-httpd`];
const ADDRESS = '172.31.67.10';
const SECRETS = { 'plain text': 'an-ajp-secret-for-tests' };

const MECHANISMS: [string, typeof ApacheJkFrontend | typeof ApacheProxyFrontend][] = [['mod_jk', ApacheJkFrontend], ['mod_proxy', ApacheProxyFrontend]];

/** Begins a session, and says how a link holds its id. */
const PAGE = '<% session.getId(); %><%= response.encodeURL("/") %>';

beforeAll(async () => {
  await removed({ containers: [TOMCAT], networks: [NETWORK] });
  await docker('network', 'create', '--subnet', '172.31.67.0/24', NETWORK);
});
afterAll(() => removed({ containers: [TOMCAT, HTTPD], networks: [NETWORK] }));

/** Members of a site at these ports of AJP of one address, and a front end before them. */
function site(
  address: string, ports: number[], Mechanism: typeof MECHANISMS[number][1], props: Partial<TomcatInstanceProps> = {},
) {
  return checkedProgram((stack) => {
    const cluster = new SessionCluster(stack, 'site', { membership: Membership.staticUnicast() });
    const instances = ports.map((port, portIndex) => new TomcatInstance(stack, `tomcat-${portIndex}`, {
      host: new MachineHost(stack, `was-${portIndex}`, address), cluster, portIndex, connectors: [Connector.ajp({ port }), Connector.http({ address: '0.0.0.0' })],
      ajpSecret: Secret.unsafePlainText(SECRETS['plain text']), ...props,
    }));
    const web = new Mechanism(stack, 'web', { host: new MachineHost(stack, 'web-01', '172.31.67.20') });
    web.addVirtualHost(SITE, { routes: [Route.all(cluster)] });
    return { instances, files: () => [...instances, web].map(({ files }) => withSecrets(files, SECRETS)) };
  });
}

test.each([TomcatRelease.V9_0, TomcatRelease.V11_0])('Tomcat $version calls the cookie as front ends do, whatever the code of an application says', (release) => inTemporaryDirectory(async (directory) => {
  const war = renamingWar(directory, release);
  const { instances, files } = await site(ADDRESS, [8009], ApacheJkFrontend, { release, applications: [WebApplication.war(war)] });
  const tomcat = await TomcatOnMachine.of(TOMCAT, release, { name: NETWORK, address: ADDRESS });
  await tomcat.prepare(instances[0], files()[0]);
  await tomcat.putArtifacts(instances[0]);
  await tomcat.start();

  const answer = await fetch(`http://${ADDRESS}:8080/`);
  const [cookie] = cookiesOf(answer);
  expect(cookie).toMatch(/^JSESSIONID=[0-9A-F]{32}\.site-was-0$/);
  expect((await answer.text()).trim()).toBe(`/;${cookie}`);
}));

test.each(MECHANISMS)('with %s a visitor without cookies stays at the Tomcat that is named in the path', async (_, Mechanism) => {
  const servers = [0, 1].map((index) => new AjpServer(() => ({ headers: { 'Content-Type': 'text/plain' }, body: [String(index)], dies: false })));
  const httpd = await HttpdOnMachine.of(HTTPD);
  try {
    const machine = await httpd.gateway();
    const ports = await Promise.all(servers.map((server) => server.listen(machine)));
    await httpd.prepare((await site(machine, ports, Mechanism)).files()[2]);
    await httpd.started(async () => {
      for (const index of [0, 1]) {
        const answers = [];
        for (let time = 0; time < 6; time++) answers.push((await ask({ port: httpd.port(), site: SITE, path: `/page;JSESSIONID=1.site-was-${index}` })).text);
        expect(answers).toEqual(Array(6).fill(String(index)));
      }
    });
  } finally {
    for (const server of servers) server.close();
  }
});

/** A WAR whose code has the session cookie called otherwise. */
function renamingWar(directory: string, { line, version }: TomcatRelease): string {
  const api = join(directory, 'servlet-api.jar');
  execFileSync('tar', ['-xzf', tomcatArchive(version), '-C', directory, '--strip-components', '2', `apache-tomcat-${version}/lib/servlet-api.jar`]);
  const packageName = line === TomcatRelease.V9_0.line ? 'javax' : 'jakarta';
  writeFileSync(join(directory, 'Renaming.java'), `import ${packageName}.servlet.*;
@${packageName}.servlet.annotation.WebListener
public class Renaming implements ServletContextListener {
  @Override public void contextInitialized(ServletContextEvent event) {
    event.getServletContext().getSessionCookieConfig().setName("OF_CODE");
  }
}
`);
  execFileSync('javac', ['--release', '17', '-classpath', api, '-d', directory, join(directory, 'Renaming.java')]);
  return writeArchive(join(directory, 'renaming.war'), { 'index.jsp': PAGE, 'WEB-INF/classes/Renaming.class': readFileSync(join(directory, 'Renaming.class')) });
}
