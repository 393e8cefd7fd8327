import { Connector, Route } from 'cdktf-tomcat-cluster';
import { httpdArguments } from '../support/httpd-reader';
import { jkProperties } from '../support/jk-reader';
import { Tier } from '../support/program';
import { refusalOf, warningsOf } from '../support/refusal';

const CONF = '/srv/httpd/conf';

/** The files of a front end before a site of two Tomcats and one of one. */
function files(): { [path: string]: string } {
  const tier = new Tier();
  const site = tier.cluster('ecs');
  ['was-01', 'was-02'].forEach((name) => tier.tomcat(name, { cluster: site, host: tier.host(name) }));
  return tier.frontend('web', [site, tier.tomcat('lone')]).files;
}

const site = () => files()[`${CONF}/sites/ecs.example.com.conf`];
const workers = () => jkProperties(files()[`${CONF}/workers.properties`]);

/** The directives of all files of httpd, each as httpd splits it. */
function directives(): string[][] {
  return Object.entries(files()).filter(([path]) => path.endsWith('.conf'))
    .flatMap(([, text]) => text.split('\n').filter((line) => /^\s*[A-Za-z]/.test(line)).map((line) => httpdArguments(line)));
}

test('M-04: each LoadModule has a name and a file, which agree', () => {
  const loads = directives().filter(([name]) => name === 'LoadModule');
  expect(loads.length).toBeGreaterThan(5);
  for (const [, module, file, ...more] of loads) {
    expect(more).toEqual([]);
    expect(file).toBe(`/usr/lib/apache2/modules/mod_${module.replace(/_module$/, '')}.so`);
  }
  expect(loads).toContainEqual(['LoadModule', 'log_config_module', '/usr/lib/apache2/modules/mod_log_config.so']);
});

test('M-07: the stamps of the log of mod_jk hold the day and the milliseconds', () => {
  expect(files()[`${CONF}/mod_jk.conf`]).toContain('\nJkLogStampFormat "[%a %b %d %H:%M:%S.%Q %Y] "\n');
});

test('M-08: balancers list their members as balance_workers', () => {
  expect(workers()['worker.ecs-lb.balance_workers']).toBe('ecs-was-01,ecs-was-02');
  expect(Object.keys(workers()).filter((key) => key.includes('balanced_workers'))).toEqual([]);
});

test('M-12: httpd serves no file: its document root is an empty directory of its own, and every directory is denied', () => {
  expect(directives().filter(([name]) => name === 'DocumentRoot')).toEqual(Array(3).fill(['DocumentRoot', '/srv/httpd/empty']));
  expect(files()[`${CONF}/httpd.conf`]).toContain('<Directory />\n  Options None\n  AllowOverride None\n  Require all denied\n</Directory>\n');
  expect(directives().filter(([name, ...rest]) => name === 'Require' && rest.includes('granted'))).toEqual([['Require', 'all', 'granted']]);
  expect(files()[`${CONF}/sites/unknown-names.conf`]).toContain('<LocationMatch "^/-/health$">\n    Require all granted\n  </LocationMatch>');
});

test('M-13: no limit is written where mod_jk passes it by', () => {
  expect(directives().filter(([name]) => /^Limit/.test(name))).toEqual([]);
  expect(Object.values(files()).join('').match(/<(Directory|Files|Limit)\w*[^>]*>/g)).toEqual(['<Directory />']);
});

test('M-16: sessions stay on their Tomcat, whose route the ids of sessions end in', () => {
  expect(workers()).toMatchObject({ 'worker.ecs-lb.sticky_session': 'true', 'worker.ecs-lb.method': 'Session' });
  const tier = new Tier();
  const cluster = tier.cluster('ecs');
  const routes = ['was-01', 'was-02'].map((name) => tier.tomcat(name, { cluster, host: tier.host(name) }))
    .map(({ files: own, instanceName }) => /jvmRoute="(.*?)"/.exec(own[`/srv/tomcat/${instanceName}/conf/server.xml`])![1]);
  expect(routes.join()).toBe(workers()['worker.ecs-lb.balance_workers']);
});

