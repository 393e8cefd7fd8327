import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebApplication } from 'cdktf-tomcat-cluster';
import { writeArchive } from '../support/archive';
import { containersOf, problemOf, synth, Tier } from '../support/program';
import { temporaryFolder } from '../support/temporary';

const BASE = '/srv/tomcat/a';

function someWar(): string {
  return writeArchive(join(temporaryFolder(), 'shop.war'), { 'index.html': '<p>' });
}

function filesOf(...applications: WebApplication[]) {
  return new Tier().tomcat('a', { applications }).files;
}

test.each([
  [undefined, 'ROOT'],
  ['/shop', 'shop'],
  ['/shop/eu', 'shop#eu'],
])('an application at %s has the context descriptor that Tomcat looks for', (contextPath, name) => {
  expect(Object.keys(filesOf(WebApplication.war('shop.war', { contextPath })))).toContain(`${BASE}/conf/Catalina/localhost/${name}.xml`);
});

test.each(['shop', '/shop/', '//', '/a b', '/a#b', '', '/ä', '/ROOT', '/..', '/.', '/shop/..', '/./shop', '/a//b'])('the context path "%s" is refused', (contextPath) => {
  expect(problemOf(() => WebApplication.sessionProbe({ contextPath }))).toMatchObject({
    code: 'CONTEXT_PATH', got: `the context path "${contextPath}"`, why: expect.stringContaining('without a slash at the end'), fix: 'write it as in /shop',
  });
});

test.each(['/', '/ROOT/shop', '/shop/ROOT', '/root', '/...', '/.well-known/shop', '/shop.war', '/shop..', '/a-b~c_d.1/e'])('the context path "%s" is accepted', (contextPath) => {
  expect(WebApplication.sessionProbe({ contextPath })._contextPath).toBe(contextPath);
});

test('two applications of one context are refused, wherever they come from', () => {
  const manager = WebApplication.manager('/opt/manager', { allowedFrom: ['10.0.0.7/32'], contextPath: '/shop' });
  expect(problemOf(() => filesOf(WebApplication.sessionProbe(), WebApplication.war('shop.war', { contextPath: '/shop' }), manager))).toMatchObject({
    code: 'CONTEXT_PATH_TAKEN', path: 'shop/a', got: 'two applications on /shop',
  });
});

test.each([true, false])('a WAR that is not there is refused with its path; in a cluster: %s', (clustered) => {
  const tier = new Tier();
  tier.tomcat('a', { cluster: clustered ? tier.cluster('x') : undefined, applications: [WebApplication.war('no-such.war')] });
  expect(problemOf(() => tier.app.synth())).toMatchObject({
    code: 'ARCHIVE_UNREADABLE', got: expect.stringMatching(/no-such\.war: ENOENT/), fix: expect.stringContaining('build it first'),
  });
});

test('a WAR is copied beside the plan and from there to the host, named by its content', () => {
  const war = someWar();
  const tier = new Tier();
  const tomcat = tier.tomcat('a', { applications: [WebApplication.war(war)] });
  const { files } = synth(tier.app);
  const [container] = containersOf(tier.app);
  const upload = container.upload.find(({ file }) => file === `${BASE}/applications/ROOT.war`)!;
  expect(upload).toEqual({ file: upload.file, source: expect.any(String), source_hash: expect.stringMatching(/^[0-9A-F]+$/), permissions: '0640' });
  expect(files[`stacks/shop/${upload.source}`]).toBe(readFileSync(war, 'utf8'));
  expect(tomcat.files[`${BASE}/conf/Catalina/localhost/ROOT.xml`]).toContain(`<Context docBase="${BASE}/applications/ROOT.war"/>`);
});

test('two Tomcats of one WAR share its copy', () => {
  const war = someWar();
  const tier = new Tier();
  ['a', 'b'].forEach((id) => tier.tomcat(id, { applications: [WebApplication.war(war)] }));
  expect(Object.keys(synth(tier.app).files).filter((path) => path.endsWith('shop.war'))).toHaveLength(1);
});

test('the session probe is files that say where they answer', () => {
  const tier = new Tier();
  const files = tier.tomcat('a', { cluster: tier.cluster('x'), host: tier.host('was-01'), applications: [WebApplication.sessionProbe()] }).files;
  expect(Object.keys(files).filter((path) => path.includes('/applications/'))).toEqual(
    ['index.jsp', 'session.jsp', 'WEB-INF/web.xml'].map((name) => `${BASE}/applications/ROOT/${name}`));
  const context = files[`${BASE}/conf/Catalina/localhost/ROOT.xml`];
  expect(context).toContain('<Parameter name="site" value="x" override="false"/>');
  expect(context).toContain('<Parameter name="instance" value="x-was-01" override="false"/>');
});

test('two session probes of one Tomcat do not share files', () => {
  const paths = Object.keys(filesOf(WebApplication.sessionProbe(), WebApplication.sessionProbe({ contextPath: '/b/c' })));
  expect(paths).toContain(`${BASE}/applications/ROOT/session.jsp`);
  expect(paths).toContain(`${BASE}/applications/b,c/session.jsp`);
});

test.each(['health', '/it is', "/it's", '/a${b}', '/%41'])('the readiness path "%s" is refused', (readinessPath) => {
  expect(problemOf(() => WebApplication.war('shop.war', { readinessPath }))).toMatchObject({ code: 'READINESS_PATH', fix: expect.stringContaining('/health') });
});

const SHA256 = '0123456789abcdef'.repeat(4);
const fetching: [string, (url: string, sha256: string) => WebApplication][] = [
  ['warFromUrl', (url, sha256) => WebApplication.warFromUrl(url, sha256)], ['warFromBlob', (url, sha256) => WebApplication.warFromBlob(url, sha256)],
];

describe.each(fetching)('%s', (_, war) => {
  test.each(['http://shop.example.com/shop.war', 'ftp://shop.example.com/shop.war', 'https://shop.example.com', 'https:///shop.war', 'https://a b/c', '/shop.war', ''])(
    'DOWNLOAD_URL: "%s" is refused', (url) => {
      expect(problemOf(() => war(url, SHA256))).toMatchObject({
        code: 'DOWNLOAD_URL', got: `the URL ${url}`, why: expect.stringContaining('over https only'), fix: expect.stringContaining('https://account.blob.core.windows.net/'),
      });
    });

  test.each(['', SHA256.slice(1), `${SHA256}0`, 'g'.repeat(64), 'latest'])('DOWNLOAD_CHECKSUM: "%s" is refused', (sha256) => {
    expect(problemOf(() => war('https://shop.example.com/shop.war', sha256))).toMatchObject({
      code: 'DOWNLOAD_CHECKSUM', got: expect.stringContaining(`"${sha256}"`), why: expect.stringContaining('whatever the URL leads to'), fix: expect.stringContaining('sha256sum'),
    });
  });

  test.each(['https://shop.example.com/shop.war', 'https://shop.example.com:8443/a/b.war?sv=1&sig=a%2Fb'])('%s with its checksum is accepted', (url) => {
    expect(war(url, SHA256.toUpperCase())._artifacts(new Tier().tomcat('a'))).toEqual([expect.objectContaining({
      download: expect.objectContaining({ url, sha256: SHA256 }),
    })]);
  });
});
