import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AzureVm, TomcatDistribution, TomcatRelease } from 'cdktf-tomcat-cluster';
import { AzureProgram } from '../azure/azure-program';
import { containersOf, problemOf, terraformOf, Tier } from '../support/program';
import { temporaryFolder } from '../support/temporary';

interface Image {
  readonly name: string;
  readonly build: { build_args: { [name: string]: string }; context: string; dockerfile: string };
}

function deployed(distribution: TomcatDistribution | undefined, release?: TomcatRelease) {
  const tier = new Tier();
  tier.tomcat('a', { distribution, release });
  const [container] = containersOf(tier.app);
  const [image] = Object.values<Image>(terraformOf(tier.app).resource.docker_image ?? {});
  return { container, image };
}

test('Tomcat 10.1 comes from the packages of the operating system', () => {
  const { container, image } = deployed(undefined);
  expect(image.build.build_args).toEqual({ BASE_IMAGE: 'debian:12-slim', JAVA_PACKAGE: 'openjdk-17-jre-headless', TOMCAT_PACKAGE: 'tomcat10' });
  expect(container.entrypoint).toEqual(['/usr/share/tomcat10/bin/catalina.sh', 'run']);
  expect(container.env).toEqual(['LANG=C.UTF-8', 'CATALINA_HOME=/usr/share/tomcat10', 'CATALINA_BASE=/srv/tomcat/a']);
});

test.each([TomcatRelease.V9_0, TomcatRelease.V11_0])('a line that is not packaged comes from an archive with its checksum', (release) => {
  const { container, image } = deployed(undefined, release);
  expect(image.build.build_args).toMatchObject({
    TOMCAT_URL: expect.stringMatching(new RegExp(`/tomcat-${release.version.split('.')[0]}/v${release.version}/bin/apache-tomcat-${release.version}\\.tar\\.gz$`)),
    TOMCAT_SHA512: release.sha512,
  });
  expect(container.entrypoint[0]).toBe(`/opt/apache-tomcat-${release.version}/bin/catalina.sh`);
});

test('base image and Java can be chosen', () => {
  const { image } = deployed(TomcatDistribution.operatingSystemPackage({ baseImage: 'ubuntu:24.04', javaPackage: 'openjdk-21-jre-headless' }));
  expect(image.build.build_args).toMatchObject({ BASE_IMAGE: 'ubuntu:24.04', JAVA_PACKAGE: 'openjdk-21-jre-headless' });
});

test.each<[string, number | undefined]>([
  ['openjdk-17-jre-headless', 17], ['java-21-openjdk-headless', 21], ['java-11-amazon-corretto', 11], ['java-1.8.0-openjdk-headless', 8], ['openjdk-8-jre', 8], ['default-jre', undefined],
])('%s is Java %s', (javaPackage, version) => {
  expect(TomcatDistribution.apacheArchive({ javaPackage })._javaVersion).toBe(version);
});

test('Java 8 by its old name is enough for the line that runs on it, and too old for others', () => {
  const codesWith = (release: TomcatRelease) => {
    const tier = new Tier();
    tier.tomcat('a', { release, distribution: TomcatDistribution.apacheArchive({ javaPackage: 'java-1.8.0-openjdk-headless' }) });
    return tier.problems.map(({ code, got }) => `${code}: ${got}`);
  };
  expect(codesWith(TomcatRelease.V9_0)).toEqual([]);
  expect(codesWith(TomcatRelease.V10_1)).toEqual([expect.stringContaining('JAVA_TOO_OLD: Java 8 for Tomcat 10.1.')]);
});

test('an archive of this machine goes into the image with its checksum', () => {
  const archive = join(temporaryFolder(), 'tomcat.tar.gz');
  writeFileSync(archive, 'an archive');
  const { image } = deployed(TomcatDistribution.localArchive(archive));
  expect(image.build.build_args.TOMCAT_SHA512).toBe(TomcatRelease.V10_1.sha512);
  expect(image.build.context).toBe('assets');
  expect(image.build.build_args.ARCHIVE).toMatch(/^hosts_images_file-[0-9a-f]+_[0-9A-F]+\/[0-9A-F]+\/tomcat\.tar\.gz$/);
  expect(image.build.dockerfile).toMatch(/\/Dockerfile$/);
});

