import { join } from 'node:path';
import { ContextManager, SameSite, WebApplication, WebApplicationOptions } from 'cdktf-tomcat-cluster';
import { writeArchive } from '../support/archive';
import { expectErrors } from '../support/expect-problem';
import { Tier } from '../support/program';
import { temporaryFolder } from '../support/temporary';

/** What is wrong with an application whose WAR has a META-INF/context.xml. */
function problemsOf(contextXml: string, options: WebApplicationOptions = {}, clustered = false) {
  const path = writeArchive(join(temporaryFolder(), 'shop.war'), { 'META-INF/context.xml': contextXml });
  const tier = new Tier();
  tier.tomcat('a', { cluster: clustered ? tier.cluster('x') : undefined, applications: [WebApplication.war(path, options)] });
  return tier.problems;
}

const SAID = `<?xml version="1.0" encoding="UTF-8"?>
<Context path="/old" reloadable="true" useHttpOnly="true">
  <!-- <Loader/> -->
  <WatchedResource>WEB-INF/web.xml</WatchedResource>
  <Environment name="mail/sender" value="a@example.com" type="java.lang.String"/>
  <Parameter name="greeting" value="hello"/>
  <ResourceLink name="jdbc/shop" global="jdbc/shared" type="javax.sql.DataSource"/>
  <CookieProcessor sameSiteCookies="lax"/>
  <Valve className="org.example.Tracing"/>
  <Manager pathname=""/>
</Context>
`;

test('what the context.xml of a WAR says and the program does not is refused, as Tomcat would not read it', () => {
  expectErrors(problemsOf(SAID), {
    code: 'WAR_CONTEXT_XML', path: 'shop/a',
    got: 'useHttpOnly, Environment mail/sender, Parameter greeting, Resource jdbc/shop, CookieProcessor, Valve org.example.Tracing, Manager',
    why: 'would run without these', fix: 'options of the WebApplication',
  });
});

test('what the program says too may have another value', () => {
  expect(problemsOf(SAID, {
    useHttpOnly: false,
    environmentEntries: [{ name: 'mail/sender', value: 'b@example.com' }],
    parameters: { greeting: 'good day' },
    resourceLinks: [{ name: 'jdbc/shop', global: 'jdbc/other' }],
    sameSiteCookies: SameSite.STRICT,
    manager: ContextManager.standard(),
    extraElements: [{ name: 'Valve', attributes: { className: 'org.example.Tracing' } }],
  }).filter(({ code }) => code !== 'RESOURCE_LINK')).toEqual([]);
});

test.each([
  ['an environment entry', '<Environment name="mail/receiver"/>', 'Environment mail/receiver'],
  ['a resource', '<Resource name="jdbc/stock"/>', 'Resource jdbc/stock'],
  ['a valve', '<Valve className="org.example.Other"/>', 'Valve org.example.Other'],
])('%s of another name is not the one of the program', (_, element, missing) => {
  expectErrors(problemsOf(`<Context>${element}</Context>`, {
    environmentEntries: [{ name: 'mail/sender', value: 'x' }],
    allowedFrom: ['10.0.0.0/8'],
  }), { code: 'WAR_CONTEXT_XML', path: 'shop/a', got: `says: ${missing}`, why: 'instead', fix: 'environmentEntries' });
});

test('a manager gives way to that of a cluster', () => {
  expect(problemsOf('<Context><Manager pathname=""/></Context>', {}, true)).toEqual([]);
});

test('one that says nothing is none', () => {
  expect(problemsOf('<Context/>')).toEqual([]);
});

test('one that is no XML cannot be read', () => {
  expect(() => problemsOf('<Context>')).toThrow(/META-INF\/context\.xml of the WAR .*shop\.war: unclosed xml tag/);
});
