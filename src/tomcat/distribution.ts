import { ConfigError } from '../checks/config-error';
import { ImageBuild, Software, SoftwareInstead } from '../host/software';
import { TomcatRelease } from '../release/release';

/** Where the Tomcat of an instance comes from. CATALINA_HOME is its own and read-only, CATALINA_BASE the library's. */
export class TomcatDistribution {
  /**
   * The package of the base image's operating system, which its security team keeps current. Debian 12 packages
   * Tomcat 10.1.
   */
  public static operatingSystemPackage(options: TomcatImageOptions = {}): TomcatDistribution {
    return new TomcatDistribution((release): Chosen => {
      const name = release._debianPackage;
      if (!name) {
        throw new ConfigError({
          code: 'RELEASE_NOT_PACKAGED',
          path: '',
          got: `Tomcat ${release.version} from the operating system's packages`,
          why: 'Debian 12 packages the line 10.1, in the release that its security team has chosen',
          fix: 'use TomcatDistribution.apacheArchive() or TomcatRelease.V10_1',
        });
      }
      return {
        name: `tomcat-${release.line}-package`,
        catalinaHome: `/usr/share/${name}`,
        build: build('tomcat-package', options, { TOMCAT_PACKAGE: name }),
        // Without the package's own service, which would start a Tomcat that nobody asked for.
        machine: { packages: { debian: [...java(options).debian, `${name}-common`] }, javaHome: javaHome(options) },
      };
    }, javaPackage(options), true);
  }

  /** The archive of the exact release from Apache's archive site, checked against its published SHA-512. */
  public static apacheArchive(options: TomcatArchiveOptions = {}): TomcatDistribution {
    return new TomcatDistribution((release) => {
      const sha512 = checksum(release, options);
      const url = `https://archive.apache.org/dist/tomcat/tomcat-${release.version.split('.')[0]}/v${release.version}/bin/apache-tomcat-${release.version}.tar.gz`;
      const catalinaHome = archiveHome(release);
      return {
        name: `tomcat-${release.version}`,
        catalinaHome,
        build: build('tomcat-archive', options, { TOMCAT_URL: url, TOMCAT_SHA512: sha512, CATALINA_HOME: catalinaHome }),
        machine: { packages: java(options), javaHome: javaHome(options), archive: { url, sha512, directory: catalinaHome } },
      };
    }, javaPackage(options));
  }

  /**
   * An archive of the exact release on the machine that synthesizes, checked against its published SHA-512.
   *
   * @param path A tar.gz; a relative path starts at the folder of cdktf.json.
   */
  public static localArchive(path: string, options: TomcatArchiveOptions = {}): TomcatDistribution {
    return new TomcatDistribution((release) => ({
      name: `tomcat-${release.version}`,
      catalinaHome: archiveHome(release),
      build: { ...build('tomcat-local-archive', options, { TOMCAT_SHA512: checksum(release, options), CATALINA_HOME: archiveHome(release) }), archive: path },
    }), javaPackage(options));
  }

  /**
   * An image that holds Tomcat and a JDK, such as the official `tomcat`.
   *
   * @param image Such as `tomcat:10.1-jdk17`.
   * @param catalinaHome Where Tomcat is in the image. Default: `/usr/local/tomcat`, as in the official image
   */
  public static image(image: string, catalinaHome: string = '/usr/local/tomcat'): TomcatDistribution {
    return new TomcatDistribution(() => ({ name: image, catalinaHome, image }), image);
  }

  /**
   * What a virtual machine has already: its image holds Tomcat and a JDK.
   *
   * @param catalinaHome Where Tomcat is, such as `/opt/tomcat`.
   */
  public static preinstalled(catalinaHome: string): TomcatDistribution {
    return new TomcatDistribution(() => ({ name: `the Tomcat in ${catalinaHome}`, catalinaHome, machine: { packages: { debian: [], rhel: [] } } }));
  }

  private constructor(
    private readonly choose: (release: TomcatRelease) => Chosen,
    /** What may say the version of Java, such as `openjdk-17-jre-headless` or `tomcat:10.1-jdk17`. */
    private readonly javaName: string = '',
    /** @internal Whether it is a package, whose release is not chosen here. */ public readonly _packaged = false,
  ) {}

  /** @internal Whether somebody else may have put more into its lib than Tomcat's own. */
  public _mayHoldMore(release: TomcatRelease): boolean {
    return this.choose(release).build === undefined;
  }

