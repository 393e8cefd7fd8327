/** A file that reaches a host as it is: an application, a jar. It comes from the machine that synthesizes, or from a URL. */
export interface Artifact {
  /** Where it goes on the host. */
  readonly path: string;
  /** Where it is on the machine that synthesizes; a relative path starts at the folder of cdktf.json. */
  readonly source?: string;
  /** Where the host fetches it. */
  readonly download?: Download;
  /** What messages call it; several files may be one thing. */
  readonly name: string;
  /** What to do where the host cannot get it so. */
  readonly instead: string;
}

/** What the files of a service are that come in one of the two ways, each thing once. */
export function artifactsBy(way: 'source' | 'download', artifacts: Artifact[]): Artifact[] {
  return [...new Map(artifacts.filter((artifact) => artifact[way] !== undefined).map((artifact) => [artifact.name, artifact])).values()];
}

/** A file that a host fetches by itself. */
export interface Download {
  /** Begins with https. */
  readonly url: string;
  /** In hexadecimal digits; what differs is not used. */
  readonly sha256: string;
  /** Whether the host shows the identity that its cloud gave it. */
  readonly withIdentity: boolean;
  /** What it looks for in a WAR. */
  readonly war?: FetchedWar;
}

/** What a host looks for in a WAR that it fetched, before it runs it. */
export interface FetchedWar {
  /** The package of the Servlet classes that its Tomcat has. */
  readonly servletPackage: string;
  /** What its META-INF/context.xml may say. */
  readonly contextXml: string[];
  /** Where a copy of its web.xml goes that is marked as distributable; undefined where none is needed. */
  readonly distributableWebXml?: string;
}
