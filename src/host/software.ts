import { OsFamily } from './operating-system';

/** How the programs of a service get onto a host. */
export interface Software {
  /** What people call it, such as `tomcat-10.1.59`. */
  readonly name: string;
  /** An image that a container uses as it is. */
  readonly image?: string;
  /** An image that the library builds from one of its own Dockerfiles. */
  readonly build?: ImageBuild;
  /** What a machine installs; undefined where only containers can have the software. */
  readonly machine?: MachineSoftware;
  readonly instead: SoftwareInstead;
}

/** What to do where a host cannot get the software so. */
export interface SoftwareInstead {
  readonly onContainer: string;
  readonly onMachine: string;
  /** Where the packages of the machine's family do not hold it. */
  readonly onFamily: string;
}

/** One of the library's Dockerfiles with its arguments. */
export interface ImageBuild {
  /** The folder of the Dockerfile below `images/`. */
  readonly dockerfile: string;
  readonly arguments: { [name: string]: string };
  /** An archive of the user's machine that the Dockerfile copies (argument `ARCHIVE`). */
  readonly archive?: string;
}

/** What a machine installs with its package manager, and from an archive. */
export interface MachineSoftware {
  /** The packages by the family of the operating system; a family that is missing does not have the software. */
  readonly packages: { readonly [family in OsFamily]?: string[] };
  /**
   * The directory of the Java that its programs run with, by the family. May be a pattern of bash, since Debian's names end in the
   * architecture of the machine.
   */
  readonly javaHome?: { readonly [family in OsFamily]?: string };
  /** An archive that is fetched, compared with its checksum and unpacked without its first folder. */
  readonly archive?: MachineArchive;
}

/** A tar.gz that a machine fetches. */
export interface MachineArchive {
  readonly url: string;
  /** In hexadecimal digits. */
  readonly sha512: string;
  /** Where its files go; made anew when the archive changes. */
  readonly directory: string;
}
