/** Something of a configuration that not every release of Tomcat has. */
export interface Requirement {
  /** What it is, as a message says it. */
  readonly what: string;
  /** The first release of each line that has it; a line that is not named never does. */
  readonly since: string[];
  /** What to write where it is missing. */
  readonly instead: string;
}

/** The requirements of what is there: a value that is undefined needs nothing. */
export function neededBy(...needs: [unknown, Requirement][]): Requirement[] {
  return needs.filter(([value]) => value !== undefined).map(([, requirement]) => requirement);
}
