/** How the programs of a service get into a container. */
export interface Software {
  /** What people call it, such as `tomcat-10.1.59`. */
  readonly name: string;
  /** An image that is used as it is. */
  readonly image?: string;
  /** An image that the library builds from one of its own Dockerfiles. */
  readonly build?: ImageBuild;
}

/** One of the library's Dockerfiles with its arguments. */
export interface ImageBuild {
  /** The folder of the Dockerfile below `images/`. */
  readonly dockerfile: string;
  readonly arguments: { [name: string]: string };
  /** An archive of the user's machine that the Dockerfile copies (argument `ARCHIVE`). */
  readonly archive?: string;
}
