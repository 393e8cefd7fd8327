import { TomcatRelease } from './release';
import { ConfigError } from '../checks/config-error';
import { ImageBuild, Software } from '../host/software';

/** Where the Tomcat of an instance comes from. CATALINA_HOME is its own and read-only, CATALINA_BASE the library's. */
export class TomcatDistribution {
  /**
   * The package of the base image's operating system, which its security team keeps current. Debian 12 packages
   * Tomcat 10.1.
   */
  public static operatingSystemPackage(options: TomcatImageOptions = {}): TomcatDistribution {
    return new TomcatDistribution((release) => {
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
      return [`tomcat-${release.line}-package`, `/usr/share/${name}`, build('tomcat-package', options, { TOMCAT_PACKAGE: name })];
    });
  }

  /** The archive of the exact release from Apache's archive site, checked against its published SHA-512. */
  public static apacheArchive(options: TomcatImageOptions = {}): TomcatDistribution {
    return new TomcatDistribution((release) => {
      const url = `https://archive.apache.org/dist/tomcat/tomcat-${release.version.split('.')[0]}/v${release.version}/bin/apache-tomcat-${release.version}.tar.gz`;
      return [`tomcat-${release.version}`, '/opt/tomcat', build('tomcat-archive', options, { TOMCAT_URL: url, TOMCAT_SHA512: checksum(release) })];
    });
  }

  /**
   * An archive of the exact release on the machine that synthesizes, checked against its published SHA-512.
   *
   * @param path A tar.gz; a relative path starts at the folder of cdktf.json.
   */
  public static localArchive(path: string, options: TomcatImageOptions = {}): TomcatDistribution {
    return new TomcatDistribution((release) => [`tomcat-${release.version}`, '/opt/tomcat', {
      ...build('tomcat-local-archive', options, { TOMCAT_SHA512: checksum(release) }), archive: path,
    }]);
  }

  /**
   * An image that holds Tomcat and a JDK, such as the official `tomcat`.
   *
   * @param image Such as `tomcat:10.1-jdk17`.
   * @param catalinaHome Where Tomcat is in the image. Default: `/usr/local/tomcat`, as in the official image
   */
  public static image(image: string, catalinaHome: string = '/usr/local/tomcat'): TomcatDistribution {
    return new TomcatDistribution(() => [image, catalinaHome, undefined]);
  }

  private constructor(private readonly choose: (release: TomcatRelease) => [name: string, catalinaHome: string, build: ImageBuild | undefined]) {}

  /** @internal */
  public _software(release: TomcatRelease): Software & { readonly catalinaHome: string } {
    const [name, catalinaHome, imageBuild] = this.choose(release);
    return imageBuild ? { name, catalinaHome, build: imageBuild } : { name, catalinaHome, image: name };
  }
}

/** What the library's own Tomcat images are built from. */
export interface TomcatImageOptions {
  /**
   * A Debian or Ubuntu image.
   *
   * @default 'debian:12-slim'
   */
  readonly baseImage?: string;
  /**
   * The package of the Java runtime.
   *
   * @default 'openjdk-17-jre-headless'
   */
  readonly javaPackage?: string;
}

function build(dockerfile: string, options: TomcatImageOptions, more: { [name: string]: string }): ImageBuild {
  return {
    dockerfile,
    arguments: { BASE_IMAGE: options.baseImage ?? 'debian:12-slim', JAVA_PACKAGE: options.javaPackage ?? 'openjdk-17-jre-headless', ...more },
  };
}

function checksum(release: TomcatRelease): string {
  if (release.sha512) return release.sha512;
  throw new ConfigError({
    code: 'RELEASE_CHECKSUM',
    path: '',
    got: `Tomcat ${release.version}`,
    why: 'its SHA-512 is not known, so that a download could not be trusted',
    fix: 'use a release of data/tomcat-releases.tsv, or TomcatDistribution.image()',
  });
}
