import { join } from 'node:path';
import { TomcatRelease, WebApplication } from 'cdktf-tomcat-cluster';
import { writeArchive } from '../support/archive';
import { expectErrors } from '../support/expect-problem';
import { Tier } from '../support/program';
import { temporaryFolder } from '../support/temporary';

const JAVAX = { 'WEB-INF/classes/shop/Cart.class': 'Ljavax/servlet/http/HttpServlet;' };
const JAKARTA = { 'WEB-INF/classes/shop/Cart.class': 'Ljakarta/servlet/http/HttpServlet;' };

function tierWith(release: TomcatRelease, files: { [name: string]: string }): { tier: Tier; war: string } {
  const war = writeArchive(join(temporaryFolder(), 'shop.war'), files);
  const tier = new Tier();
  tier.tomcat('a', { release, applications: [WebApplication.war(war)] });
  return { tier, war };
}

test('classes for javax.servlet need Tomcat 9', () => {
  const { tier, war } = tierWith(TomcatRelease.V10_1, JAVAX);
  expectErrors(tier.problems, {
    code: 'WAR_SERVLET_PACKAGE', path: 'shop/a', got: `${war}, whose classes use javax.servlet, for Tomcat ${TomcatRelease.V10_1.version}`,
    why: 'it has jakarta.servlet', fix: 'TomcatRelease.V9_0',
  });
});

test('classes for jakarta.servlet need Tomcat 10', () => {
  const { tier, war } = tierWith(TomcatRelease.V9_0, JAKARTA);
  expectErrors(tier.problems, {
    code: 'WAR_SERVLET_PACKAGE', path: 'shop/a', got: `${war}, whose classes use jakarta.servlet`, why: 'it has javax.servlet', fix: 'TomcatRelease.V10_1',
  });
});

test.each([
  ['javax on Tomcat 9', TomcatRelease.V9_0, JAVAX],
  ['jakarta on Tomcat 11', TomcatRelease.V11_0, JAKARTA],
  ['both, as an adapter has', TomcatRelease.V11_0, { ...JAKARTA, 'WEB-INF/classes/shop/Old.class': 'Ljavax/servlet/Filter;' }],
  ['other packages of javax', TomcatRelease.V11_0, { 'WEB-INF/classes/shop/Cart.class': 'Ljavax/sql/DataSource;' }],
  ['a page that speaks of it', TomcatRelease.V11_0, { 'WEB-INF/classes/notes.txt': 'javax/servlet/' }],
  ['a class that is none of its own', TomcatRelease.V11_0, { 'lib/Cart.class': 'Ljavax/servlet/http/HttpServlet;' }],
])('nothing is wrong with %s', (_, release, files) => {
  expect(tierWith(release, files).tier.problems).toEqual([]);
});

test('a WAR that is not there is none of this', () => {
  const tier = new Tier();
  tier.tomcat('a', { applications: [WebApplication.war('no-such.war')] });
  expect(tier.problems).toEqual([]);
});
