import { join } from 'node:path';
import { inApply } from './apply-program';
import { distributableWebXml } from '../../src/tomcat/distributable';
import { WarFile } from '../../src/tomcat/war-file';
import { writeArchive } from '../support/archive';
import { FRAGMENT_WARS, FragmentWar, writeFragmentWar } from '../support/fragment-wars';
import { temporaryFolder } from '../support/temporary';

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const app = (inside: string, end = '</web-app>\n') => `<?xml version="1.0" encoding="UTF-8"?>\n<web-app>${inside}${end}`;

/** The web.xml of WARs, and undefined for one without. */
const WEB_XMLS: [string, Buffer | undefined][] = [
  ['none', undefined],
  ['no mark', utf8(app('<display-name>\u00e9 ${x}</display-name>'))],
  ['a comment behind the end', utf8(app('', '</web-app >\n<!-- the\nend --> <!-- really -->\n'))],
  ['a mark in a comment only', utf8(app('<!-- <distributable/> -->'))],
  ['a byte order mark', Buffer.concat([Buffer.from('efbbbf', 'hex'), utf8(app(''))])],
  ['latin-1', Buffer.from('<?xml version=\'1.0\' encoding=\'ISO-8859-1\'?><web-app>\u00e9</web-app>', 'latin1')],
];

function warOf(webXml: Buffer | undefined): string {
  return writeArchive(join(temporaryFolder(), 'app.war'), { 'index.html': '<p>', ...(webXml ? { 'WEB-INF/web.xml': webXml } : {}) });
}

function onMachine(webXml: Buffer | undefined): unknown {
  return markedOnMachine(warOf(webXml));
}

function markedOnMachine(war: string): unknown {
  return inApply(`try:
    print(json.dumps(apply.marked_web_xml(given, 'https://example.com/app.war')))
except apply.Failure as failure:
    print(json.dumps({'failure': str(failure)}))`, war);
}

test.each(WEB_XMLS)('a machine marks a web.xml as the library does: %s', (_, webXml) => {
  const expected = distributableWebXml(WarFile.of(warOf(webXml)))!.known;
  expect(expected).toContain('distributable/>');
  expect(onMachine(webXml)).toBe(expected);
});

test('a web.xml that has the mark is used as it is', () => {
  expect(onMachine(utf8(app('<distributable />')))).toBe(app('<distributable />'));
});

test('UTF-16 is read too', () => {
  expect(onMachine(Buffer.from(`\ufeff${app('\u00e9').replace('UTF-8', 'UTF-16')}`, 'utf16le'))).toBe(app('\u00e9', '  <distributable/>\n</web-app>\n'));
});

test.each([
  ['no end', utf8('<web-app>')],
  ['a prefix, so that Tomcat does not read the mark', utf8('<j:web-app xmlns:j="http://xmlns.jcp.org/xml/ns/javaee"><j:distributable/></j:web-app>')],
  ['another encoding than it says', Buffer.from('<?xml version="1.0" encoding="UTF-8"?><web-app>\u00e9</web-app>', 'latin1')],
  ['an encoding that nobody knows', utf8('<?xml version="1.0" encoding="x-none"?><web-app></web-app>')],
])('a web.xml that cannot be marked is named: %s', (_, webXml) => {
  expect(onMachine(webXml)).toEqual({ failure: expect.stringContaining('https://example.com/app.war') });
});

test.each(FRAGMENT_WARS.map((war) => [war.what, war] as [string, FragmentWar]))('a machine looks for the mark in libraries as the library does: %s', (_, war) => {
  const marked = markedOnMachine(writeFragmentWar(temporaryFolder(), war));
  expect(marked).toEqual(war.against
    ? { failure: expect.stringContaining(`${war.against} in https://example.com/app.war has a META-INF/web-fragment.xml without <distributable/>`) }
    : expect.stringContaining('<distributable/>'));
});
