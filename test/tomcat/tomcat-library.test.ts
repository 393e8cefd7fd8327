import { Membership, MultiSiteWasNode, SessionCluster, TomcatLibrary, WebApplication } from 'cdktf-tomcat-cluster';
import { AzureProgram } from '../azure/azure-program';
import { expectErrors } from '../support/expect-problem';
import { problemOf, Tier } from '../support/program';

const SHA256 = '0123456789abcdef'.repeat(4);
const URL = 'https://account.blob.core.windows.net/releases/postgresql-42.7.4.jar';

test('a jar goes to the lib of the instance, from the machine that synthesizes or from where the host fetches it', () => {
  const libraries = [TomcatLibrary.jar('build/valve.jar'), TomcatLibrary.jarFromUrl(URL, SHA256.toUpperCase()), TomcatLibrary.jarFromBlob(URL.replace('42', '43'), SHA256)];
  expect(new Tier().tomcat('a', { libraries })._service.artifacts()).toMatchObject([
    { path: '/srv/tomcat/a/lib/valve.jar', source: 'build/valve.jar' },
    { path: '/srv/tomcat/a/lib/postgresql-42.7.4.jar', download: { url: URL, sha256: SHA256, withIdentity: false } },
    { path: '/srv/tomcat/a/lib/postgresql-43.7.4.jar', download: { sha256: SHA256, withIdentity: true } },
  ]);
});

test('every Tomcat of a node has the libraries of the node', () => {
  const tier = new Tier();
  const node = new MultiSiteWasNode(tier.stack, 'was-01', {
    host: tier.hosts.add('was-01'),
    ajpSecret: tier.secret,
    libraries: [TomcatLibrary.jar('build/valve.jar')],
    sites: ['x', 'y'].map((name) => ({
      cluster: new SessionCluster(tier.stack, name, { membership: Membership.multicast() }), applications: [WebApplication.sessionProbe()],
    })),
  });
  expect(node.instances.map(({ _service }) => _service.artifacts().map(({ path }) => path))).toEqual([['/srv/tomcat/x/lib/valve.jar'], ['/srv/tomcat/y/lib/valve.jar']]);
});

test.each(['lib/driver.zip', 'lib/', 'lib/my driver.jar', '.jar'])('%s is refused', (path) => {
  expect(problemOf(() => TomcatLibrary.jar(path))).toMatchObject({ code: 'LIBRARY_NAME', why: expect.stringContaining('passes over all others') });
});

test('a URL that leads anywhere, or a checksum that says nothing, is refused', () => {
  expect(problemOf(() => TomcatLibrary.jarFromUrl(URL.replace('https', 'http'), SHA256))).toMatchObject({ code: 'DOWNLOAD_URL', why: expect.stringContaining('a jar is fetched over https only') });
  expect(problemOf(() => TomcatLibrary.jarFromBlob(URL, 'latest'))).toMatchObject({ code: 'DOWNLOAD_CHECKSUM', fix: expect.stringContaining('prints for the jar') });
});

test('two jars of one name are refused', () => {
  const libraries = [TomcatLibrary.jar('lib/driver.jar'), TomcatLibrary.jar('build/driver.jar')];
  expect(problemOf(() => new Tier().tomcat('a', { libraries }))).toMatchObject({ code: 'LIBRARY_TWICE', path: 'shop/a', got: 'two libraries called driver.jar' });
});

test('a jar that is not there is refused with its path', () => {
  const tier = new Tier();
  tier.tomcat('a', { libraries: [TomcatLibrary.jar('lib/no-such.jar')] });
  expect(problemOf(() => tier.app.synth())).toMatchObject({ code: 'ARCHIVE_UNREADABLE', got: expect.stringMatching(/no-such\.jar: ENOENT/) });
});

test('a jar reaches a host as the host takes it', () => {
  const tier = new Tier();
  tier.tomcat('a', { libraries: [TomcatLibrary.jarFromUrl(URL, SHA256)] });
  expectErrors(tier.problems, {
    code: 'APPLICATION_NOT_CARRIED', path: 'shop/a', got: `the jar of ${URL} in a container`, why: 'a container fetches nothing', fix: "use TomcatLibrary.jar('driver.jar')",
  });
  const azure = new AzureProgram();
  azure.tomcat('a', azure.was.add('was-01'), { libraries: [TomcatLibrary.jar('lib/driver.jar')] });
  expectErrors(azure.problems, {
    code: 'APPLICATION_NOT_CARRIED', path: 'shop/a', got: "TomcatLibrary.jar('lib/driver.jar') on a virtual machine", why: 'by itself', fix: 'use TomcatLibrary.jarFromBlob(url, sha256)',
  });
});