  /** @internal The version of Java, where a name says it: 8 was called 1.8 too. */
  public get _javaVersion(): number | undefined {
    const version = /(?:jdk|jre|java|corretto|temurin)-?(?:1\.)?(\d+)/.exec(this.javaName)?.[1];
    return version === undefined ? undefined : Number(version);
  }

  /** @internal */
  public _software(release: TomcatRelease): Chosen & Software {
    return { ...this.choose(release), instead: INSTEAD };
  }
}

/** Software, and where its Tomcat is. */
type Chosen = Omit<Software, 'instead'> & { readonly catalinaHome: string };

const INSTEAD: SoftwareInstead = {
  onContainer: 'use TomcatDistribution.image(), or leave distribution out',
  onMachine: 'use TomcatDistribution.apacheArchive(), operatingSystemPackage(), or preinstalled() with an image that holds Tomcat',
  onFamily: 'use TomcatDistribution.apacheArchive()',
};

/** What Tomcat is installed with. */
export interface TomcatImageOptions {
  /**
   * A Debian or Ubuntu image, for containers.
   *
   * @default 'debian:12-slim'
   */
  readonly baseImage?: string;
  /**
   * The package of the Java runtime. On a machine with several, each Tomcat runs with its own where it is one of OpenJDK, such as
   * `openjdk-21-jre-headless` or `java-21-openjdk-headless`; with the one of /usr/bin/java otherwise.
   *
   * @default 'openjdk-17-jre-headless'; on machines of the RHEL family 'java-17-openjdk-headless'
   */
  readonly javaPackage?: string;
}

/** What Tomcat is installed with from an archive. */
export interface TomcatArchiveOptions extends TomcatImageOptions {
  /**
   * The SHA-512 of the archive, in 128 hexadecimal digits, as Apache publishes it beside the archive: for a release that is newer than this version
   * of the library. Throws RELEASE_CHECKSUM where it is something else.
   *
   * @default - that of the release; a release whose SHA-512 is not known is refused (RELEASE_CHECKSUM)
   * @see https://archive.apache.org/dist/tomcat/
   */
  readonly sha512?: string;
}

function archiveHome(release: TomcatRelease): string {
  return `/opt/apache-tomcat-${release.version}`;
}

function java(options: TomcatImageOptions): { debian: string[]; rhel: string[] } {
  return { debian: [javaPackage(options)], rhel: [options.javaPackage ?? 'java-17-openjdk-headless'] };
}

/** Where the packages of OpenJDK put it; of others /usr/bin/java is used. */
function javaHome(options: TomcatImageOptions): { debian?: string; rhel?: string } {
  const { debian: [debian], rhel: [rhel] } = java(options);
  const [, version] = /^openjdk-(\d+)-(?:jre|jdk)/.exec(debian) ?? [];
  const [, name] = /^java-([\d.]+-openjdk)/.exec(rhel) ?? [];
  return { debian: version && `/usr/lib/jvm/java-${version}-openjdk-*`, rhel: name && `/usr/lib/jvm/jre-${name}` };
}

function javaPackage(options: TomcatImageOptions): string {
  return options.javaPackage ?? 'openjdk-17-jre-headless';
}

function build(dockerfile: string, options: TomcatImageOptions, more: { [name: string]: string }): ImageBuild {
  return {
    dockerfile,
    arguments: { BASE_IMAGE: options.baseImage ?? 'debian:12-slim', JAVA_PACKAGE: javaPackage(options), ...more },
  };
}

function checksum({ version, sha512: known }: TomcatRelease, { sha512 = known }: TomcatArchiveOptions): string {
  const refused = (got: string, why: string, fix: string) => new ConfigError({ code: 'RELEASE_CHECKSUM', path: '', got, why, fix });
  if (sha512 === undefined) {
    throw refused(`Tomcat ${version}`, 'its SHA-512 is not known, so that a download could not be trusted',
      'pass the one that Apache publishes beside the archive, as in TomcatDistribution.apacheArchive({ sha512 }), use a release of data/tomcat-releases.tsv, '
      + 'or TomcatDistribution.image()');
  }
  if (!/^[0-9a-f]{128}$/i.test(sha512)) {
    throw refused(`the SHA-512 "${sha512}" of Tomcat ${version}`, 'no archive has it, so that none could be trusted',
      `pass the 128 hexadecimal digits of apache-tomcat-${version}.tar.gz.sha512`);
  }
  return sha512.toLowerCase();
}
