/** A file of the machine that synthesizes, copied to a host as it is. */
export interface LocalArtifact {
  /** Where it is now; a relative path starts at the folder of cdktf.json. */
  readonly source: string;
  /** Where it goes on the host. */
  readonly path: string;
}
