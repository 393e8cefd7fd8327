import { Route, Secret, SessionManager, TomcatRelease, WebApplication } from 'cdktf-tomcat-cluster';
import { MachineTier } from '../machine/tier';
import { containersOf, Tier } from '../support/program';
import { refusalOf, warningsOf } from '../support/refusal';

const PASSWORD = 'a-long-enough-password';

function withUser(password: string, roles: string[]): string {
  return refusalOf((tier) => tier.tomcat('a', { users: [{ username: 'admin', password: Secret.unsafePlainText(password), roles }] }));
}

test('M-17: a release whose members do not wait for answers is refused in a cluster', () => {
  const withRelease = (version: string) => refusalOf((tier) => tier
    .tomcat('a', { cluster: tier.cluster('shop', { manager: SessionManager.backup() }), release: TomcatRelease.of(version) }));
  expect(withRelease('9.0.109')).toBe("[RELEASE_BROKEN] shop/a: Tomcat 9.0.109 in a cluster; in 9.0.109 to 9.0.112 RpcChannel does not wait for answers: BackupManager and StaticMembershipService do not work. Fix: use TomcatRelease.of('9.0.113') or later.");
  expect(withRelease('9.0.117')).toBe('');
});

test('M-17: a release of a line that gets no corrections any more is refused', () => {
  expect(refusalOf(() => TomcatRelease.of('8.5.51'))).toBe("[RELEASE_END_OF_LIFE] Tomcat 8.5.51; the line 8.5 got its last correction on 31 March 2024: what is found since stays open. Fix: use TomcatRelease.V9_0, which runs the same applications, or TomcatRelease.endOfLife('8.5.51') where it is there already.");
  expect(refusalOf(() => TomcatRelease.of('9.0.117'))).toBe('');
});

test('M-19: the password adminadmin is refused', () => {
  expect(withUser('adminadmin', ['manager-gui'])).toBe('[USER_PASSWORD_WEAK] shop/a: a password of the user admin that has fewer than 12 characters; it is guessed sooner than LockOutRealm helps, by whoever reaches the login. Fix: pass a long random one as Secret.fromVariable(variable).');
  expect(withUser(PASSWORD, ['manager-gui'])).toBe('');
});

test('M-19: a user with all roles of the manager is refused', () => {
  expect(withUser(PASSWORD, ['manager-gui', 'manager-script', 'manager-jmx', 'manager-status'])).toBe('[MANAGER_ROLES] shop/a: the user admin with manager-gui and manager-script and manager-jmx; another page in the browser of this user could send commands to the text interface, which has no protection against that. Fix: make a user of its own for programs.');
  expect(withUser(PASSWORD, ['manager-gui', 'manager-status'])).toBe('');
});

test('M-19: the manager for everybody is refused', () => {
  const forRanges = (...allowedFrom: string[]) => refusalOf(() => WebApplication.manager('/usr/local/tomcat/webapps.dist/manager', { allowedFrom }));
  const rest = "whoever reaches it and has a password runs any program on the machine. Fix: pass the addresses of those who need it, as in allowedFrom: ['203.0.113.7/32'].";
  expect(forRanges('0.0.0.0/0')).toBe(`[MANAGER_ADDRESSES] the manager application for 0.0.0.0/0; ${rest}`);
  expect(forRanges()).toBe(`[MANAGER_ADDRESSES] the manager application without addresses; ${rest}`);
  expect(forRanges('203.0.113.7/32')).toBe('');
});

test('M-19: port 8080 answers its own machine alone, and no application is there that nobody asked for', () => {
  const { files } = new Tier().tomcat('a');
  expect(files['/srv/tomcat/a/conf/server.xml']).toContain('<Connector protocol="HTTP/1.1" address="127.0.0.1" port="8080" ');
  expect(Object.keys(files).filter((path) => /Catalina\/localhost|tomcat-users/.test(path))).toEqual([]);
});

test("M-24: catalina.sh is the release's own, and what Tomcat says goes to the collector of its host", () => {
  const { was: [was] } = new MachineTier();
  expect(Object.keys(was.files).filter((path) => path.includes('/bin/'))).toEqual(['/srv/tomcat/a/bin/setenv.sh']);
  expect(was.files['/srv/tomcat/a/conf/logging.properties']).toContain('handlers=java.util.logging.ConsoleHandler\n');
  expect(was.files['/srv/tomcat/a/conf/server.xml']).toContain('AccessLogValve" directory="/dev" prefix="stdout" suffix="" rotatable="false"');
});

test('M-25: a Tomcat that runs as root is warned of', () => {
  const runsAs = (runAs?: string) => warningsOf((tier) => tier.tomcat('a', { runAs }));
  expect(runsAs('root')).toEqual([
    '[RUNS_AS_ROOT] shop/a: runAs: root; whoever breaks into the service has the whole host and may rewrite its configuration. Fix: leave runAs out; ports below 1024 do not need root here.',
  ]);
  expect(runsAs()).toEqual([]);
});

