import { execFileSync } from 'node:child_process';
import {
  ApacheDistribution, ApacheJkFrontend, ApacheProxyFrontend, ExtraDirective, Failover, FrameAncestors, HttpdLogs, ProxyProtocol, ReferrerPolicy,
  Route, RouteOptions, TlsCertificate, TlsProtocol, VirtualHostOptions, VirtualHostTls, WebApplication,
} from 'cdktf-tomcat-cluster';
import { directivesOf, KNOWN_MODULES } from '../../src/apache/virtual-host/directive-modules';
import { checkServedFolder } from '../../src/apache/virtual-host/served-folder';
import { httpdArguments } from '../support/httpd-reader';
import { containersOf, problemOf, Tier, variableSecret } from '../support/program';

const CONF = '/srv/httpd/conf';
const pem = TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key');

type Options = Omit<VirtualHostOptions, 'routes'>;
type Props = Partial<ConstructorParameters<typeof ApacheJkFrontend>[2]>;

/** The front end of a program of one site. */
function frontendOf(options: Options, props: Props = {}, tier = new Tier()): ApacheJkFrontend {
  const frontend = tier.frontend('web', [], props);
  frontend.addVirtualHost('shop.example.com', { routes: [Route.all(tier.tomcat('a'))], ...options });
  return frontend;
}

/** The lines of a file of a front end, without what they are indented by. */
function lines(frontend: { files: { [path: string]: string } }, file: string): string[] {
  return frontend.files[`${CONF}/${file}`].split('\n').map((line) => line.trim());
}

/** What the virtual host of a port says. */
function hostOf(frontend: ApacheJkFrontend, port: number, site = 'shop.example.com'): string[] {
  const all = lines(frontend, `sites/${site}.conf`);
  const start = all.indexOf(`<VirtualHost *:${port}>`);
  return all.slice(start, all.indexOf('</VirtualHost>', start));
}