test('an archive that is not there is refused with its path', () => {
  expect(problemOf(() => deployed(TomcatDistribution.localArchive('no-such.tar.gz')))).toMatchObject({
    code: 'ARCHIVE_UNREADABLE', got: expect.stringMatching(/no-such\.tar\.gz: ENOENT/), fix: expect.stringContaining('build it first'),
  });
});

test('another archive of this machine makes another image', () => {
  const archive = join(temporaryFolder(), 'tomcat.tar.gz');
  const [first, again, second] = ['an archive', 'an archive', 'another archive'].map((content) => {
    writeFileSync(archive, content);
    return deployed(TomcatDistribution.localArchive(archive)).image.name;
  });
  expect(again).toBe(first);
  expect(second).not.toBe(first);
});

test('an image is used as it is', () => {
  const { container, image } = deployed(TomcatDistribution.image('tomcat:10.1-jdk17'));
  expect(image).toBeUndefined();
  expect(container.image).toBe('tomcat:10.1-jdk17');
  expect(container.entrypoint[0]).toBe('/usr/local/tomcat/bin/catalina.sh');
  expect(deployed(TomcatDistribution.image('mine', '/srv/home')).container.entrypoint[0]).toBe('/srv/home/bin/catalina.sh');
});

test('a line that no package holds is refused', () => {
  const problem = problemOf(() => new Tier().tomcat('a', { release: TomcatRelease.V9_0, distribution: TomcatDistribution.operatingSystemPackage() }));
  expect(problem).toMatchObject({
    code: 'RELEASE_NOT_PACKAGED',
    got: "Tomcat 9.0.122 from the operating system's packages",
    why: expect.stringContaining('Debian 12 packages the line 10.1'),
    fix: 'use TomcatDistribution.apacheArchive() or TomcatRelease.V10_1',
  });
});

test.each([TomcatDistribution.apacheArchive(), TomcatDistribution.localArchive('tomcat.tar.gz')])('an archive without a known checksum is refused', (distribution) => {
  expect(problemOf(() => new Tier().tomcat('a', { release: TomcatRelease.of('10.1.9999'), distribution }))).toMatchObject({
    code: 'RELEASE_CHECKSUM', got: 'Tomcat 10.1.9999', why: expect.stringContaining('SHA-512 is not known'), fix: expect.stringMatching(/apacheArchive\(\{ sha512 \}\).*data\/tomcat-releases\.tsv/),
  });
});

describe('an archive of a release that is newer than the library', () => {
  const newer = TomcatRelease.of('10.1.9999');
  const sha512 = '0123456789abcdef'.repeat(8);
  const archive = join(temporaryFolder(), 'tomcat.tar.gz');
  writeFileSync(archive, 'an archive');

  test.each([
    ['from Apache', (said: string) => TomcatDistribution.apacheArchive({ sha512: said })], ['of this machine', (said: string) => TomcatDistribution.localArchive(archive, { sha512: said })],
  ])('%s is checked against what the program says', (_, distribution) => {
    expect(deployed(distribution(sha512.toUpperCase()), newer).image.build.build_args.TOMCAT_SHA512).toBe(sha512);
    expect(problemOf(() => deployed(distribution('0123'), newer))).toMatchObject({
      code: 'RELEASE_CHECKSUM', got: 'the SHA-512 "0123" of Tomcat 10.1.9999', fix: 'pass the 128 hexadecimal digits of apache-tomcat-10.1.9999.tar.gz.sha512',
    });
  });

  test('is so on a machine too', () => {
    const program = new AzureProgram();
    const { host } = program.tomcat('a', program.was.add('was-01'), { release: newer, distribution: TomcatDistribution.apacheArchive({ sha512 }) });
    expect((host as AzureVm)._configuration.document.archives).toEqual([
      { url: expect.stringMatching(/\/apache-tomcat-10\.1\.9999\.tar\.gz$/), sha512, directory: '/opt/apache-tomcat-10.1.9999' },
    ]);
  });
});

test('an exact release is never taken from packages, which hold another one', () => {
  const release = TomcatRelease.of('10.1.52');
  const tier = new Tier();
  tier.tomcat('a', { release });
  const [image] = Object.values<{ build: { build_args: { [name: string]: string } } }>(terraformOf(tier.app).resource.docker_image);
  expect(image.build.build_args.TOMCAT_URL).toContain('10.1.52');
  expect(problemOf(() => tier.tomcat('b', { release, distribution: TomcatDistribution.operatingSystemPackage() }))).toMatchObject({
    code: 'RELEASE_NOT_PACKAGED', got: expect.stringContaining('10.1.52'),
  });
});
