import { join } from 'node:path';
import { Token } from 'cdktf';
import {
  ApacheJkFrontend, ApacheProxyFrontend, ApacheProxyFrontendProps, Connector, ExternalTomcats, HttpdOptions, ProxyProtocol, Route,
  TomcatInstanceProps, WebApplication,
} from 'cdktf-tomcat-cluster';
import { writeArchive } from '../support/archive';
import { expectErrors } from '../support/expect-problem';
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

  test.each([['SHOP', 'SHOP', ';SHOP'], [undefined, undefined, ';JSESSIONID']])('of the name %s, mod_jk is told what it does not know', (name, cookie, path) => {
    const tier = new Tier();
    const workers = jkProperties(tier.frontend('web', [tier.tomcat('a', named(name))]).files['/srv/httpd/conf/workers.properties']);
    expect([workers['worker.a-lb.session_cookie'], workers['worker.a-lb.session_path']]).toEqual([cookie, path]);
  });

  const long = (length: number) => 'S'.repeat(length);

  test.each([31, 32])('of the name of %i characters, mod_proxy keeps the beginning', (length) => {
    const tier = new Tier();
    const web = new ApacheProxyFrontend(tier.stack, 'web', { host: tier.host('web-01') });
    web.addVirtualHost('shop.example.com', { routes: [Route.all(tier.tomcat('a', named(long(length))))] });
    if (length < 32) {
      expect(tier.problems).toEqual([]);
      return;
    }
    expectErrors(tier.problems, {
      code: 'SESSION_COOKIE_NAME', path: 'shop/web', got: `the session cookie ${long(32)} of the applications behind a-lb, of 32 characters`, why: 'mod_proxy keeps 63 characters',
      fix: 'of at most 31 characters',
    });
  });

  test('mod_jk looks for a name of any length', () => {
    expect(problemsWith(named(long(32)))).toEqual([]);
  });

  test('Tomcats that the program does not declare call the parameter of a path as Tomcat does by itself', () => {
    const tier = new Tier();
    const elsewhere = new ExternalTomcats(tier.stack, 'old', { members: [{ jvmRoute: 'o', host: '10.0.0.9' }] });
    const workers = jkProperties(tier.frontend('web', [elsewhere]).files['/srv/httpd/conf/workers.properties']);
    expect([workers['worker.old-lb.session_cookie'], workers['worker.old-lb.session_path']]).toEqual([undefined, undefined]);
  });

  test('a Tomcat is told the name that front ends look for, which what its applications call their cookies cannot change', () => {
    const contextXmlOf = (props: Partial<TomcatInstanceProps>, routed = true) => {
      const tier = new Tier();
      const tomcat = tier.tomcat('a', props);
      if (routed) tier.frontend('web', [tomcat]);
      return tomcat.files['/srv/tomcat/a/conf/context.xml']?.split('\n')[1];
    };
    expect(contextXmlOf({})).toBe('<Context sessionCookieName="JSESSIONID"/>');
    expect(contextXmlOf(named())).toBe('<Context sessionCookieName="JSESSIONID"/>');
    expect(contextXmlOf(named('SHOP'))).toBe('<Context sessionCookieName="SHOP"/>');
    expect(contextXmlOf(named('SHOP'), false)).toBeUndefined();
  });

  test('an application that says no name has that of the others, as the manager has', () => {
    const tier = new Tier();
    const manager = WebApplication.manager('/usr/share/tomcat10-admin/manager', { allowedFrom: ['203.0.113.7/32'] });
    const tomcat = tier.tomcat('a', { applications: [manager, ...named('SHOP').applications] });
    const web = tier.frontend('web', [tomcat]);
    expect(tier.problems.map(({ code }) => code)).not.toContain('SESSION_COOKIE_NAME');
    expect(jkProperties(web.files['/srv/httpd/conf/workers.properties'])['worker.a-lb.session_cookie']).toBe('SHOP');
    expect(tomcat.files['/srv/tomcat/a/conf/context.xml']).toContain('<Context sessionCookieName="SHOP"/>');
  });

  test('a name in the web.xml of a WAR is that of its sessions, unless the program says another', () => {
    const cookie = '<web-app><session-config><cookie-config><name> SHOP </name></cookie-config></session-config></web-app>';
    const war = writeArchive(join(temporaryFolder(), 'shop.war'), { 'WEB-INF/web.xml': cookie });
    const cookieOf = (sessionCookieName?: string) => {
      const tier = new Tier();
      const tomcat = tier.tomcat('a', { applications: [WebApplication.war(war, { sessionCookieName })] });
      const web = tier.frontend('web', [tomcat]);
      return [jkProperties(web.files['/srv/httpd/conf/workers.properties'])['worker.a-lb.session_cookie'], tomcat.files['/srv/tomcat/a/conf/context.xml']];
    };
    expect(cookieOf()).toEqual(['SHOP', expect.stringContaining('<Context sessionCookieName="SHOP"/>')]);
    expect(cookieOf('OTHER')).toEqual(['OTHER', expect.stringContaining('<Context sessionCookieName="OTHER"/>')]);
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

type Mechanism = typeof ApacheJkFrontend | typeof ApacheProxyFrontend;

describe('HEADERS_TOO_LARGE', () => {
  const problems = (mechanism: Mechanism, limits: HttpdOptions, connector: Connector, protocol = ProxyProtocol.AJP) => {
    const tier = new Tier();
    const web = new mechanism(tier.stack, 'web', { host: tier.host('web-01'), ...limits, balancer: { protocol } } as ApacheProxyFrontendProps);
    web.addVirtualHost('shop.example.com', { routes: [Route.all(tier.tomcat('a', { connectors: [connector], ...(protocol === ProxyProtocol.HTTP ? { remoteIp: {} } : {}) }))] });
    return tier.problems;
  };
  const http = (maxHttpHeaderSizeBytes?: number) => Connector.http({ address: '0.0.0.0', maxHttpHeaderSizeBytes });

  test.each<[Mechanism, HttpdOptions, Connector, string]>([
    [ApacheJkFrontend, { limitRequestFieldSizeBytes: 8193 }, Connector.ajp(), 'limitRequestFieldSizeBytes 8193, more than shop/a takes'],
    [ApacheProxyFrontend, { limitRequestFieldSizeBytes: 8193 }, Connector.ajp(), 'limitRequestFieldSizeBytes 8193'],
    [ApacheProxyFrontend, { limitRequestFieldSizeBytes: 9000, limitRequestLineBytes: 20_000 }, Connector.ajp({ packetSizeBytes: 16_384 }), 'limitRequestLineBytes 20000'],
  ])('with %p the limits %j of headers that fit into no packet are refused', (mechanism, limits, connector, got) => {
    expectErrors(problems(mechanism, limits, connector), { code: 'HEADERS_TOO_LARGE', path: 'shop/web', got, why: 'one packet of AJP', fix: 'packetSizeBytes of more than' });
  });

  test('over HTTP the size is that of the HTTP connector', () => {
    expectErrors(problems(ApacheProxyFrontend, { limitRequestLineBytes: 8193 }, http(), ProxyProtocol.HTTP), {
      code: 'HEADERS_TOO_LARGE', path: 'shop/web', got: 'limitRequestLineBytes 8193', why: 'answers a larger one with 400', fix: 'a maxHttpHeaderSizeBytes of more than 8193',
    });
    expect(problems(ApacheProxyFrontend, { limitRequestLineBytes: 16_000 }, http(16_384), ProxyProtocol.HTTP)).toEqual([]);
  });

  test('what fits is accepted, and what only Terraform knows, or Tomcats elsewhere', () => {
    expect(problems(ApacheJkFrontend, { limitRequestFieldSizeBytes: 8192, limitRequestLineBytes: 8192 }, Connector.ajp())).toEqual([]);
    expect(problems(ApacheJkFrontend, { limitRequestLineBytes: 16_000 }, Connector.ajp({ packetSizeBytes: 16_384 }))).toEqual([]);
    expect(problems(ApacheProxyFrontend, { limitRequestLineBytes: 16_000 }, http(Token.asNumber('${var.size}')), ProxyProtocol.HTTP)).toEqual([]);
    const tier = new Tier();
    const web = new ApacheProxyFrontend(tier.stack, 'web', { host: tier.host('web-01'), limitRequestLineBytes: 16_000, balancer: { protocol: ProxyProtocol.HTTP } });
    const elsewhere = new ExternalTomcats(tier.stack, 'old', { members: [{ jvmRoute: 'o', host: '10.0.0.9', port: 8080 }] });
    web.addVirtualHost('shop.example.com', { routes: [Route.all(elsewhere)] });
    expect(tier.problems).toEqual([]);
  });
});