describe('TLS', () => {
  test('is on a port of its own, which only front ends with TLS have', () => {
    const plain = frontendOf({});
    expect(plain._service.listeners().map(({ port }) => port)).toEqual([80]);
    expect(lines(plain, 'server.conf').filter((line) => /^Listen|^SSL/.test(line))).toEqual([]);

    const encrypted = frontendOf({ tls: { certificate: pem } }, { tlsPort: 8443 });
    expect(encrypted._service.listeners().map(({ port }) => port)).toEqual([80, 8443]);
    expect(encrypted.tlsPort).toBe(8443);
    expect(lines(encrypted, 'server.conf')).toEqual(expect.arrayContaining(['Listen 8443 https', 'SSLSessionTickets off']));
    expect(hostOf(encrypted, 8443)).toEqual(expect.arrayContaining([
      'SSLCertificateFile /etc/ssl/shop.crt', 'SSLCertificateKeyFile /etc/ssl/private/shop.key', 'SSLProtocol -all +TLSv1.2 +TLSv1.3', 'Protocols h2 http/1.1',
      'JkMount /* a-lb',
    ]));
  });

  test('has browsers keep to HTTPS at the usual ports, since they keep any other port, at which nobody speaks TLS', () => {
    const said = (ports: [number, number], tls: Partial<VirtualHostTls> = {}, props: Props = {}) => {
      const tier = new Tier();
      const host = tier.hosts.add('web-01', { publish: [{ port: 80, hostPort: ports[0] }, { port: 443, hostPort: ports[1] }] });
      return hostOf(frontendOf({ tls: { certificate: pem, ...tls } }, { host, ...props }, tier), 443)
        .flatMap((line) => /^Header always set Strict-Transport-Security "?([^"]*)/.exec(line)?.[1] ?? []);
    };
    expect(said([80, 443])).toEqual(['max-age=31536000']);
    for (const ports of [[8081, 8443], [8081, 443], [80, 8443]] as [number, number][]) expect(said(ports)).toEqual([]);
    expect(said([80, 8443], {}, { publicTlsPort: 443 })).toEqual(['max-age=31536000']);
    expect(said([8081, 8443], { hstsMaxAgeSeconds: 60 })).toEqual(['max-age=60']);
    expect(said([8081, 8443], { hstsIncludeSubDomains: true })).toEqual(['max-age=31536000; includeSubDomains']);
    expect(hostOf(frontendOf({ tls: { certificate: pem } }), 443).join()).toContain('Strict-Transport-Security max-age=31536000');
    expect(hostOf(frontendOf({ tls: { certificate: pem } }, { port: 8080, tlsPort: 8443 }), 8443).join()).not.toContain('Strict-Transport-Security');
  });

  test('that a load balancer ends has browsers keep to HTTPS, too, which came to it by that', () => {
    const remoteIp = { internalProxies: ['10.0.0.0/24'], protocolHeader: 'X-Proto' };
    const said = (options: Options, port: number, props: Props = { remoteIp }) => hostOf(frontendOf(options, props), port).filter((line) => line.includes('Strict-Transport'));
    const [encrypted] = said({ tls: { certificate: pem } }, 443);
    expect(encrypted).toBe('Header always set Strict-Transport-Security max-age=31536000');
    expect(said({ tls: { certificate: pem } }, 80)).toEqual([`${encrypted} "expr=%{reqenv:HTTPS} == 'on'"`]);
    expect(said({ tls: { certificate: pem } }, 80, {})).toEqual([]);
    expect(said({ tls: { certificate: pem, redirectHttp: false } }, 80)).toEqual([]);
    const own = { name: 'Header', arguments: ['always', 'set', 'Strict-Transport-Security', 'max-age=60'] };
    expect(said({ extraDirectives: [own] }, 80)).toEqual(['Header always set Strict-Transport-Security max-age=60']);
    expect(problemOf(() => said({ extraDirectives: [own] }, 80, { remoteIp: { internalProxies: ['10.0.0.0/24'] } }))).toMatchObject({
      code: 'VIRTUAL_HOST_TLS', fix: expect.stringContaining('protocolHeader'),
    });
  });

  test('of clients is told to mod_jk, where Tomcats shall see who signed their certificates', () => {
    const said = (forwardSslCertChain: boolean, port: number) => (
      hostOf(frontendOf({ tls: { certificate: pem } }, { jk: { forwardSslCertChain } }), port).filter((line) => line.startsWith('SSLOptions')));
    expect(said(true, 443)).toEqual(['SSLOptions +StdEnvVars +ExportCertData']);
    expect([...said(true, 80), ...said(false, 443)]).toEqual([]);
  });

  test('can say more, and less', () => {
    const tls = { certificate: pem, protocols: [TlsProtocol.V1_3], ciphers: 'HIGH:!aNULL', honorCipherOrder: true, http2: false, redirectHttp: false };
    const frontend = frontendOf({ tls });
    const said = hostOf(frontend, 443);
    expect(said).toEqual(expect.arrayContaining(['SSLProtocol -all +TLSv1.3', 'SSLCipherSuite HIGH:!aNULL', 'SSLHonorCipherOrder on', 'Protocols http/1.1']));
    expect([...said, ...hostOf(frontend, 80)].filter((line) => /Strict-Transport|Rewrite/.test(line))).toEqual([]);
    expect(lines(frontend, 'server.conf').join()).not.toContain('http2');
  });

  test('sends visitors to the port that the host publishes, unless another one is said', () => {
    const redirect = (port?: number, props: Props = {}) => {
      const tier = new Tier();
      const publish = port === undefined ? [] : [{ port: 443, hostPort: port }];
      const host = tier.hosts.add('web-01', { publish: [{ port: 80, hostPort: 8080 }, ...publish] });
      return hostOf(frontendOf({ tls: { certificate: pem } }, { host, ...props }, tier), 80).find((line) => line.includes('https://'));
    };
    expect(redirect(8449)).toContain('"https://%{SERVER_NAME}:8449%1"');
    expect(redirect(443)).toContain('"https://%{SERVER_NAME}%1"');
    expect(redirect(8449, { publicTlsPort: 443 })).toContain('"https://%{SERVER_NAME}%1"');
  });

  test('sends nobody away who asks again, or is shown the page of an error', () => {
    const said = hostOf(frontendOf({ tls: { certificate: pem }, maintenance: { page: 'closed' } }), 80);
    const conditions = said.slice(0, said.findIndex((line) => line.includes('R=308'))).filter((line) => line.startsWith('RewriteCond expr'));
    expect(conditions.map((line) => line.includes('-z %{reqenv:REDIRECT_STATUS}'))).toEqual([true, true]);
  });

  test('has certificates of secrets written with the names of their sites, checked before anything changes', () => {
    const tier = new Tier();
    const [crt, key, bundle] = ['crt', 'key', 'bundle'].map((name) => variableSecret(tier.stack, name));
    const frontend = frontendOf({ tls: { certificate: TlsCertificate.pemSecrets(crt, key) } }, {}, tier);
    frontend.addVirtualHost('api.example.com', { routes: [Route.all(tier.tomcat('b'))], tls: { certificate: TlsCertificate.pemBundle(bundle) } });
    expect(frontend.files).toMatchObject({
      [`${CONF}/tls/shop.example.com.crt`]: '{{crt}}', [`${CONF}/tls/shop.example.com.key`]: '{{key}}', [`${CONF}/tls/api.example.com.crt`]: '{{bundle}}',
    });
    expect(hostOf(frontend, 443, 'api.example.com').filter((line) => line.startsWith('SSLCertificate'))).toEqual([`SSLCertificateFile ${CONF}/tls/api.example.com.crt`]);
    const container = containersOf(tier.app).find(({ name }) => name.endsWith('httpd'))!;
    expect(container.upload.filter(({ file }) => file.includes('/tls/')).map(({ permissions }) => permissions)).toEqual(['0640', '0640', '0640']);
    expect(container.lifecycle!.precondition.map(({ error_message }) => error_message)).toEqual(expect.arrayContaining([
      expect.stringContaining('crt: a certificate must be PEM'), expect.stringContaining('key: a key must be PEM, and not encrypted'), expect.stringContaining('bundle: it must be PEM with the key'),
    ]));
  });

  test('shows unknown names the certificate of the first site, and refuses them', () => {
    expect(lines(frontendOf({ tls: { certificate: pem } }), 'sites/unknown-names.conf')).toEqual(expect.arrayContaining([
      '<VirtualHost *:443>', 'SSLCertificateFile /etc/ssl/shop.crt', 'Require all denied',
    ]));
  });

  test('with ACME keeps what it got, has httpd take what is new, and refuses unknown names', () => {
    const frontend = frontendOf({ serverAliases: ['www.example.com'], tls: { certificate: TlsCertificate.acme('a@example.com', { certificateAuthority: 'https://ca.example.com/dir' }) } });
    expect(frontend._service.stateDirectories()).toEqual(['/srv/httpd/acme']);
    expect(lines(frontend, 'server.conf')).toEqual(expect.arrayContaining([
      'MDStoreDir /srv/httpd/acme', 'MDPortMap http:80 https:443', '<MDomainSet shop.example.com>', 'MDMember www.example.com', 'MDContactEmail a@example.com',
      'MDCertificateAuthority https://ca.example.com/dir',
    ]));
    expect(lines(frontend, 'server.conf').filter((line) => line.startsWith('MDMessageCmd'))).toEqual([`MDMessageCmd /bin/sh ${CONF}/acme-message.sh`]);
    expect(lines(frontend, 'sites/unknown-names.conf').join()).not.toContain('443');
    expect(hostOf(frontend, 443).join('\n')).toContain('!^(?:shop[.]example[.]com|www[.]example[.]com)(?::[0-9]+)?$');
  });

  test('with ACME tells the authority which ports of the machine stand for those that it asks at', () => {
    const frontend = frontendOf({ tls: { certificate: TlsCertificate.acme('a@example.com') } }, { port: 8080, tlsPort: 8443 });
    expect(lines(frontend, 'server.conf').filter((line) => line.startsWith('MDPortMap'))).toEqual(['MDPortMap http:8080 https:8443']);
  });

  test('with ACME names the file of an authority once, however many sites have it', () => {
    const tier = new Tier();
    const certificate = TlsCertificate.acme('a@example.com', { certificateAuthorityFile: '/etc/ssl/ours.pem' });
    const frontend = frontendOf({ tls: { certificate } }, {}, tier);
    frontend.addVirtualHost('api.example.com', { routes: [Route.all(tier.tomcat('b'))], tls: { certificate } });
    expect(lines(frontend, 'server.conf').filter((line) => line.startsWith('MDCACertificateFile'))).toEqual(['MDCACertificateFile /etc/ssl/ours.pem']);
  });

  test.each<[string, string, boolean]>([
    ['has been renewed', 'renewed', true],
    ['is being renewed', 'renewing', false],
    ['is about to expire', 'expiring', false],
    ['was not to be had', 'errored', false],
  ])('with ACME, of a certificate that %s mod_md says %s: httpd reads its certificates again: %s', (_, message, told) => {
    const script = frontendOf({ tls: { certificate: TlsCertificate.acme('a@example.com') } }).files[`${CONF}/acme-message.sh`];
    const said = execFileSync('/bin/sh', ['-c', `cat() { echo "process of $1"; }; kill() { echo "$@"; }\n${script}`, 'sh', message, 'shop.example.com'], { encoding: 'utf8' });
    expect(said).toBe(told ? '-USR1 process of /srv/httpd/run/httpd.pid\n' : '');
  });

  test.each<[string, Options, string]>([
    ['a keystore', { tls: { certificate: TlsCertificate.keystore('/etc/k.p12', variableSecret(new Tier().stack, 'k')) } }, 'httpd reads PEM'],
    ['an encrypted key', { tls: { certificate: TlsCertificate.pem('/a', '/b', { certificateKeyPassword: variableSecret(new Tier().stack, 'p') }) } }, 'at each start'],
    ['a file of the chain', { tls: { certificate: TlsCertificate.pem('/a', '/b', { certificateChainFile: '/c' }) } }, 'certificateFile'],
    ['no protocols', { tls: { certificate: pem, protocols: [] } }, 'no client'],
    ['ciphers that are none', { tls: { certificate: pem, ciphers: 'A B' } }, "OpenSSL's syntax"],
    ['a time before its beginning', { tls: { certificate: pem, hstsMaxAgeSeconds: -1 } }, 'a number of seconds'],
    ['HSTS of names below without a redirect', { tls: { certificate: pem, redirectHttp: false, hstsIncludeSubDomains: true } }, 'never hears'],
    ['ACME for a wildcard', { serverAliases: ['*.example.com'], tls: { certificate: TlsCertificate.acme('a@example.com') } }, 'changes the DNS'],
    ['HSTS over HTTP', { extraDirectives: [{ name: 'Header', arguments: ['set', 'Strict-Transport-Security', 'max-age=1'] }] }, 'ignore it over HTTP'],
  ])('with %s is refused', (_, options, why) => {
    expect(problemOf(() => frontendOf(options))).toMatchObject({ code: 'VIRTUAL_HOST_TLS', path: 'shop/web', why: expect.stringContaining(why) });
  });

  test('without a certificate is refused', () => {
    expect(problemOf(() => frontendOf({ tls: {} as never }))).toMatchObject({ code: 'CERTIFICATE', got: 'TLS of shop.example.com without a certificate' });
  });

  test.each([
    ['no address', () => TlsCertificate.acme('nobody')],
    ['an authority over HTTP', () => TlsCertificate.acme('a@example.com', { certificateAuthority: 'http://ca.example.com' })],
    ['a relative file', () => TlsCertificate.acme('a@example.com', { certificateAuthorityFile: 'ca.pem' })],
  ])('with ACME and %s is refused', (_, certificate) => {
    expect(problemOf(certificate)).toMatchObject({ code: 'CERTIFICATE' });
  });

  test('with the roots of two authorities in two files is refused, since mod_md reads one', () => {
    const tier = new Tier();
    const frontend = frontendOf({}, {}, tier);
    const [target] = [tier.tomcat('b')];
    const add = (name: string, certificateAuthorityFile?: string) => frontend.addVirtualHost(`${name}.example.com`, {
      routes: [Route.all(target)], tls: { certificate: TlsCertificate.acme('a@example.com', { certificateAuthorityFile }) },
    });
    ['/etc/ssl/ours.pem', '/etc/ssl/ours.pem', undefined].forEach((file, index) => add(`ours${index}`, file));
    expect(problemOf(() => add('theirs', '/etc/ssl/theirs.pem'))).toMatchObject({
      code: 'VIRTUAL_HOST_TLS', got: expect.stringContaining('/etc/ssl/theirs.pem of theirs.example.com, and /etc/ssl/ours.pem'),
    });
  });

  test('on the port of HTTP is refused', () => {
    expect(problemOf(() => frontendOf({}, { port: 8443, tlsPort: 8443 }))).toMatchObject({ code: 'FRONTEND_PORTS', got: 'port and tlsPort 8443' });
  });
});

