import { join } from 'node:path';
import { Connector, TomcatInstanceProps, WebApplication } from 'cdktf-tomcat-cluster';
import { writeArchive } from '../support/archive';
import { jkProperties } from '../support/jk-reader';
import { Tier } from '../support/program';
import { temporaryFolder } from '../support/temporary';

function problemsWith(props: Partial<TomcatInstanceProps>, routed = true) {
  const tier = new Tier();
  const tomcat = tier.tomcat('a', props);
  if (routed) tier.frontend('web', [tomcat]);
  return tier.problems;
}

describe('SESSION_COOKIE_NAME', () => {
  const named = (sessionCookieName?: string) => ({ applications: [WebApplication.sessionProbe({ contextPath: '/shop', sessionCookieName, sessionCookiePath: '/' })] });

  test.each([undefined, 'JSESSIONID', 'SHOP'])('the name %s is accepted', (name) => {
    expect(problemsWith(named(name))).toEqual([]);
  });

  test.each([['SHOP', 'SHOP', ';SHOP'], ['JSESSIONID', undefined, undefined]])('of the name %s, mod_jk is told what it does not know', (name, cookie, path) => {
    const tier = new Tier();
    const workers = jkProperties(tier.frontend('web', [tier.tomcat('a', named(name))]).files['/srv/httpd/conf/workers.properties']);
    expect([workers['worker.a-lb.session_cookie'], workers['worker.a-lb.session_path']]).toEqual([cookie, path]);
  });

  test('a name in the web.xml of a WAR is that of its sessions, unless the program says another', () => {
    const cookie = '<web-app><session-config><cookie-config><name> SHOP </name></cookie-config></session-config></web-app>';
    const war = writeArchive(join(temporaryFolder(), 'shop.war'), { 'WEB-INF/web.xml': cookie });
    const cookieOf = (sessionCookieName?: string) => {
      const tier = new Tier();
      const web = tier.frontend('web', [tier.tomcat('a', { applications: [WebApplication.war(war, { sessionCookieName })] })]);
      return jkProperties(web.files['/srv/httpd/conf/workers.properties'])['worker.a-lb.session_cookie'];
    };
    expect([cookieOf(), cookieOf('OTHER')]).toEqual(['SHOP', 'OTHER']);
  });

  test('any name is accepted where no front end of the program routes', () => {
    expect(problemsWith(named('SHOP'), false)).toEqual([]);
  });
});

describe('PACKET_SIZE_DIFFERS', () => {
  const sized = (packetSizeBytes: number) => ({ connectors: [Connector.ajp({ packetSizeBytes })] });

  test('another size is passed on to mod_jk', () => {
    const tier = new Tier();
    const frontend = tier.frontend('web', [tier.tomcat('a', sized(16_384))]);
    expect(jkProperties(frontend.files['/srv/httpd/conf/workers.properties'])['worker.a.max_packet_size']).toBe('16384');
    expect(tier.problems).toEqual([]);
  });

  test('another size is accepted where no front end of the program routes', () => {
    expect(problemsWith(sized(16_384), false)).toEqual([]);
  });
});
