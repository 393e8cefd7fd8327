import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Checks, Connector, DockerHosts, Membership, SessionCluster, TomcatInstance, TomcatRelease, WebApplication } from 'cdktf-tomcat-cluster';
import { checkedProgram, IMAGES, inTemporaryDirectory, removed, tomcatArchive } from './support';
import { TomcatOnMachine } from './tomcat-on-machine';
import { verdictOf } from '../../src/checks/run-checks';
import { writeArchive } from '../../test/support/archive';
import { FRAGMENT_WARS, writeFragmentWar } from '../../test/support/fragment-wars';
import { docker } from '../support/containers';

/** Says what Tomcat takes the application for: only of a distributable one it refuses to put what cannot be replicated into a session. */
const PAGE = `<%
  try {
    session.setAttribute("unfit", new Object());
    out.print("not distributable");
  } catch (IllegalArgumentException refused) {
    out.print("distributable");
  }
%>`;

/** Says what the application finds under a name. */
const LOOKUP = `<% try { out.print(new javax.naming.InitialContext().lookup("java:comp/env/greeting")); }
  catch (javax.naming.NameNotFoundException none) { out.print("nothing"); } %>`;
const CONTEXT_XML = '<Context><Environment name="greeting" value="of the WAR" type="java.lang.String" override="false"/></Context>';

const MAPPINGS = ['annotation', 'web.xml'] as const;
const WEB_XML = `<web-app>
  <servlet><servlet-name>served</servlet-name><servlet-class>Served</servlet-class></servlet>
  <servlet-mapping><servlet-name>served</servlet-name><url-pattern>/</url-pattern></servlet-mapping>
</web-app>`;

/** What Tomcat answers for a servlet of another package: it does not find an annotation that it does not know, and cannot load what web.xml maps. */
const REFUSED = { annotation: '404', 'web.xml': '500' };

const NETWORK = `${IMAGES}-wars`;
const SUBNET = '172.31.62.0/24';
const ADDRESS = '172.31.62.10';
const LINES = [TomcatRelease.V9_0, TomcatRelease.V11_0];
const containers = LINES.map(({ line }) => `${NETWORK}-${line}`);

beforeAll(async () => {
  await removed({ containers, networks: [NETWORK] });
  await docker('network', 'create', '--subnet', SUBNET, NETWORK);
});
afterEach(() => removed({ containers }));
afterAll(() => removed({ networks: [NETWORK] }));

test.each(LINES)('Tomcat $version takes WARs as the checks do', (release) => inTemporaryDirectory(async (directory) => {
  const wars = [
    ...FRAGMENT_WARS.map((war, index) => {
      const path = writeFragmentWar(folder(directory, `fragments-${index}`), war, { 'index.jsp': PAGE });
      return { what: war.what, contextPath: `/fragments-${index}`, path, options: {}, answer: war.against ? '200 not distributable' : '200 distributable', found: !!war.against };
    }),
    ...LINES.flatMap((compiledFor) => MAPPINGS.map((mappedBy) => {
      const runs = compiledFor === release;
      const name = `servlet-${compiledFor.line}-${mappedBy}`;
      const path = servletWar(folder(directory, name), compiledFor, mappedBy);
      return { what: `${name} on ${release.line}`, contextPath: `/${name}`, path, options: {}, answer: runs ? '200 served' : REFUSED[mappedBy], found: !runs };
    })),
    {
      what: 'a context.xml', contextPath: '/context', path: contextWar(folder(directory, 'context')), options: {}, answer: '200 nothing', found: true,
    },
    {
      what: 'a context.xml that the program says too',
      contextPath: '/said',
      path: contextWar(folder(directory, 'said')),
      options: { environmentEntries: [{ name: 'greeting', value: 'of the program' }] },
      answer: '200 of the program',
      found: false,
    },
  ];
  const { instance, files, problems } = await checkedProgram((stack) => {
    const declared = new TomcatInstance(stack, 'tomcat', {
      host: new DockerHosts(stack, 'hosts', { subnet: SUBNET }).add('was', { addresses: { tomcat: ADDRESS } }), release,
      cluster: new SessionCluster(stack, 'site', { membership: Membership.multicast() }),
      connectors: [Connector.http({ address: '0.0.0.0' })],
      applications: wars.map(({ path, contextPath, options }) => WebApplication.war(path, { contextPath, ...options })),
    });
    for (const code of ['WAR_CONTEXT_XML', 'WAR_NOT_DISTRIBUTABLE', 'WAR_SERVLET_PACKAGE']) Checks.of(declared).accept(code, 'the test sees what comes of it');
    return { instance: declared, files: () => declared.files, problems: () => verdictOf(stack).accepted.map(({ problem }) => problem.got) };
  });

  const tomcat = await TomcatOnMachine.of(containers[LINES.indexOf(release)], release, { name: NETWORK, address: ADDRESS });
  await tomcat.prepare(instance, files());
  await tomcat.putArtifacts(instance);
  await tomcat.start();

  const seen = await Promise.all(wars.map(async ({ what, contextPath, path }) => {
    const answer = await fetch(`http://${ADDRESS}:8080${contextPath}/`);
    const text = answer.ok ? ` ${(await answer.text()).trim()}` : '';
    return { what, answer: `${answer.status}${text}`, found: problems().some((got) => got.includes(path)) };
  }));
  expect(seen).toEqual(wars.map(({ what, answer, found }) => ({ what, answer, found })));
}));

function folder(directory: string, name: string): string {
  mkdirSync(join(directory, name));
  return join(directory, name);
}

/** A WAR whose META-INF/context.xml has what its page looks up. */
function contextWar(directory: string): string {
  return writeArchive(join(directory, 'context.war'), { 'index.jsp': LOOKUP, 'META-INF/context.xml': CONTEXT_XML });
}

/** A WAR with one servlet, compiled with the classes of a release. */
function servletWar(directory: string, { line, version }: TomcatRelease, mappedBy: typeof MAPPINGS[number]): string {
  const api = join(directory, 'servlet-api.jar');
  execFileSync('tar', ['-xzf', tomcatArchive(version), '-C', directory, '--strip-components', '2', `apache-tomcat-${version}/lib/servlet-api.jar`]);
  const packageName = line === TomcatRelease.V9_0.line ? 'javax' : 'jakarta';
  writeFileSync(join(directory, 'Served.java'), `import ${packageName}.servlet.http.*;
${mappedBy === 'annotation' ? `@${packageName}.servlet.annotation.WebServlet("/")` : ''}
public class Served extends HttpServlet {
  @Override protected void doGet(HttpServletRequest request, HttpServletResponse response) throws java.io.IOException {
    response.getWriter().print("served");
  }
}
`);
  execFileSync('javac', ['--release', '17', '-classpath', api, '-d', directory, join(directory, 'Served.java')]);
  return writeArchive(join(directory, 'served.war'), {
    'WEB-INF/classes/Served.class': readFileSync(join(directory, 'Served.class')),
    ...(mappedBy === 'web.xml' ? { 'WEB-INF/web.xml': WEB_XML } : {}),
  });
}
