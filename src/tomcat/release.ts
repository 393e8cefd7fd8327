import { readFileSync } from 'fs';
import { join } from 'path';
import { brokenRpcChannel, compareVersions, LINES } from './release-lines';
import { ConfigError } from '../checks/config-error';

/** A release of Apache Tomcat: what its configuration may say, and the archive to run. */
export class TomcatRelease {
  /** Tomcat 9.0 (Java EE, `javax`). */
  public static readonly V9_0 = new TomcatRelease(LINES['9.0'].release);
  /** Tomcat 10.1 (Jakarta EE 10, `jakarta`). */
  public static readonly V10_1 = new TomcatRelease(LINES['10.1'].release);
  /** Tomcat 11.0 (Jakarta EE 11, `jakarta`, Java 17). */
  public static readonly V11_0 = new TomcatRelease(LINES['11.0'].release);

  /**
   * An exact release.
   *
   * @param version Such as `10.1.59`.
   */
  public static of(version: string): TomcatRelease {
    return new TomcatRelease(version, true);
  }

  /** The release's line, such as `10.1`. */
  public readonly line: string;

  private constructor(
    /** The exact release, such as `10.1.59`; a package of the operating system may hold another one of the line. */
    public readonly version: string,
    private readonly exact = false,
  ) {
    this.line = /^(\d+\.\d+)\.\d+$/.exec(version)?.[1] ?? '';
    if (!(this.line in LINES)) {
      throw new ConfigError({
        code: 'RELEASE_UNKNOWN',
        path: '',
        got: `Tomcat ${version}`,
        why: `configurations are written for the lines ${Object.keys(LINES).join(', ')}`,
        fix: 'use TomcatRelease.V10_1, or TomcatRelease.of() with a release of one of these lines',
      });
    }
  }

  /** SHA-512 of the release's archive as Apache published it, or undefined where the library does not know it. */
  public get sha512(): string | undefined {
    return checksums().get(this.version);
  }

  /** @internal */
  public get _utf8(): boolean {
    return LINES[this.line].utf8;
  }

  /** @internal Why cluster messages that wait for an answer fail in this release, and the release that mends it. */
  public get _brokenRpcChannel(): { range: string; fixed: string } | undefined {
    return brokenRpcChannel.find(({ first, fixed }) => compareVersions(this.version, first) >= 0 && compareVersions(this.version, fixed) < 0);
  }

  /** @internal The first release of the line that has StandardVirtualThreadExecutor. */
  public get _virtualThreadsSince(): string {
    return LINES[this.line].virtualThreadsSince;
  }

  /** @internal The package that holds the line, unless an exact release was asked for: a package is what it is. */
  public get _debianPackage(): string | undefined {
    return this.exact ? undefined : LINES[this.line].debianPackage;
  }
}

let known: Map<string, string> | undefined;

/** Read when an archive is first asked for. */
function checksums(): Map<string, string> {
  known ??= new Map(readFileSync(join(__dirname, '../../data/tomcat-releases.tsv'), 'utf8').split('\n').slice(1)
    .map((line) => line.split('\t') as [string, string]));
  return known;
}