test('M-25: Tomcat and httpd have a user each, who owns neither program nor configuration', () => {
  const { was: [was], web } = new MachineTier();
  expect(was.files['/etc/systemd/system/tomcat-tier-a.service']).toMatch(/^User=tomcat$/m);
  expect(web.files['/etc/systemd/system/tomcat-tier-httpd.service']).toMatch(/^User=www-data$/m);
  const tier = new Tier();
  tier.frontend('web', [tier.tomcat('a')]);
  expect(containersOf(tier.app).flatMap(({ upload }) => upload.map(({ permissions }) => permissions)).filter((mode) => mode !== '0640')).toEqual([]);
});

test('M-32: what guides leave out is there: units, clocks, firewalls, checksums, and questions to each Tomcat whether it serves', () => {
  const { was: [was], web } = new MachineTier({ tomcat: { release: TomcatRelease.of('9.0.117') } });
  const { packages, archives } = was._configuration.document;
  expect(packages).toEqual(expect.arrayContaining(['chrony', 'nftables']));
  expect(archives).toEqual([expect.objectContaining({ sha512: expect.stringMatching(/^[0-9a-f]{128}$/) })]);
  expect(was.files['/etc/systemd/system/tomcat-tier-a.service']).toContain('After=network-online.target tomcat-tier-firewall.service');
  expect(web.files['/srv/httpd/conf/workers.properties']).toMatch(/ping_mode=CP\n[^]*socket_connect_timeout=350\n|socket_connect_timeout=350\n[^]*ping_mode=CP\n/);
  expect(web.files['/srv/httpd/conf/workers.properties']).toContain('worker.template.tomcat.reply_timeout=90000\n');
});

test('M-32: behind a load balancer that speaks HTTP, Tomcat learns who the client is', () => {
  const { files } = new Tier().tomcat('a', { remoteIp: { internalProxies: '10\\.0\\.0\\.\\d+' } });
  expect(files['/srv/tomcat/a/conf/server.xml']).toContain('<Valve className="org.apache.catalina.valves.RemoteIpValve" internalProxies="10\\.0\\.0\\.\\d+"');
});

test('M-33: mod_jk knows the name of the session cookie; two names behind one balancer are refused', () => {
  const withContexts = (...options: Parameters<typeof WebApplication.sessionProbe>[0][]) => refusalOf((tier) => tier
    .frontend('web', [tier.tomcat('a', { applications: options.map((each) => WebApplication.sessionProbe(each)) })]));
  expect(withContexts({ sessionCookieName: 'SHOPSESSION' })).toBe('');
  expect(withContexts({ contextPath: '/news' }, { sessionCookieName: 'SHOPSESSION' })).toBe('');
  expect(withContexts({ sessionCookieName: 'SHOPSESSION' }, { contextPath: '/news', sessionCookieName: 'NEWS' })).toBe('[SESSION_COOKIE_NAME] shop/web: session cookies SHOPSESSION and NEWS of the applications behind a-lb; the balancer looks for one, and would send the visitors of the others to another Tomcat with each request. Fix: say one sessionCookieName at one application of each of these Tomcats, and at the others the same or none; sessionCookiePath keeps them apart.');
  expect(withContexts({ contextPath: '/shop', sessionCookiePath: '/shop' })).toBe('');
});

test('M-33: two applications whose cookies a browser does not tell apart are refused', () => {
  const withPath = (sessionCookiePath?: string) => refusalOf((tier) => {
    const [shop, news] = ['/', '/news'].map((contextPath, index) => tier.tomcat('ab'[index], {
      applications: [WebApplication.sessionProbe({ contextPath, sessionCookiePath })],
    }));
    tier.frontend('web', []).addVirtualHost('www.example.com', { routes: [Route.all(shop), Route.path('/news', news)] });
  });
  expect(withPath('/')).toBe('[SESSION_COOKIE_SHARED] shop/web: session cookies of the path / by / of shop/a and by /news of shop/b, which www.example.com routes to; a browser keeps one cookie of a name and path: whoever visits both loses the session of the first. Fix: leave sessionCookiePath out, and give each application the path of its route as contextPath; or give each a virtual host of its own.');
  expect(withPath()).toBe('');
});

test('M-34: nobody types a command: a Tomcat is started by its unit, or as the process of its container', () => {
  const { was: [was] } = new MachineTier();
  expect(was.files['/etc/systemd/system/tomcat-tier-a.service']).toMatch(/^ExecStart=.* \/usr\/share\/tomcat10\/bin\/catalina\.sh run$/m);
  const tier = new Tier();
  tier.tomcat('a');
  expect(containersOf(tier.app).map(({ entrypoint }) => entrypoint)).toEqual([['/usr/share/tomcat10/bin/catalina.sh', 'run']]);
});
