import { existsSync, readFileSync } from 'fs';
import { posix } from 'path';
import { Archive } from './archive';
import { ConfigError } from '../checks/config-error';
import { Artifact } from '../host/artifact';
import { checkedDownload } from '../host/checked-download';

/**
 * A jar in the `lib` of an instance, which Tomcat itself and all applications see: the JDBC driver of a data source that applications share,
 * a valve of an extra element.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/class-loader-howto.html
 */
export class TomcatLibrary {
  /**
   * A jar of the machine that synthesizes, for a container.
   *
   * @param path A relative path starts at the folder of cdktf.json.
   */
  public static jar(path: string): TomcatLibrary {
    return new TomcatLibrary(path, {
      source: path,
      name: `TomcatLibrary.jar('${path}')`,
      instead: 'put the jar into a storage account and use TomcatLibrary.jarFromBlob(url, sha256), or jarFromUrl() for another server',
    });
  }

  /**
   * A jar that a virtual machine fetches when its configuration is applied.
   *
   * @param url Begins with https and ends with the name of the jar.
   * @param sha256 Of the file, in hexadecimal digits: what differs is not used.
   */
  public static jarFromUrl(url: string, sha256: string): TomcatLibrary {
    return TomcatLibrary.fetched(url, sha256, false);
  }

  /**
   * A jar of Azure's blob storage, which a virtual machine fetches with its managed identity. The identity needs the role
   * Storage Blob Data Reader.
   *
   * @param url Such as `https://account.blob.core.windows.net/releases/postgresql-42.7.4.jar`.
   * @param sha256 Of the file, in hexadecimal digits: what differs is not used.
   */
  public static jarFromBlob(url: string, sha256: string): TomcatLibrary {
    return TomcatLibrary.fetched(url, sha256, true);
  }

  private static fetched(url: string, sha256: string, withIdentity: boolean): TomcatLibrary {
    return new TomcatLibrary(url, {
      download: checkedDownload('jar', url, sha256, withIdentity),
      name: `the jar of ${url}`,
      instead: "fetch it before, and use TomcatLibrary.jar('driver.jar')",
    });
  }

  /** @internal */ public readonly _fileName: string;
  private readonly holds = new Map<string, boolean>();

  private constructor(location: string, private readonly artifact: Omit<Artifact, 'path'>) {
    this._fileName = posix.basename(location);
    if (!/^[\w.+-]+\.jar$/.test(this._fileName)) {
      throw new ConfigError({
        code: 'LIBRARY_NAME',
        path: '',
        got: `a library called ${this._fileName}`,
        why: 'Tomcat reads the files of its lib whose names end with .jar, and passes over all others',
        fix: 'give a jar, whose name ends with .jar and has letters, digits and . _ + - only',
      });
    }
  }

  /** @internal */
  public _artifact(catalinaBase: string): Artifact {
    return { path: `${catalinaBase}/lib/${this._fileName}`, ...this.artifact };
  }

  /** @internal Whether it has a class; undefined where that is seen on the host alone, or the jar is missing, which the step that copies it says. */
  public _holds(className: string): boolean | undefined {
    const { source, name } = this.artifact;
    if (source === undefined || !existsSync(source)) return undefined;
    if (!this.holds.has(className)) this.holds.set(className, new Archive(() => readFileSync(source), name).holds(className));
    return this.holds.get(className);
  }
}

/** Two files of one name would be one file. */
export function checkLibraries(libraries: TomcatLibrary[], path: string): void {
  const names = libraries.map(({ _fileName }) => _fileName);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice === undefined) return;
  throw new ConfigError({
    code: 'LIBRARY_TWICE',
    path,
    got: `two libraries called ${twice}`,
    why: 'they are files of one folder, in which the last would take the place of the other',
    fix: 'leave one of them out, or give it another name',
  });
}
