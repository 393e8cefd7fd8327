import { readFileSync } from 'fs';
import { join } from 'path';
import { compareVersions, lineOf, LINES } from './release-lines';
import { ConfigError } from '../checks/config-error';

/** A release of Apache Tomcat: what its configuration may say, and the archive to run. */
export class TomcatRelease {
  /** Tomcat 9.0 (Java EE, `javax`). */
  public static readonly V9_0 = new TomcatRelease(LINES['9.0'].newest);
  /** Tomcat 10.1 (Jakarta EE 10, `jakarta`). */
  public static readonly V10_1 = new TomcatRelease(LINES['10.1'].newest);
  /** Tomcat 11.0 (Jakarta EE 11, `jakarta`, Java 17). */
  public static readonly V11_0 = new TomcatRelease(LINES['11.0'].newest);

  /**
   * An exact release.
   *
   * @param version Such as `10.1.60`; 9.0.31, 10.1.1 or 11.0.1 at least.
   */
  public static of(version: string): TomcatRelease {
    const { endOfLife } = supported(version);
    if (!endOfLife) return new TomcatRelease(version, true);
    throw new ConfigError({
      code: 'RELEASE_END_OF_LIFE',
      path: '',
      got: `Tomcat ${version}`,
      why: `the line ${lineOf(version)} got its last correction on ${endOfLife}: what is found since stays open`,
      fix: `use TomcatRelease.V9_0, which runs the same applications, or TomcatRelease.endOfLife('${version}') where it is there already`,
    });
  }

  /**
   * An exact release of a line that gets no corrections any more, for what is there already: 8.5.
   *
   * Tomcat 8.5 has no HealthCheckValve, so that an ApacheJkFrontend or a load balancer does not know whether it serves; its members find
   * each other by multicast or with StaticMechanism.INTERCEPTOR.
   *
   * @param version Such as `8.5.100`; 8.5.51 at least.
   */
  public static endOfLife(version: string): TomcatRelease {
    supported(version);
    return new TomcatRelease(version, true);
  }

  /** The release's line, such as `10.1`. */
  public readonly line: string;

  private constructor(
    /** The exact release, such as `10.1.59`; a package of the operating system may hold another one of the line. */
    public readonly version: string,
    private readonly exact = false,
  ) {
    this.line = lineOf(version);
  }

  /** SHA-512 of the release's archive as Apache published it, or undefined where the library does not know it. */
  public get sha512(): string | undefined {
    return checksums().get(this.version);
  }

  /** @internal */
  public get _utf8(): boolean {
    return LINES[this.line].utf8;
  }

  /** @internal The version of Java that the line needs. */
  public get _java(): number {
    return LINES[this.line].java;
  }

  /** @internal The package that holds the line, unless an exact release was asked for: a package is what it is. */
  public get _debianPackage(): string | undefined {
    return this.exact ? undefined : LINES[this.line].debianPackage;
  }
}

/** The line of a release that the library can write for. */
function supported(version: string): typeof LINES[string] {
  const line = /^\d+\.\d+\.\d+$/.test(version) ? LINES[lineOf(version)] : undefined;
  if (!line) {
    throw new ConfigError({
      code: 'RELEASE_UNKNOWN',
      path: '',
      got: `Tomcat ${version}`,
      why: `configurations are written for the lines ${Object.keys(LINES).filter((name) => !LINES[name].endOfLife).join(', ')}`,
      fix: 'use TomcatRelease.V10_1, or TomcatRelease.of() with a release of one of these lines',
    });
  }
  if (compareVersions(version, line.first) < 0) {
    throw new ConfigError({
      code: 'RELEASE_TOO_OLD', path: '', got: `Tomcat ${version}`, why: `${line.first} is the first that is supported: ${line.firstBecause}`,
      fix: `use ${line.newest}, the newest that is known`,
    });
  }
  return line;
}

let known: Map<string, string> | undefined;

/** Read when an archive is first asked for. */
function checksums(): Map<string, string> {
  known ??= new Map(readFileSync(join(__dirname, '../../data/tomcat-releases.tsv'), 'utf8').split('\n').slice(1)
    .map((line) => line.split('\t') as [string, string]));
  return known;
}