test('a site that says nothing has nothing but what cannot break it', () => {
  expect(hostOf(frontendOf({}), 80)).toEqual([
    '<VirtualHost *:80>', 'ServerName shop.example.com', 'DocumentRoot /srv/httpd/empty',
    'Header always set Referrer-Policy strict-origin-when-cross-origin "expr=-z %{resp:Referrer-Policy}"', 'JkMount /* a-lb',
  ]);
});

describe('a front end is ready', () => {
  const asked = (options: Options) => {
    const tier = new Tier();
    const tomcat = tier.tomcat('a', { applications: [WebApplication.sessionProbe({ contextPath: '/shop', readinessPath: '/ready' })] });
    const frontend = tier.frontend('web', []);
    frontend.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], ...options });
    return frontend._service.readiness().request!;
  };
  const within = (path: string, ...children: ExtraDirective[]): Options => ({ extraDirectives: [{ name: 'Location', arguments: [path], children }] });
  const [fromInside, all] = [{ name: 'Require', arguments: ['ip', '10.0.0.0/8'] }, { name: 'require', arguments: ['all', 'granted'] }];

  test.each<[string, Options]>([
    ['a section with Require', within('/', fromInside)],
    ['such a section of its path', within('/shop/', fromInside)],
    ['such a section in another', within('/shop', { name: 'RequireAny', children: [all, fromInside] })],
    ['a section of an expression', { extraDirectives: [{ name: 'LocationMatch', arguments: ['^/'], children: [fromInside] }] }],
    ['a section of a pattern', within('/sh*', { name: 'Require', arguments: ['valid-user'] })],
    ['a condition', { extraDirectives: [{ name: 'If', arguments: ['true'], children: [fromInside] }] }],
    ['TLS alone', within('/', { name: 'SSLRequireSSL' })],
    ['methods without GET', { requestLimits: [{ methods: ['POST'] }] }],
    ['such methods of its path', { requestLimits: [{ methods: ['GET'] }, { path: '/shop', methods: ['POST'] }] }],
  ])('when a Tomcat answers, where its first site restricts who may ask by %s', (_, options) => {
    expect(asked(options)).toEqual({ hostName: 'unknown.invalid', path: '/-/health' });
  });

  test.each<[string, Options]>([
    ['nothing', {}],
    ['another path', within('/shop/admin', fromInside)],
    ['nobody', within('/', all)],
    ['files', { staticFiles: [{ path: '/images', folder: '/srv/images' }], extraDirectives: [{ name: 'Directory', arguments: ['/srv/images'], children: [fromInside] }] }],
    ['other limits', { requestLimits: [{ limitRequestBodyBytes: 1, methods: ['HEAD'] }, { path: '/upload', methods: ['POST'] }] }],
    ['methods above its path', { requestLimits: [{ methods: ['POST'] }, { path: '/shop', methods: ['GET'] }, { path: '/shop/ready', limitRequestBodyBytes: 1 }] }],
  ])('when its first site answers, which restricts %s', (_, options) => {
    expect(asked(options)).toEqual({ hostName: 'shop.example.com', path: '/shop/ready' });
  });
});

