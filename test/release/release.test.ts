import { TomcatRelease } from 'cdktf-tomcat-cluster';
import { FEATURES, since } from '../../src/release/release-features';
import { BROKEN_RPC_CHANNEL, isSince, LINES, rangeOf } from '../../src/release/release-lines';
import { problemOf, Tier } from '../support/program';

test.each([
  ['V9_0', TomcatRelease.V9_0, '9.0'],
  ['V10_1', TomcatRelease.V10_1, '10.1'],
  ['V11_0', TomcatRelease.V11_0, '11.0'],
])('%s is a release of its line whose checksum is known and whose clusters work', (_, release, line) => {
  expect(release.line).toBe(line);
  expect(release.version).toMatch(new RegExp(`^${line.replace('.', '\\.')}\\.\\d+$`));
  expect(release.sha512).toMatch(/^[0-9a-f]{128}$/);
  expect(rangeOf(release.version, BROKEN_RPC_CHANNEL)).toBeUndefined();
});

test('different releases have different checksums', () => {
  expect(TomcatRelease.of('10.1.50').sha512).not.toBe(TomcatRelease.V10_1.sha512);
});

test('a release that nobody has seen has no checksum', () => {
  expect(TomcatRelease.of('10.1.9999').sha512).toBeUndefined();
});

test.each(['8.0.53', '10.0.27', '10.1', '10.1.x', 'latest', '10.1.59 ', ''])('the release "%s" is refused', (version) => {
  expect(problemOf(() => TomcatRelease.of(version))).toMatchObject({
    code: 'RELEASE_UNKNOWN', got: `Tomcat ${version}`, why: expect.stringContaining('9.0, 10.1, 11.0'), fix: expect.stringContaining('use TomcatRelease.V10_1'),
  });
});

test.each([['9.0.30', '9.0.31'], ['10.1.0', '10.1.1'], ['11.0.0', '11.0.1']])('%s is too old, %s is not', (old, first) => {
  expect(problemOf(() => TomcatRelease.of(old))).toMatchObject({
    code: 'RELEASE_TOO_OLD', got: `Tomcat ${old}`, why: expect.stringContaining(`${first} is the first`), fix: expect.stringContaining('the newest'),
  });
  expect(TomcatRelease.of(first).version).toBe(first);
});

test('Tomcat 8.5 is refused unless its end of life is named', () => {
  expect(problemOf(() => TomcatRelease.of('8.5.100'))).toMatchObject({
    code: 'RELEASE_END_OF_LIFE', got: 'Tomcat 8.5.100', why: expect.stringContaining('31 March 2024'), fix: expect.stringContaining("TomcatRelease.endOfLife('8.5.100')"),
  });
  expect(problemOf(() => TomcatRelease.endOfLife('8.5.50')).code).toBe('RELEASE_TOO_OLD');
  expect(TomcatRelease.endOfLife('8.5.100').line).toBe('8.5');
});

test('Tomcat 8.5 has no HealthCheckValve', () => {
  const tier = new Tier();
  const serverXml = (release: TomcatRelease) => {
    const { files, instanceName } = tier.tomcat(`on-${release.line.replace('.', '-')}`, { release });
    return files[`/srv/tomcat/${instanceName}/conf/server.xml`];
  };
  expect(serverXml(TomcatRelease.endOfLife('8.5.100'))).not.toContain('HealthCheckValve');
  expect(serverXml(TomcatRelease.V9_0)).toContain('HealthCheckValve');
});

test.each(Object.entries(LINES))('the first and the newest release of %s can be downloaded and checked', (line, { first, newest, endOfLife }) => {
  const release = (version: string) => endOfLife ? TomcatRelease.endOfLife(version) : TomcatRelease.of(version);
  expect([first, newest].map((version) => release(version).line)).toEqual([line, line]);
  expect([first, newest].map((version) => release(version).sha512)).toEqual([expect.stringMatching(/^[0-9a-f]{128}$/), expect.stringMatching(/^[0-9a-f]{128}$/)]);
});

test('what no supported release lacks is not in the table of features', () => {
  const releases = Object.values(LINES).flatMap(({ first, newest }) => [first, newest]);
  expect(FEATURES.filter((feature) => releases.every((version) => isSince(version, since(feature))))).toEqual([]);
});
