import { join } from 'node:path';
import { TomcatInstance, WebApplication, WebApplicationOptions } from 'cdktf-tomcat-cluster';
import { inApply } from './apply-program';
import { distributableWebXml } from '../../src/tomcat/distributable';
import { WarFile } from '../../src/tomcat/war-file';
import { ArchivedFiles, writeArchive } from '../support/archive';
import { FRAGMENT_WARS, FragmentWar, writeFragmentWar } from '../support/fragment-wars';
import { Tier } from '../support/program';
import { temporaryFolder } from '../support/temporary';

const WAR_URL = 'https://example.com/app.war';
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const utf16 = (text: string) => Buffer.from(`\ufeff${text.replace('UTF-8', 'UTF-16')}`, 'utf16le');
const app = (inside: string, end = '</web-app>\n') => `<?xml version="1.0" encoding="UTF-8"?>\n<web-app>${inside}${end}`;

/** The web.xml of WARs, and undefined for one without. */
const WEB_XMLS: [string, Buffer | undefined][] = [
  ['none', undefined],
  ['no mark', utf8(app('<display-name>\u00e9 ${x}</display-name>'))],
  ['a comment behind the end', utf8(app('', '</web-app >\n<!-- the\nend --> <!-- really -->\n'))],
  ['a mark in a comment only', utf8(app('<!-- <distributable/> -->'))],
  ['a byte order mark', Buffer.concat([Buffer.from('efbbbf', 'hex'), utf8(app(''))])],
  ['UTF-16, little-endian', utf16(app('\u00e9'))],
  ['UTF-16, big-endian', utf16(app('\u00e9')).swap16()],
  ['latin-1', Buffer.from('<?xml version=\'1.0\' encoding=\'ISO-8859-1\'?><web-app>\u00e9</web-app>', 'latin1')],
];

function warOf(webXml: Buffer | undefined): string {
  return writeArchive(join(temporaryFolder(), 'app.war'), { 'index.html': '<p>', ...(webXml ? { 'WEB-INF/web.xml': webXml } : {}) });
}

/** What a machine makes of a WAR where sessions are replicated: its marked web.xml, or why it refuses. */
function onMachine(war: string, application = WebApplication.warFromUrl(WAR_URL, '0'.repeat(64))): unknown {
  const [{ download }] = member(application).tomcat._service.artifacts();
  return inApply(`try:
    print(json.dumps(apply.web_xml_of_war(given['path'], given['url'], given['war'])))
except apply.Failure as failure:
    print(json.dumps({'failure': str(failure)}))`, { path: war, url: download!.url, war: download!.war });
}

test.each(WEB_XMLS)('a machine marks a web.xml as the library does: %s', (_, webXml) => {
  const expected = distributableWebXml(WarFile.of(warOf(webXml)))!.known;
  expect(expected).toContain('distributable/>');
  expect(onMachine(warOf(webXml))).toBe(expected);
});

test('a web.xml that has the mark is used as it is', () => {
  expect(onMachine(warOf(utf8(app('<distributable />'))))).toBe(app('<distributable />'));
});

test.each([
  ['no end', utf8('<web-app>')],
  ['a prefix, so that Tomcat does not read the mark', utf8('<j:web-app xmlns:j="http://xmlns.jcp.org/xml/ns/javaee"><j:distributable/></j:web-app>')],
  ['another encoding than it says', Buffer.from('<?xml version="1.0" encoding="UTF-8"?><web-app>\u00e9</web-app>', 'latin1')],
  ['an encoding that nobody knows', utf8('<?xml version="1.0" encoding="x-none"?><web-app></web-app>')],
])('a web.xml that cannot be marked is named: %s', (_, webXml) => {
  expect(onMachine(warOf(webXml))).toEqual({ failure: expect.stringContaining(WAR_URL) });
});

test.each(FRAGMENT_WARS.map((war) => [war.what, war] as [string, FragmentWar]))('a machine looks for the mark in libraries as the library does: %s', (_, war) => {
  const marked = onMachine(writeFragmentWar(temporaryFolder(), war));
  expect(marked).toEqual(war.against
    ? { failure: expect.stringContaining(`${war.against} in ${WAR_URL} has a META-INF/web-fragment.xml without <distributable/>`) }
    : expect.stringContaining('<distributable/>'));
});

const CONTEXT_XML = `<Context path="/x" useHttpOnly="true">
  <!-- <Manager/> --> <WatchedResource>WEB-INF/web.xml</WatchedResource>
  <Environment name="sender" value="x"/> <Resource name="jdbc/a"/> <Valve className="x.Y"/> <Loader><Nested/></Loader>
</Context>`;

/** WARs that Tomcat would start otherwise than they were meant, and the nearest that it would not. */
const LOOKED_AT: [string, ArchivedFiles, WebApplicationOptions, RegExp | undefined][] = [
  ['no context.xml', {}, {}, undefined],
  ['what the program does not say', { 'META-INF/context.xml': CONTEXT_XML }, {}, /useHttpOnly, Environment sender, Resource jdbc\/a, Valve x\.Y, Loader/],
  ['what the program says', { 'META-INF/context.xml': CONTEXT_XML }, {
    useHttpOnly: true,
    environmentEntries: [{ name: 'sender', value: 'x' }],
    resourceLinks: [{ name: 'jdbc/a', global: 'jdbc/b' }],
    extraElements: [{ name: 'Valve', attributes: { className: 'x.Y' } }, { name: 'Loader' }],
  }, undefined],
  ['a manager where sessions are replicated', { 'META-INF/context.xml': '<Context><Manager/></Context>' }, {}, undefined],
  ['no XML', { 'META-INF/context.xml': '<Context>' }, {}, /cannot be read|ARCHIVE_UNREADABLE/],
  ['classes for another Tomcat', { 'WEB-INF/classes/a/B.class': 'Ljavax/servlet/Servlet;' }, {}, /javax\.servlet/],
  ['classes for this Tomcat', { 'WEB-INF/classes/B.class': 'Ljakarta/servlet/Servlet;', 'WEB-INF/lib/b.jar': { 'C.class': 'javax/servlet/' } }, {}, undefined],
  ['classes for both', { 'WEB-INF/classes/B.class': 'jakarta/servlet/', 'WEB-INF/classes/C.class': 'javax/servlet/' }, {}, undefined],
];

test.each(LOOKED_AT)('a machine refuses what the library refuses: %s', (_, files, options, refused) => {
  const path = writeArchive(join(temporaryFolder(), 'app.war'), { 'index.html': '<p>', ...files });
  const bySynthesis = refusedBySynthesis(WebApplication.war(path, options));
  const byMachine = onMachine(path, WebApplication.warFromUrl(WAR_URL, '0'.repeat(64), options));
  if (refused) {
    expect(bySynthesis).toMatch(refused);
    expect(byMachine).toEqual({ failure: expect.stringMatching(refused) });
    expect(byMachine).toEqual({ failure: expect.stringContaining(WAR_URL) });
  } else {
    expect(bySynthesis).toBeUndefined();
    expect(byMachine).toContain('<distributable/>');
  }
});

function refusedBySynthesis(application: WebApplication): string | undefined {
  try {
    return member(application).tier.problems.find(({ code }) => code.startsWith('WAR_'))?.got;
  } catch (error) {
    return (error as Error).message;
  }
}

function member(application: WebApplication): { tier: Tier; tomcat: TomcatInstance } {
  const tier = new Tier();
  return { tier, tomcat: tier.tomcat('a', { cluster: tier.cluster('x'), applications: [application] }) };
}