describe('wildcards', () => {
  const withSites = (...sites: string[][]) => {
    const tier = new Tier();
    const [frontend, tomcat] = [tier.frontend('web', []), tier.tomcat('a')];
    sites.forEach(([serverName, ...serverAliases]) => frontend.addVirtualHost(serverName, { serverAliases, routes: [Route.all(tomcat)] }));
    return [...frontend.files[`${CONF}/httpd.conf`].matchAll(/^Include .*sites\/(.*)[.]conf$/gm)].map(([, name]) => name).slice(1);
  };

  test.each<[string, string[][], string[]]>([
    ['without any', [['b.org'], ['a.org', 'c.org']], ['b.org', 'a.org']],
    ['one that takes another site', [['www.a.org', '*.a.org'], ['shop.a.org'], ['b.org']], ['shop.a.org', 'b.org', 'www.a.org']],
    ['a wide one before narrower ones', [['a.org', '*.org'], ['b.org', '*.b.org'], ['c.org', '*.C.b.org']], ['c.org', 'b.org', 'a.org']],
    ['a narrow one of a wide site', [['a.org', '*.org', '*.x.y.z.com'], ['b.org', '*.b.org']], ['b.org', 'a.org']],
    ['what only looks alike', [['a.org', '*.a.org'], ['ba.org', '*.ba.org']], ['a.org', 'ba.org']],
  ])('%s leave each site its own names', (_, sites, order) => {
    expect(withSites(...sites)).toEqual(order);
  });

  test('with which two sites take names of each other are refused', () => {
    expect(problemOf(() => withSites(['www.a.org', '*.a.org', 'old.b.org'], ['www.b.org', '*.b.org', 'old.a.org']))).toMatchObject({
      code: 'VIRTUAL_HOST_TAKEN', path: 'shop/web', got: expect.stringContaining('www.b.org beside another'), fix: expect.stringContaining('into one virtual host'),
    });
  });
});

test('a front end balances with another module, and its virtual hosts stay the same', () => {
  const [jk, proxy] = [ApacheJkFrontend, ApacheProxyFrontend].map((mechanism) => {
    const tier = new Tier();
    const frontend = new mechanism(tier.stack, 'web', { host: tier.host('web-01') });
    frontend.addVirtualHost('shop.example.com', { routes: [Route.all(tier.tomcat('a'))], tls: { certificate: pem }, maintenance: {}, compression: true });
    return lines(frontend, 'sites/shop.example.com.conf').filter((line) => !/^(JkMount|ProxyPass|<\/?LocationMatch|<\/?Location)/.test(line));
  });
  expect(proxy).toEqual(expect.arrayContaining(jk));
});

test('limits are by path, the longest last, as httpd merges them', () => {
  const said = hostOf(frontendOf({ requestLimits: [{ path: '/a/b', limitRequestBodyBytes: 9 }, { limitRequestBodyBytes: 5 }, { path: '/a', limitRequestBodyBytes: 0 }] }), 80);
  expect(said.filter((line) => /Location|^Limit/.test(line))).toEqual([
    '<Location />', 'LimitRequestBody 5', '</Location>', '<LocationMatch "^/a(?:;[^/]*)?(?:/|$)">', 'LimitRequestBody 0', '</LocationMatch>',
    '<LocationMatch "^/a(?:;[^/]*)?/b(?:;[^/]*)?(?:/|$)">', 'LimitRequestBody 9', '</LocationMatch>',
  ]);
});

test('methods are by path too, and no Require, of which httpd heeds only that of the last section', () => {
  const frontend = frontendOf({ requestLimits: [{ path: '/a/b', methods: ['PUT'] }, { path: '/a', limitRequestBodyBytes: 5 }, { methods: ['GET', 'POST'] }], errorPages: { 503: 'x' } });
  const said = hostOf(frontend, 80);
  const rules = said.filter((line) => /^Rewrite(Rule|Cond)/.test(line));
  expect(rules.slice(0, 6)).toEqual([
    'RewriteRule ";[^/]*/|/[.]{1,2};" - "[F]"', 'RewriteRule "^/" - "[E=limit-methods:GET|HEAD|POST]"', 'RewriteRule "^/a(?:;[^/]*)?/b(?:;[^/]*)?(?:/|$)" - "[E=limit-methods:PUT]"',
    'RewriteCond expr "-z %{reqenv:REDIRECT_STATUS}"', expect.stringContaining('"%{REQUEST_METHOD} %{ENV:limit-methods}"'), 'RewriteRule "^" - "[F]"',
  ]);
  expect(said.filter((line) => /^Require|<Location \/>/.test(line))).toEqual(['Require all denied', 'Require env REDIRECT_STATUS']); // of parameters and of the pages
  const refused = new RegExp(/"!(.*)"$/.exec(rules[4])![1]);
  const taken = ['GET GET|HEAD|POST', 'POST GET|HEAD|POST', 'VERSION-CONTROL VERSION-CONTROL', 'PUT '];
  const others = ['PUT GET|HEAD|POST', 'OST GET|HEAD|POST', 'HEAD|POST GET|HEAD|POST ', 'LOCK UNLOCK', 'UNLOCK LOCK'];
  expect([...taken, ...others].filter((asked) => refused.test(asked))).toEqual(taken);
});

test.each([
  [{ path: 'a' }], [{ path: '/a/' }], [{ path: '/a b' }], [{ limitRequestBodyBytes: -1 }], [{ limitRequestBodyBytes: 1.5 }], [{ methods: ['get'] }], [{ methods: [] }],
  [{ methods: ['GET', 'PURGE'] }], [{ methods: ['PSOT'] }],
])('the limit %j is refused', (limit) => {
  expect(problemOf(() => frontendOf({ requestLimits: [limit] }))).toMatchObject({ code: 'REQUEST_LIMIT', path: 'shop/web' });
});

test('two limits for one path are refused', () => {
  expect(problemOf(() => frontendOf({ requestLimits: [{}, { path: '/' }] }))).toMatchObject({ code: 'REQUEST_LIMIT', got: 'two limits for /' });
});

test('pages hold any text, in a file of their own', () => {
  const frontend = frontendOf({ errorPages: { 503: 'two\nlines "${x}" äöü' }, maintenance: { page: '<p>closed</p>' } });
  expect(frontend.files).toMatchObject({
    [`${CONF}/pages/shop.example.com/503.html`]: 'two\nlines "${x}" äöü', [`${CONF}/pages/shop.example.com/maintenance.html`]: '<p>closed</p>',
  });
  expect(hostOf(frontend, 80)).toEqual(expect.arrayContaining(['ErrorDocument 503 /.page/503.html', 'ErrorDocument 503 /.page/maintenance.html']));
});

test.each(['200', 'not-found', '5xx', '', '418', '420', '425', '427', '430', '499', '509', '512', '520', '599'])('an error page for "%s" is refused', (status) => {
  expect(problemOf(() => frontendOf({ errorPages: { [status]: 'x' } }))).toMatchObject({ code: 'ERROR_PAGE' });
});

test.each([
  [400, 417], [421, 424], [426, 426], [428, 429], [431, 431], [451, 451], [500, 508], [510, 511],
])('errors from %i to %i may have pages', (first, last) => {
  const statuses = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const said = hostOf(frontendOf({ errorPages: Object.fromEntries(statuses.map((status) => [status, 'x'])) }), 80);
  expect(said.filter((line) => line.startsWith('ErrorDocument'))).toEqual(statuses.map((status) => `ErrorDocument ${status} /.page/${status}.html`));
});