test('M-23: each virtual host has its own mounts, of all paths, to balancers only', () => {
  const policy = 'Header always set Referrer-Policy strict-origin-when-cross-origin "expr=-z %{resp:Referrer-Policy}"';
  expect(site()).toBe(`<VirtualHost *:80>\n  ServerName ecs.example.com\n  DocumentRoot /srv/httpd/empty\n  ${policy}\n  JkMount /* ecs-lb\n</VirtualHost>\n`);
  expect(files()[`${CONF}/httpd.conf`] + files()[`${CONF}/mod_jk.conf`]).not.toContain('JkMount');
  expect(workers()['worker.list']).toBe('ecs-lb,lone-lb,health-lb,jk-status,jk-members');
});

test('M-23: a route of JSPs alone is warned of, and has the mount in its virtual host', () => {
  const tier = new Tier();
  const pages = tier.frontend('pages', []);
  pages.addVirtualHost('www.example.com', { routes: [Route.all(tier.tomcat('b'), { only: ['*.jsp'] })] });
  expect(pages.files[`${CONF}/sites/www.example.com.conf`]).toContain('  JkMount /*.jsp b-lb\n');
  expect(tier.problems.map(({ code, severity }) => [code, severity])).toEqual([['ROUTE_PAGES_ONLY', 'warning']]);
});

test('M-23: a route is of whole paths unless it says otherwise', () => {
  expect(refusalOf((tier) => Route.path('/*.jsp', tier.tomcat('a')))).toBe('[ROUTE_PATH] the path "/*.jsp"; a path begins with a slash and ends without one. Fix: write it as in /shop.');
  const tier = new Tier();
  const web = tier.frontend('web', []);
  web.addVirtualHost('www.example.com', { routes: [Route.path('/shop', tier.tomcat('a'))] });
  expect(web.files[`${CONF}/sites/www.example.com.conf`]).toContain('  JkMount /shop|/* a-lb\n');
});

test('M-26: every site is included, and nothing of the sample configuration is left', () => {
  const { [`${CONF}/httpd.conf`]: httpd } = files();
  expect(httpd.match(/^Include .*/gm)).toEqual(['mod_jk.conf', 'server.conf', 'sites/unknown-names.conf', 'sites/ecs.example.com.conf', 'sites/lone.example.com.conf']
    .map((file) => `Include ${CONF}/${file}`));
  expect(Object.keys(files())).toEqual(expect.arrayContaining(httpd.match(/^Include .*/gm)!.map((line) => line.slice('Include '.length))));
  const names = directives().map(([name]) => name);
  expect(names.filter((name) => /^(MaxRequestsPerChild|AddType|ScriptAlias)$/.test(name))).toEqual([]);
  const documents = directives().filter(([name]) => name === 'ErrorDocument'); // of pages that are asked for again, not of the sample
  expect(documents.map(([, status, document]) => [status, document.slice(0, '/%{note:begun}'.length)])).toEqual(
    ['502', '502', '504', '504'].map((status) => [status, '/%{note:begun}']));
  expect(httpd).toContain('\n  MaxConnectionsPerChild 0\n');
  expect(directives().filter(([name]) => /Log$/.test(name))).toEqual([
    ['ErrorLog', '/proc/self/fd/2'], ['CustomLog', '/proc/self/fd/1', 'sites', 'env=!unlogged'], ['CustomLog', '|$command -v bash >/dev/null && exec bash /srv/httpd/bin/member watch; exec cat >/dev/null', '%t', 'expr=false'],
  ]);
});

test('M-26: a redirectPort that nobody has is warned of', () => {
  const withPort = (redirectPort?: number) => warningsOf((tier) => tier.tomcat('a', { connectors: [Connector.ajp({ redirectPort })] }));
  expect(withPort(8443)).toEqual([
    '[REDIRECT_PORT] shop/a: redirectPort 8443 of the AJP connector; no HTTPS connector of the instance has this port: where an application demands TLS, visitors are sent to where nobody answers. Fix: leave redirectPort out where encryption ends before the Tomcat, or add Connector.https({ port: 8443, certificate }).',
  ]);
  expect(withPort()).toEqual([]);
});

test('M-26: what a program does not say is not written: no port of TLS, no library that is not there', () => {
  const serverXml = new Tier().tomcat('a').files['/srv/tomcat/a/conf/server.xml'];
  expect(serverXml).not.toMatch(/redirectPort|AprLifecycleListener/);
});
