import { join } from 'node:path';
import { WebApplication } from 'cdktf-tomcat-cluster';
import { writeArchive } from '../support/archive';
import { problemOf, Tier } from '../support/program';
import { temporaryFolder } from '../support/temporary';

const MARKED = '/srv/tomcat/a/applications/ROOT.war.web.xml';
const DESCRIPTOR = '/srv/tomcat/a/conf/Catalina/localhost/ROOT.xml';

function war(webXml?: string | Uint8Array): string {
  return writeArchive(join(temporaryFolder(), 'shop.war'), { 'index.html': '<p>', ...(webXml === undefined ? {} : { 'WEB-INF/web.xml': webXml }) });
}

function filesOf(path: string, clustered = true): { [path: string]: string } {
  const tier = new Tier();
  return tier.tomcat('a', { cluster: clustered ? tier.cluster('x') : undefined, applications: [WebApplication.war(path)] }).files;
}

describe('the web.xml of a WAR in a cluster', () => {
  test.each([
    ['without the mark', '<web-app><servlet/></web-app>\n', '<web-app><servlet/>  <distributable/>\n</web-app>\n'],
    ['with the mark in a comment only', '<web-app>\n<!-- <distributable/> -->\n</web-app>', '<web-app>\n<!-- <distributable/> -->\n  <distributable/>\n</web-app>'],
    ['with a comment at its end', '<web-app>\n</web-app>\n<!-- </web-app> -->', '<web-app>\n  <distributable/>\n</web-app>\n<!-- </web-app> -->'],
  ])('%s is read with it', (_, webXml, marked) => {
    const files = filesOf(war(webXml));
    expect(files[MARKED]).toBe(marked);
    expect(files[DESCRIPTOR]).toContain(`altDDName="${MARKED}"`);
  });

  test('that has the mark is read as it is', () => {
    const files = filesOf(war('<web-app><distributable/></web-app>'));
    expect(Object.keys(files)).not.toContain(MARKED);
    expect(files[DESCRIPTOR]).not.toContain('altDDName');
  });

  test('that is missing is made, with nothing but the mark', () => {
    expect(filesOf(war())[MARKED]).toMatch(/<web-app [^>]*version="4.0">\n {2}<distributable\/>\n<\/web-app>/);
  });

  test('in EUC-KR is read as such, and written in UTF-8', () => {
    const text = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="EUC-KR"?><web-app><display-name>'), Buffer.from([0xc7, 0xd1]), Buffer.from('</display-name></web-app>'),
    ]);
    expect(filesOf(war(text))[MARKED]).toContain('<?xml version="1.0" encoding="UTF-8"?><web-app><display-name>한</display-name>');
  });

  test('is left alone where sessions are not replicated', () => {
    expect(Object.keys(filesOf(war('<web-app></web-app>'), false))).not.toContain(MARKED);
  });

  test.each(['<web-app/>', '<j:web-app xmlns:j="x"><j:distributable/></j:web-app>'])('that cannot be marked is refused: %s', (webXml) => {
    const path = war(webXml);
    expect(problemOf(() => filesOf(path))).toMatchObject({
      code: 'WAR_WEB_XML', got: `the WEB-INF/web.xml of ${path}`, fix: 'put <distributable/> into it, and leave out prefixes: Tomcat reads no element that has one',
    });
  });

  test('that is not in the encoding that it says is refused', () => {
    const path = war(new Uint8Array([...Buffer.from('<?xml version="1.0" encoding="UTF-8"?><web-app>'), 0xc7, 0xd1]));
    expect(problemOf(() => filesOf(path))).toMatchObject({ code: 'ARCHIVE_UNREADABLE', got: expect.stringContaining(`WEB-INF/web.xml of the WAR ${path}: `) });
  });

  test.each(['package.json', 'no-such.war'])('of what is no WAR is refused: %s', (path) => {
    expect(problemOf(() => filesOf(path))).toMatchObject({ code: 'ARCHIVE_UNREADABLE', fix: expect.stringContaining('build it first') });
  });
});
