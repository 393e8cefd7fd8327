import { Secret, TomcatRelease } from 'cdktf-tomcat-cluster';
import { withSecrets } from './support';
import { TwoMembers } from './two-members';
import { cookiesOf } from '../support/cookies';
import { until } from '../support/until';

const READER = { username: 'reader', password: 'reads-a-book-each-day' };
const REPLICATED_S = 5;
/** A page that asks for a login with a form, beside one that counts in the session and does not ask. */
const LOGIN = `<security-constraint>
    <web-resource-collection><web-resource-name>page</web-resource-name><url-pattern>/index.jsp</url-pattern></web-resource-collection>
    <auth-constraint><role-name>reader</role-name></auth-constraint>
  </security-constraint>
  <login-config>
    <auth-method>FORM</auth-method>
    <form-login-config><form-login-page>/form.jsp</form-login-page><form-error-page>/form.jsp</form-error-page></form-login-config>
  </login-config>
  <security-role><role-name>reader</role-name></security-role>`;

const members = new TwoMembers('form', '172.31.66');

afterEach(() => members.remove());

test.each([TomcatRelease.V9_0, TomcatRelease.V10_1])('the form of a login that a member of Tomcat $version shows is taken by another', async (release) => {
  await members.start(release, {
    tomcat: { users: [{ ...READER, password: Secret.unsafePlainText(READER.password), roles: ['reader'] }] },
    files: (files) => withSecrets(withForm(files), { 'plain text': READER.password }),
  });
  const { cookie } = await members.count(0);
  expect((await members.count(0, cookie)).count).toBe(2);
  const form = await members.visit(0, '/index.jsp', { Cookie: cookie });
  expect(await form.text()).toBe('who are you?');
  const [Cookie] = cookiesOf(form); // Tomcat gives the session a new id before a login
  // Messages keep their order: what was sent of the form is there before what is sent now.
  const later = await members.count(0);
  await until(REPLICATED_S, async () => (await members.count(1, later.cookie)).count > 1 ? '' : 'a later session on the other member');

  const login = await fetch(`http://${members.addresses[1]}:8080/j_security_check`, {
    method: 'POST', redirect: 'manual', headers: { Cookie }, body: new URLSearchParams({ j_username: READER.username, j_password: READER.password }),
  });
  expect({ status: login.status, location: login.headers.get('Location') }).toEqual({ status: 303, location: expect.stringMatching(/\/index\.jsp$/) });
  const [loggedIn] = cookiesOf(login);
  expect(await (await members.visit(1, '/index.jsp', { Cookie: loggedIn })).text()).toContain('Session probe');
  expect((await members.count(1, loggedIn)).count).toBe(3);
});

function withForm(files: Record<string, string>): Record<string, string> {
  const webXml = Object.keys(files).find((path) => path.endsWith('/WEB-INF/web.xml'))!;
  return {
    ...files,
    [webXml]: files[webXml].replace('</web-app>', `${LOGIN}</web-app>`),
    [webXml.replace('WEB-INF/web.xml', 'form.jsp')]: '<%@ page session="false" %>who are you?',
  };
}
