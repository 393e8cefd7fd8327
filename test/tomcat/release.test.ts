import { TomcatRelease } from 'cdktf-tomcat-cluster';
import { problemOf } from '../support/program';

test.each([
  ['V9_0', TomcatRelease.V9_0, '9.0'],
  ['V10_1', TomcatRelease.V10_1, '10.1'],
  ['V11_0', TomcatRelease.V11_0, '11.0'],
])('%s is a release of its line whose checksum is known and whose clusters work', (_, release, line) => {
  expect(release.line).toBe(line);
  expect(release.version).toMatch(new RegExp(`^${line.replace('.', '\\.')}\\.\\d+$`));
  expect(release.sha512).toMatch(/^[0-9a-f]{128}$/);
  expect(release._brokenRpcChannel).toBeUndefined();
});

test('different releases have different checksums', () => {
  expect(TomcatRelease.of('10.1.50').sha512).not.toBe(TomcatRelease.V10_1.sha512);
});

test('a release that nobody has seen has no checksum', () => {
  expect(TomcatRelease.of('10.1.9999').sha512).toBeUndefined();
});

test.each(['8.5.70', '10.0.27', '10.1', '10.1.x', 'latest', '10.1.59 ', ''])('the release "%s" is refused', (version) => {
  expect(problemOf(() => TomcatRelease.of(version))).toMatchObject({
    code: 'RELEASE_UNKNOWN', got: `Tomcat ${version}`, why: expect.stringContaining('9.0, 10.1, 11.0'), fix: expect.stringContaining('use TomcatRelease.V10_1'),
  });
});
