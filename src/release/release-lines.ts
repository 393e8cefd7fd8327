/** The package of the Servlet classes: `javax` up to Tomcat 9, `jakarta` since Tomcat 10. */
export type ServletPackage = 'javax' | 'jakarta';

/** What a line of Tomcat releases is. A newer release is one word here and one line in data/tomcat-releases.tsv. */
interface ReleaseLine {
  /** The first release that is supported, and why none before it. */
  readonly first: string;
  readonly firstBecause: string;
  /** The newest release that is known, which `TomcatRelease.V…` names. */
  readonly newest: string;
  /** The package of Debian 12 that holds the line, kept current by Debian's security team. */
  readonly debianPackage?: string;
  /** The version of Java that it needs at least. */
  readonly java: number;
  /** The package of the Servlet classes that its applications are compiled for. */
  readonly servletPackage: ServletPackage;
  /** Whether the line's own conf/web.xml has requests and responses in UTF-8 where nothing else is said. */
  readonly utf8: boolean;
  /** Since when the line gets no corrections any more. */
  readonly endOfLife?: string;
}

/**
 * The lines.
 *
 * @see https://tomcat.apache.org/whichversion.html Java and end of life
 * @see https://tomcat.apache.org/migration.html packages
 */
export const LINES: { [line: string]: ReleaseLine } = {
  '8.5': {
    first: '8.5.51', firstBecause: 'earlier ones have no secretRequired for AJP (CVE-2020-1938)', newest: '8.5.100', java: 7, servletPackage: 'javax', utf8: false,
    endOfLife: '31 March 2024',
  },
  '9.0': {
    first: '9.0.31', firstBecause: 'earlier ones have no secretRequired for AJP (CVE-2020-1938)', newest: '9.0.122', java: 8, servletPackage: 'javax', utf8: false,
  },
  '10.1': {
    first: '10.1.1', firstBecause: 'it is the first that the configurations were tried with', newest: '10.1.60', debianPackage: 'tomcat10', java: 11,
    servletPackage: 'jakarta', utf8: true,
  },
  '11.0': {
    first: '11.0.1', firstBecause: 'it is the first that the configurations were tried with', newest: '11.0.25', java: 17, servletPackage: 'jakarta', utf8: true,
  },
};

/** Releases of one line that have something in common: from the first up to the one that has it no more. */
export interface ReleaseRange {
  readonly first: string;
  readonly fixed: string;
}

/**
 * Releases in which `RpcChannel` does not wait for answers: BackupManager, StaticMembershipService and
 * ClusterSingleSignOn do not work.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/changelog.html (10.1.50)
 */
export const BROKEN_RPC_CHANNEL: (ReleaseRange & { range: string })[] = [
  { first: '9.0.109', fixed: '9.0.113', range: '9.0.109 to 9.0.112' },
  { first: '10.1.45', fixed: '10.1.50', range: '10.1.45 to 10.1.49' },
  { first: '11.0.11', fixed: '11.0.15', range: '11.0.11 to 11.0.14' },
];

/**
 * Releases from which on an EncryptInterceptor writes what those before cannot read: a number against replays is in each message.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/changelog.html (10.1.56)
 */
export const ENCRYPTED_MESSAGES_CHANGED = ['9.0.119', '10.1.56', '11.0.23'];

/** The range of a list in which a release is. */
export function rangeOf<T extends ReleaseRange>(version: string, ranges: T[]): T | undefined {
  return ranges.find(({ first, fixed }) => isSince(version, [first]) && compareVersions(version, fixed) < 0);
}

/** Whether a release is one of the named ones or a later one of its line; a line that is not named has none. */
export function isSince(version: string, since: string[]): boolean {
  return since.some((first) => lineOf(first) === lineOf(version) && compareVersions(version, first) >= 0);
}

/** Negative, zero or positive, as for sorting; releases of different lines are not between each other. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

/** The line of a release, such as `10.1` of `10.1.59`. */
export function lineOf(version: string): string {
  return version.replace(/\.\d+$/, '');
}
