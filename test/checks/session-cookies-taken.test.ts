import { join } from 'node:path';
import {
  ApacheJkFrontend, ApacheJkFrontendProps, ApacheProxyFrontend, Connector, ContextOptions, ProxyProtocol, Route, SameSite, TlsCertificate,
  TomcatInstanceProps, VirtualHostOptions, WebApplication,
} from 'cdktf-tomcat-cluster';
import { writeArchive } from '../support/archive';
import { expectErrors, expectProblems } from '../support/expect-problem';
import { Tier } from '../support/program';
import { temporaryFolder } from '../support/temporary';

const REFUSED = { code: 'SESSION_COOKIE_REFUSED', path: 'shop/web' };
const TLS = { tls: { certificate: TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key') } };
const BALANCED = { remoteIp: { internalProxies: ['10.0.0.0/24'], protocolHeader: 'X-Forwarded-Proto' } };

/** A WAR whose web.xml says this of the session cookie. */
function war(cookieConfig: string, options: ContextOptions = {}): WebApplication {
  const webXml = `<web-app><session-config><cookie-config>${cookieConfig}</cookie-config></session-config></web-app>`;
  return WebApplication.war(writeArchive(join(temporaryFolder(), 'shop.war'), { 'WEB-INF/web.xml': webXml }), options);
}

interface Around {
  readonly tomcat?: Partial<TomcatInstanceProps>;
  readonly frontend?: Partial<ApacheJkFrontendProps>;
  readonly site?: Partial<VirtualHostOptions>;
}

function problemsOf(application: WebApplication, { tomcat, frontend, site }: Around = {}) {
  const tier = new Tier();
  const web = new ApacheJkFrontend(tier.stack, 'web', { host: tier.host('web-01'), ...frontend });
  web.addVirtualHost('www.example.com', { routes: [Route.all(tier.tomcat('a', { applications: [application], ...tomcat }))], ...site });
  return tier.problems.filter(({ code }) => code === REFUSED.code);
}

describe('a session cookie for the requests of other sites', () => {
  const none = () => WebApplication.sessionProbe({ sameSiteCookies: SameSite.NONE });

  test('is refused where Tomcat hears of no HTTPS', () => {
    expectErrors(problemsOf(none()), {
      ...REFUSED, got: 'sameSiteCookies NONE of / of shop/a at www.example.com', why: 'each request would begin a session of its own', fix: 'pass tls to addVirtualHost()',
    });
  });

  test.each<[string, Around]>([
    ['the virtual host speaks TLS', { site: TLS }],
    ['a load balancer says that it ends TLS', { frontend: BALANCED }],
    ['a load balancer says so to the Tomcat', { tomcat: { remoteIp: {} } }],
    ['its connector takes every request for encrypted', { tomcat: { connectors: [Connector.ajp({ secure: true })] } }],
  ])('is accepted where %s', (_, around) => {
    expect(problemsOf(none(), around)).toEqual([]);
  });

  test('is refused over HTTP, where the front end says that visitors come by HTTP, and the Tomcat believes it', () => {
    const tier = new Tier();
    const tomcat = tier.tomcat('a', { applications: [none()], remoteIp: {}, connectors: [Connector.http({ address: '0.0.0.0' })] });
    const web = new ApacheProxyFrontend(tier.stack, 'web', { host: tier.host('web-01'), balancer: { protocol: ProxyProtocol.HTTP } });
    web.addVirtualHost('www.example.com', { routes: [Route.all(tomcat)] });
    expectErrors(tier.problems, { ...REFUSED, got: 'sameSiteCookies NONE', why: 'only where it is for HTTPS alone', fix: 'SameSite.LAX' });
  });

  test.each([SameSite.LAX, SameSite.STRICT, undefined])('any other is accepted', (sameSiteCookies) => {
    expect(problemsOf(WebApplication.sessionProbe({ sameSiteCookies }))).toEqual([]);
  });

  test('two routes to its application are one problem', () => {
    const tier = new Tier();
    const tomcat = tier.tomcat('a', { applications: [none()] });
    tier.frontend('web', []).addVirtualHost('www.example.com', { routes: [Route.path('/a', tomcat), Route.path('/b', tomcat)] });
    expect(tier.problems.map(({ code }) => code)).toEqual(['SESSION_COOKIE_REFUSED']);
  });
});

describe('a session cookie for HTTPS alone', () => {
  const secure = (said = 'true') => war(`<secure>${said}</secure>`);

  test('is warned of where the site speaks no TLS: somebody before it may, without a word', () => {
    expectProblems(problemsOf(secure()), 'warning', {
      ...REFUSED, got: '<secure>true</secure> in the web.xml of / of shop/a at www.example.com', why: 'does not take such a session cookie over HTTP', fix: 'leave <secure> out',
    });
    expectProblems(problemsOf(war('<secure> TRUE </secure>', { sameSiteCookies: SameSite.NONE })), 'warning', { ...REFUSED, got: '<secure>', why: 'over HTTP', fix: 'tls' });
  });

  test('is accepted with TLS, and one that is not', () => {
    expect(problemsOf(secure(), { site: TLS })).toEqual([]);
    expect(problemsOf(secure(), { frontend: BALANCED })).toEqual([]);
    expect(problemsOf(secure('false'))).toEqual([]);
  });
});

describe('a session cookie of a domain', () => {
  const of = (domain: string) => war(`<domain>${domain}</domain>`);

  test.each(['example.org', 'shop.example.com', 'w.example.com', 'ww.example.com', 'xample.com'])('is refused where the site is not in it: %s', (domain) => {
    expectErrors(problemsOf(of(domain)), {
      ...REFUSED, got: `the domain ${domain} of the session cookie of / of shop/a at www.example.com`, why: 'each request would begin a session', fix: 'leave the domain out',
    });
  });

  test.each(['www.example.com', 'example.com', 'Example.COM'])('is accepted where the site is in it: %s', (domain) => {
    expect(problemsOf(of(domain))).toEqual([]);
  });

  test('is warned of where some names of the site are not in it', () => {
    const serverAliases = ['example.com', 'shop.example.org', '*.www.example.com', '*.example.net'];
    expectProblems(problemsOf(of('example.com'), { site: { serverAliases } }), 'warning', {
      ...REFUSED, got: 'at shop.example.org and *.example.net', why: 'takes no cookie of a domain', fix: 'leave the domain out',
    });
  });

  test('that begins with a dot is none to Tomcat', () => {
    expectErrors(problemsOf(of('.example.com')), { ...REFUSED, got: 'the domain .example.com', why: 'what would begin a session fails', fix: 'leave the domain out' });
  });

  test('is what the program says, where it says one', () => {
    expect(problemsOf(war('<domain>example.org</domain>', { extraAttributes: { sessionCookieDomain: 'example.com' } }))).toEqual([]);
    expectErrors(problemsOf(war('<domain>example.com</domain>', { extraAttributes: { sessionCookieDomain: 'example.org' } })), {
      ...REFUSED, got: 'the domain example.org', why: 'takes no cookie', fix: 'extraAttributes',
    });
  });
});

describe('a session cookie whose name says what it must be', () => {
  const named = (sessionCookieName: string, options: Parameters<typeof WebApplication.sessionProbe>[0] = {}) => (
    WebApplication.sessionProbe({ sessionCookieName, ...options })
  );

  test.each(['__Host-SID', '__Secure-SID'])('%s is refused where Tomcat hears of no HTTPS', (name) => {
    expectErrors(problemsOf(named(name)), {
      ...REFUSED, got: `the session cookie ${name} of / of shop/a at www.example.com, which speaks no TLS`, why: 'only where it is for HTTPS alone',
      fix: 'or give it a name that does not begin so',
    });
    expect(problemsOf(named(name), { site: TLS })).toEqual([]);
    expect(problemsOf(named(name), { frontend: BALANCED })).toEqual([]);
  });

  test('__Host- is refused at another path than /, and with a domain', () => {
    expectErrors(problemsOf(named('__Host-SID', { contextPath: '/shop' }), { site: TLS }), {
      ...REFUSED, got: 'the session cookie __Host-SID with the path /shop, of /shop of shop/a', why: 'only with the path /', fix: "use sessionCookiePath: '/'",
    });
    expectErrors(problemsOf(named('__Host-SID', { extraAttributes: { sessionCookieDomain: 'www.example.com' } }), { site: TLS }), {
      ...REFUSED, got: 'with a domain', why: 'without a domain', fix: 'leave the domain out',
    });
  });

  test('its application may be at any path, __Secure- says nothing of paths, and other names say nothing', () => {
    expect(problemsOf(named('__Host-SID', { contextPath: '/shop', sessionCookiePath: '/' }), { site: TLS })).toEqual([]);
    expect(problemsOf(named('__Secure-SID', { contextPath: '/shop' }), { site: TLS })).toEqual([]);
    expect(problemsOf(named('_Host-SID', { contextPath: '/shop' }))).toEqual([]);
  });
});