test.each(["default-src 'self'\nX: y", '', 'ä', '${HOME}'])('the policy %j is refused', (contentSecurityPolicy) => {
  expect(problemOf(() => frontendOf({ securityHeaders: { contentSecurityPolicy } }))).toMatchObject({ code: 'SECURITY_HEADER', path: 'shop/web' });
});

test('other sites are told of the pages of a visitor what the program says', () => {
  const said = hostOf(frontendOf({ securityHeaders: { referrerPolicy: ReferrerPolicy.SAME_ORIGIN } }), 80).filter((line) => line.includes('Referrer-Policy'));
  expect(said).toEqual(['Header always set Referrer-Policy same-origin "expr=-z %{resp:Referrer-Policy}"']);
});

test('frames are for nobody, for the site, or for others too', () => {
  const headers = (frameAncestors: FrameAncestors) => hostOf(frontendOf({ securityHeaders: { frameAncestors } }), 80).filter((line) => /Frame|Policy "?frame/.test(line))
    .map((line) => httpdArguments(line, {}).slice(3, 5).join(': '));
  expect(headers(FrameAncestors.none())).toEqual(['X-Frame-Options: DENY', "Content-Security-Policy: frame-ancestors 'none'"]);
  expect(headers(FrameAncestors.self())).toEqual(['X-Frame-Options: SAMEORIGIN', "Content-Security-Policy: frame-ancestors 'self'"]);
  expect(headers(FrameAncestors.origins('https://a.example.com:8443', 'https://*.example.org')))
    .toEqual(["Content-Security-Policy: frame-ancestors 'self' https://a.example.com:8443 https://*.example.org"]);
});

describe('extra directives', () => {
  const refused = (...extraDirectives: ExtraDirective[]) => problemOf(() => frontendOf({ extraDirectives }));

  test('come last, with the modules that they and their arguments ask for', () => {
    const frontend = frontendOf({ extraDirectives: [
      { name: 'ExpiresDefault', arguments: ['access plus 1 "month"'] },
      { name: 'Location', arguments: ['/a'], children: [{ name: 'Require', arguments: ['ip', '10.0.0.0/8'] }, { name: 'SetOutputFilter', arguments: ['RATE_LIMIT'] }] },
      { name: 'RewriteRule', arguments: ['^/(\\d+) ?$', '/x', '[L]'] },
    ] });
    expect(hostOf(frontend, 80).slice(-9)).toEqual([
      'ExpiresDefault "access plus 1 \\"month\\""', '<LocationMatch "^/a(?:;[^/]*)?(?:/|$)">', 'Require ip 10.0.0.0/8', 'SetOutputFilter RATE_LIMIT', '</LocationMatch>',
      'RewriteRule "^/(\\d+) ?$" /x "[L]"', '<If "%{REQUEST_URI} =~ m#;[^/]*/|/[.]{1,2};#">', 'Require all denied', '</If>',
    ]);
    const loaded = lines(frontend, 'server.conf').filter((line) => line.startsWith('LoadModule')).map((line) => line.split(' ')[1]);
    expect(loaded).toEqual(expect.arrayContaining(['expires_module', 'authz_host_module', 'ratelimit_module', 'rewrite_module']));
  });

  test.each<[string, ExtraDirective[], string[]]>([
    ['basic authentication', [{ name: 'Location', arguments: ['/a'], children: [
      { name: 'AuthType', arguments: ['Basic'] }, { name: 'AuthName', arguments: ['A'] }, { name: 'AuthUserFile', arguments: ['/etc/users'] },
      { name: 'Require', arguments: ['valid-user'] },
    ] }], ['authn_core', 'auth_basic', 'authn_file', 'authz_core', 'authz_user']],
    ['filters in a row', [{ name: 'SetOutputFilter', arguments: ['INFLATE;SUBSTITUTE;BROTLI_COMPRESS'] }], ['deflate', 'substitute', 'brotli']],
    ['a filter of requests', [{ name: 'SetInputFilter', arguments: ['buffer'] }], ['buffer']],
    ['a filter by type', [{ name: 'AddOutputFilterByType', arguments: ['BROTLI_COMPRESS;DEFLATE', 'text/html'] }], ['filter', 'brotli', 'deflate']],
    ['filters by ending', [
      { name: 'AddInputFilter', arguments: ['INFLATE', 'gz'] }, { name: 'AddOutputFilter', arguments: ['RATE_LIMIT', 'iso'] },
    ], ['mime', 'deflate', 'ratelimit']],
    ['a provider of a filter', [{ name: 'FilterProvider', arguments: ['pack', 'DEFLATE', 'true'] }], ['filter', 'deflate']],
    ['what is no filter', [{ name: 'SetEnv', arguments: ['DEFLATE', 'BUFFER'] }], ['env']],
  ])('%s bring their modules', (_, extraDirectives, modules) => {
    const loaded = (options: Options) => lines(frontendOf(options), 'server.conf').flatMap((line) => /^LoadModule (\w+)_module/.exec(line)?.[1] ?? []);
    expect(loaded({ extraDirectives }).filter((name) => !loaded({}).includes(name))).toEqual(modules);
  });

  test('levels of modules hold where those are loaded, without which httpd does not start with them', () => {
    const said = hostOf(frontendOf({ extraDirectives: [{ name: 'LogLevel', arguments: ['info', 'ssl:debug', 'rewrite_module:trace3'] }] }), 80);
    expect(said.slice(-7)).toEqual([
      'LogLevel info', '<IfModule ssl_module>', 'LogLevel ssl:debug', '</IfModule>', '<IfModule rewrite_module>', 'LogLevel rewrite_module:trace3', '</IfModule>',
    ]);
  });

  const withProxy = (extraDirectives: ExtraDirective[], failover = Failover.standard()) => {
    const tier = new Tier();
    const frontend = new ApacheProxyFrontend(tier.stack, 'web', { host: tier.host('web-01'), failover });
    frontend.addVirtualHost('shop.example.com', { routes: [Route.all(tier.tomcat('a'))], extraDirectives });
    return lines(frontend, 'sites/shop.example.com.conf').filter((line) => line.startsWith('SetOutputFilter'));
  };
  const filtered = (filters: string) => [{ name: 'Location', arguments: ['/a'], children: [{ name: 'SetOutputFilter', arguments: [filters] }] }];

  test('filters of a section stand behind the one with which mod_proxy can ask for a GET again', () => {
    expect(withProxy(filtered('RATE_LIMIT'))).toEqual(['SetOutputFilter "BUFFER;RATE_LIMIT"']);
    expect(withProxy(filtered('INFLATE;buffer'))).toEqual(['SetOutputFilter "INFLATE;buffer"']);
    expect(withProxy(filtered('RATE_LIMIT'), Failover.standard({ repeatGet: false }))).toEqual(['SetOutputFilter RATE_LIMIT']);
    expect(hostOf(frontendOf({ extraDirectives: filtered('RATE_LIMIT') }), 80)).toContain('SetOutputFilter RATE_LIMIT');
  });

  test('what one mechanism does otherwise than the other is refused', () => {
    expect(problemOf(() => withProxy(filtered('RATE_LIMIT')[0].children))).toMatchObject({
      code: 'EXTRA_DIRECTIVE', path: 'shop/web', got: 'the directive SetOutputFilter RATE_LIMIT outside of a section', fix: expect.stringContaining('Location'),
    });
    const noDecode = { name: 'AllowEncodedSlashes', arguments: ['NoDecode'] };
    expect(refused(noDecode)).toMatchObject({ code: 'EXTRA_DIRECTIVE', got: 'the directive AllowEncodedSlashes NoDecode', why: expect.stringContaining('%252F') });
    expect(() => withProxy([noDecode])).not.toThrow();
    expect(() => frontendOf({ extraDirectives: [{ name: 'AllowEncodedSlashes', arguments: ['On'] }] })).not.toThrow();
  });

  test.each<[string[], string]>([
    [['/a b+c'], '<LocationMatch "^/a b[+]c(?:;[^/]*)?(?:/|$)">'],
    [['/*/secre?.txt'], '<LocationMatch "^/[^/]*/secre[^/][.]txt(?:;[^/]*)?$">'],
    [['/'], '<Location />'],
    [['/admin/'], '<Location /admin/>'],
    [['~', '^/admin(/|$)'], '<Location "~" "^/admin(/|(?:;[^/]*)?$)">'],
  ])('a section for the paths %j is one for them with parameters', (args, said) => {
    expect(hostOf(frontendOf({ extraDirectives: [{ name: 'Location', arguments: args, children: [] }] }), 80)).toContain(said);
  });

  test('a section with an Alias keeps its name, by which httpd says where the Alias begins', () => {
    const files = [{ name: 'Alias', arguments: ['/srv/files'] }];
    expect(hostOf(frontendOf({ extraDirectives: [{ name: 'Location', arguments: ['/files'], children: files }] }), 80)).toContain('<Location /files>');
  });

  test.each([
    ['^/admin$', '^/admin(?:;[^/]*)?$'], ['^/x/[$]y\\$z', '^/x/[$]y\\$z'], ['[.](pdf|doc)$', '[.](pdf|doc)(?:;[^/]*)?$'], ['^/[]$]a$', '^/[]$]a(?:;[^/]*)?$'], ['^/admin', '^/admin'],
  ])('the end of the expression %j may have parameters', (expression, said) => {
    const conf = frontendOf({ extraDirectives: [{ name: 'LocationMatch', arguments: [expression], children: [] }] }).files[`${CONF}/sites/shop.example.com.conf`];
    expect(httpdArguments(/<LocationMatch (.*)>/.exec(conf)?.[1] ?? '')).toEqual([said]);
  });

  test.each(['Files', 'FilesMatch'])('<%s> within a section of paths is refused: httpd does not start with it', (name) => {
    expect(refused({ name: 'Location', arguments: ['/'], children: [{ name, arguments: ['x'], children: [] }] })).toMatchObject({
      code: 'EXTRA_DIRECTIVE', got: `<${name}> in <Location>`, why: expect.stringContaining('httpd does not start with it'),
    });
  });

  test('of mod_mime come with the media types, without which it does not start', () => {
    const types = `${CONF}/media-types`;
    const frontend = frontendOf({ extraDirectives: [{ name: 'AddType', arguments: ['image/x-own', '.own'] }] });
    expect(lines(frontend, 'server.conf')).toContain(`TypesConfig ${types}`);
    expect(frontend.files[types]).toContain('image/png png\n');
    expect(frontendOf({}).files).not.toHaveProperty([types]);
  });

  test.each(['VirtualHost', 'ServerName', 'documentroot', 'JkMount', 'ProxyPass', 'SSLEngine', 'Listen', 'LoadModule', 'Includes', 'a b', '<If', ''])('"%s" is refused', (name) => {
    expect(refused({ name })).toMatchObject({ code: 'EXTRA_DIRECTIVE', path: 'shop/web' });
  });

  test('where they do not stand are refused', () => {
    expect(refused({ name: 'Require', arguments: ['all', 'denied'] })).toMatchObject({ code: 'EXTRA_DIRECTIVE', got: 'the directive Require outside of a section' });
    expect(refused({ name: 'Location', arguments: ['/'], children: [{ name: 'CustomLog', arguments: ['x', 'y'] }] }))
      .toMatchObject({ code: 'EXTRA_DIRECTIVE', got: 'the directive CustomLog in <Location>' });
    expect(refused({ name: 'BufferedLogs', modules: ['log config'] })).toMatchObject({ code: 'EXTRA_DIRECTIVE', got: 'the module "log config"' });
  });

  test.each(['LimitRequestBody', 'LimitExcept', 'Limit'])('%s in a section for files is refused, however deep', (name) => {
    expect(refused({ name: 'Directory', arguments: ['/'], children: [{ name: 'If', arguments: ['true'], children: [{ name, arguments: ['1'] }] }] }))
      .toMatchObject({ code: 'LIMIT_IN_DIRECTORY', got: `${name} in <Directory>` });
  });

  test('who may ask is not said of files where httpd serves none', () => {
    const inFolder = (folder: string) => ({ name: 'Directory', arguments: [folder], children: [{ name: 'Require', arguments: ['ip', '10.0.0.0/8'] }] });
    expect(refused(inFolder('/srv/images'))).toMatchObject({ code: 'LIMIT_IN_DIRECTORY', got: 'Require in <Directory>' });
    expect(() => frontendOf({ extraDirectives: [inFolder('/srv/images')], staticFiles: [{ path: '/images', folder: '/srv/images' }] })).not.toThrow();
    const tier = new Tier();
    const routes = [Route.all(tier.tomcat('a'), { except: ['/images'] })];
    const extraDirectives = [{ name: 'Alias', arguments: ['/images', '/srv/images'] }, inFolder('/srv/images')];
    expect(() => tier.frontend('web', []).addVirtualHost('a.example.com', { routes, extraDirectives })).not.toThrow();
  });

  describe('for what a route passes', () => {
    const beside = (path: string, options: RouteOptions, ...extraDirectives: ExtraDirective[]) => {
      const tier = new Tier();
      const tomcat = tier.tomcat('a');
      tier.frontend('web', []).addVirtualHost('a.example.com', { routes: [path === '/' ? Route.all(tomcat, options) : Route.path(path, tomcat, options)], extraDirectives });
    };
    const redirect = { name: 'Redirect', arguments: ['permanent', '/old', '/new'] };

    test.each<[string, ExtraDirective, string]>([
      ['/', redirect, "put it as it is into { name: 'Location', arguments: ['/'], children }"],
      ['/old', redirect, 'Location'],
      ['/', { name: 'redirectmatch', arguments: ['301', '[.]ico$', '/x.ico'] }, 'Location'],
      ['/', { name: 'RedirectTemp', arguments: ['/old', 'https://b.example.com'] }, 'Location'],
      ['/', { name: 'Alias', arguments: ['/files', '/srv/files'] }, 'use staticFiles, or leave the path to httpd with except of the route'],
      ['/', { name: 'AliasMatch', arguments: ['^/files$', '/srv/files'] }, 'staticFiles'],
    ])('a route of %s refuses %j, which would come too late', (path, extra, fix) => {
      expect(problemOf(() => beside(path, {}, extra))).toMatchObject({
        code: 'EXTRA_DIRECTIVE', path: 'shop/web', got: `the directive ${extra.name} ${extra.arguments!.join(' ')}`, fix: expect.stringContaining(fix),
      });
    });

    test.each<[string, string, RouteOptions, ExtraDirective[]]>([
      ['in a section', '/', {}, [{ name: 'Location', arguments: ['/'], children: [redirect] }]],
      ['of another path', '/shop', {}, [redirect]],
      ['above a route', '/old/shop', {}, [redirect]],
      ['of an expression beside a route', '/shop', {}, [{ name: 'RedirectMatch', arguments: ['^/old', '/shop/new'] }]],
      ['of what httpd may answer', '/', { except: ['/old'] }, [redirect]],
      ['of what is kept from Tomcats', '/', {}, [{ name: 'SetEnvIf', arguments: ['Request_URI', '^/old', 'no-jk'] }, redirect]],
    ])('one %s is accepted', (_, path, options, extras) => {
      expect(() => beside(path, options, ...extras)).not.toThrow();
    });
  });

  test('with quotes that mod_rewrite cannot read are refused', () => {
    expect(problemOf(() => frontendOf({ extraDirectives: [{ name: 'RewriteRule', arguments: ['a "b', '/'] }] }).files)).toMatchObject({ code: 'TEXT_NOT_EXPRESSIBLE' });
  });

  test('are of one module each', () => {
    const all = ['core', ...KNOWN_MODULES].flatMap(directivesOf);
    expect(new Set(all).size).toBe(all.length);
  });
});

test.each(['/', '/srv', '/srv/httpd', '/srv/httpd/conf/pages', '/srv/tomcat/a/webapps', '/etc/ssl', '/var/log/', '/usr/local', 'static', '/srv/../etc', '/a b', ''])(
  'files for visitors in "%s" are refused', (folder) => {
    expect(problemOf(() => checkServedFolder(folder, 'web'))).toMatchObject({ code: 'SERVED_FOLDER', path: 'web', fix: expect.stringContaining('/srv/static') });
  });

test.each(['/srv/static', '/srv/httpd-static', '/var/www/html/', '/usr/local/apache2/htdocs', '/data2/files'])('files for visitors may be in "%s"', (folder) => {
  expect(() => checkServedFolder(folder, 'web')).not.toThrow();
});

describe('the server as a whole', () => {
  test('believes only proxies that are named', () => {
    const said = lines(frontendOf({}, { remoteIp: { internalProxies: ['10.0.0.0/24', '192.0.2.7/32'], remoteIpHeader: 'X-Client', protocolHeader: 'X-Proto' } }), 'server.conf');
    expect(said).toEqual(expect.arrayContaining(['RemoteIPHeader X-Client', 'RemoteIPInternalProxy 10.0.0.0/24 192.0.2.7/32']));
    expect(said.find((line) => line.startsWith('SetEnvIfExpr'))).toContain("%{CONN_REMOTE_ADDR} -ipmatch '192.0.2.7/32'");
    expect(lines(frontendOf({}), 'server.conf').join()).not.toMatch(/RemoteIP|remoteip/);
  });

  test('has mod_jk tell Tomcats of the port of HTTPS, where a load balancer has ended that and the visitor names none', () => {
    const tier = new Tier();
    const remoteIp = { internalProxies: ['10.0.0.0/24'], protocolHeader: 'X-Proto' };
    const encrypted = "%{tolower:%{req_novary:X-Proto}} == 'https' && (%{CONN_REMOTE_ADDR} -ipmatch '10.0.0.0/24')";
    const said = (frontend: ApacheJkFrontend | ApacheProxyFrontend) => lines(frontend, 'server.conf')
      .filter((line) => line.startsWith('SetEnvIfExpr')).map((line) => httpdArguments(line, {}).slice(1));
    expect(said(frontendOf({}, { remoteIp }, tier))).toEqual([[encrypted, 'HTTPS=on'], [`${encrypted} && %{req_novary:Host} !~ m#:[0-9]+$#`, 'JK_LOCAL_PORT=443']]);
    const overHttp = new ApacheProxyFrontend(tier.stack, 'proxy', { host: tier.host('web-02'), remoteIp, balancer: { protocol: ProxyProtocol.HTTP } });
    expect(said(overHttp)).toEqual([[encrypted, 'HTTPS=on']]); // mod_proxy sends a header of its own
  });

  test('looks at headers of requests without having caches tell answers apart by them (Vary)', () => {
    const options = { tls: { certificate: pem }, maintenance: {}, requestLimits: [{ limitRequestBodyBytes: 5, methods: ['GET'] }], compression: true };
    const remoteIp = { internalProxies: ['10.0.0.0/24'], protocolHeader: 'X-Proto' };
    const tier = new Tier();
    const proxy = new ApacheProxyFrontend(tier.stack, 'proxy', { host: tier.host('web-02'), remoteIp, balancer: { protocol: ProxyProtocol.HTTP } });
    proxy.addVirtualHost('shop.example.com', { routes: [Route.all(tier.tomcat('b'))], ...options });
    for (const { files } of [frontendOf(options, { remoteIp }, tier), proxy]) {
      const conf = Object.entries(files).filter(([path]) => path.endsWith('.conf')).map(([, text]) => text).join('\n');
      expect(conf).toContain('%{req_novary:Content-Length} -gt');
      expect(conf).not.toMatch(/%\{(?:req|http|HTTP):/);
    }
  });

  test.each<[Props, string]>([
    [{ remoteIp: { internalProxies: [] } }, 'CIDR'],
    [{ remoteIp: { internalProxies: ['lb.example.com'] } }, 'CIDR'],
    [{ remoteIp: { internalProxies: ['10.0.0.0/24'], remoteIpHeader: 'X Client' } }, 'REMOTE_IP_HEADER'],
    ...['127.0.0.1/32', '127.8.0.0/16', '127.0.0.0/8', '0.0.0.0/0'].map((own): [Props, string] => [{ remoteIp: { internalProxies: ['10.0.0.0/24', own] } }, 'REMOTE_IP_LOOPBACK']),
    [{ limitRequestFields: 0 }, 'REQUEST_LIMIT'],
    [{ limitRequestLineBytes: 2 ** 21 }, 'REQUEST_LIMIT'],
    [{ tlsPort: 0 }, 'PORT'],
    [{ publicTlsPort: 70_000 }, 'PORT'],
  ])('that says %j is refused', (props, code) => {
    expect(problemOf(() => frontendOf({}, props))).toMatchObject({ code, path: 'shop/web' });
  });

  test.each(['126.0.0.0/8', '128.0.0.0/1', '10.127.0.0/16'])('believes %s, which is not the host itself', (internalProxies) => {
    expect(lines(frontendOf({}, { remoteIp: { internalProxies: [internalProxies] } }), 'server.conf')).toContain(`RemoteIPInternalProxy ${internalProxies}`);
  });

  test('has limits for headers before all sites, and loads each module once', () => {
    const frontend = frontendOf({ compression: true, maintenance: {}, extraDirectives: [{ name: 'Header', arguments: ['unset', 'X'] }] }, { limitRequestFields: 50 });
    expect(lines(frontend, 'server.conf')).toContain('LimitRequestFields 50');
    const loaded = Object.values(frontend.files).flatMap((text) => text.match(/<IfModule !\w+>/g) ?? []);
    expect(loaded).toContain('<IfModule !deflate_module>');
    const ofServer = lines(frontend, 'server.conf').filter((line) => line.startsWith('LoadModule'));
    expect(new Set(ofServer).size).toBe(ofServer.length);
  });

  test('logs to its output, or to a file for each day, which a machine removes and a container does not keep', () => {
    expect(lines(frontendOf({}), 'httpd.conf')).toEqual(expect.arrayContaining(['ErrorLog /proc/self/fd/2', 'CustomLog /proc/self/fd/1 sites env=!unlogged', 'LogLevel warn']));
    const tier = new Tier();
    const daily = frontendOf({}, { logs: HttpdLogs.daily('/var/log/shop', 7, { accessFormat: '%a', logLevel: 'info ssl:warn' }) }, tier);
    expect(lines(daily, 'httpd.conf')).toEqual(expect.arrayContaining([
      'ErrorLog "|/usr/bin/rotatelogs -l /var/log/shop/error-%Y-%m-%d.log 86400"',
      'CustomLog "|/usr/bin/rotatelogs -l /var/log/shop/access-%Y-%m-%d.log 86400" sites env=!unlogged',
      'LogFormat %a sites', 'LogLevel info',
    ]));
    expect(daily._service.stateDirectories()).toEqual(['/var/log/shop']);
    expect(daily.files['/etc/tmpfiles.d/tomcat-tier-httpd.conf']).toMatch(/^e \/var\/log\/shop - - - m:7d$/m);
    expect(Object.keys(frontendOf({}).files).join()).not.toContain('tmpfiles');
    expect(tier.problems).toMatchObject([{ code: 'STATE_NOT_KEPT', path: 'shop/web' }]);
  });

  test.each<[string, ApacheDistribution | undefined, string]>([
    ['the packages of Debian', undefined, '/usr/bin/rotatelogs'],
    ['the official image', ApacheDistribution.officialImage('httpd:2.4'), '/usr/local/apache2/bin/rotatelogs'],
    ['an image', ApacheDistribution.image('registry.example.com/httpd', '/opt/httpd/sbin/httpd', '/opt/httpd/modules'), '/opt/httpd/sbin/rotatelogs'],
  ])('begins the file of a day with the rotatelogs of %s', (_, distribution, program) => {
    const logged = lines(frontendOf({}, { distribution, logs: HttpdLogs.daily('/var/log/shop') }), 'httpd.conf').filter((line) => /^(Error|Custom)Log /.test(line));
    expect(logged.map((line) => /"[|](\S+) /.exec(line)?.[1])).toEqual([program, program]);
  });

  test.each([['%h %I %O', true], ['%b 100%%O', false], ['%400,501S', true], ['%b', false]])('mod_logio is there for the log format %j: %s', (accessFormat, loaded) => {
    const [conf] = Object.entries(frontendOf({}, { logs: HttpdLogs.output({ accessFormat }) }).files).filter(([path]) => path.endsWith('/httpd.conf')).map(([, text]) => text);
    expect(conf.includes('LoadModule logio_module')).toBe(loaded);
  });

  test.each([['%{SSL_PROTOCOL}x', true], ['%400,501{version}c', true], ['%{c}a 100%%{x}x', false], ['%b', false]])('mod_ssl is there for the log format %j without TLS: %s', (accessFormat, loaded) => {
    expect(lines(frontendOf({}, { logs: HttpdLogs.output({ accessFormat }) }), 'server.conf').join('\n').includes('LoadModule ssl_module')).toBe(loaded);
  });

  test.each([['LogFormat', ['%h %I %{SSL_CIPHER}x', 'own']], ['CustomLog', ['/proc/self/fd/1', '%O %{SSL_CIPHER}x']]])('the modules of the format of %s are there', (name, args) => {
    const loaded = lines(frontendOf({ extraDirectives: [{ name, arguments: args }] }), 'server.conf').filter((line) => line.startsWith('LoadModule')).map((line) => line.split(' ')[1]);
    expect(loaded).toEqual(expect.arrayContaining(['logio_module', 'ssl_module']));
  });

  test.each(['%', '%h %', '%Q', '%{x', '[%a %b % %H]', '%{x}Z', '%{x}^x', '%{x}b', '%{x}%', '%x'])('the log format "%s" is refused', (accessFormat) => {
    expect(problemOf(() => HttpdLogs.output({ accessFormat }))).toMatchObject({ code: 'HTTPD_LOG' });
  });

  test.each(['%h %l %u %t "%r" %>s %b', '%{User-Agent}i %400,501{Referer}i %!200s %{c}a %{%Y}t 100%%', '%{x}^ti%{x}^to %{us}T-%{remote}p %{tid}P %{x}e%{x}n%{x}o%{x}C%{c}h%{SSL_PROTOCOL}x%{version}c%{}^FB%{c}L'])('the log format %j is taken', (accessFormat) => {
    expect(() => HttpdLogs.output({ accessFormat })).not.toThrow();
  });

  test('has levels of modules that may not be loaded, after those that are', () => {
    const end = (logLevel: string) => lines(frontendOf({}, { logs: HttpdLogs.output({ logLevel }) }), 'httpd.conf')
      .filter((line) => /LogLevel|IfModule [^m!]|Include/.test(line));
    expect(end('info ssl:warn proxy_module:trace8').filter((line) => !line.startsWith('Include'))).toEqual([
      'LogLevel info', '<IfModule ssl_module>', 'LogLevel ssl:warn', '<IfModule proxy_module>', 'LogLevel proxy_module:trace8',
    ]);
    expect(end('rewrite:trace3')[0]).toBe('LogLevel warn');
    expect(end('rewrite:trace3').slice(-3)).toEqual([`Include ${CONF}/sites/shop.example.com.conf`, '<IfModule rewrite_module>', 'LogLevel rewrite:trace3']);
  });

  test.each(['', 'warn ssl', 'WARN', 'info; x', 'verbose', 'trace9', 'trace', 'info ssl:verbose', 'ssl:', 'info  ssl:warn'])('the level "%s" is refused', (logLevel) => {
    expect(problemOf(() => HttpdLogs.output({ logLevel }))).toMatchObject({ code: 'HTTPD_LOG' });
  });
});
