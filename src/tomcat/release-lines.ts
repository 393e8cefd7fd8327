/** What a line of Tomcat releases is. Adding a line, or moving to a newer release, is one row. */
interface ReleaseLine {
  /** The release that `TomcatRelease.V…` names. */
  readonly release: string;
  /** The package of Debian 12 that holds the line, kept current by Debian's security team. */
  readonly debianPackage?: string;
  /** Whether the line's own conf/web.xml has requests and responses in UTF-8 where nothing else is said. */
  readonly utf8: boolean;
  /** The first release that has StandardVirtualThreadExecutor. */
  readonly virtualThreadsSince: string;
}

export const LINES: { [line: string]: ReleaseLine } = {
  '9.0': { release: '9.0.117', utf8: false, virtualThreadsSince: '9.0.76' },
  '10.1': { release: '10.1.59', debianPackage: 'tomcat10', utf8: true, virtualThreadsSince: '10.1.10' },
  '11.0': { release: '11.0.25', utf8: true, virtualThreadsSince: '11.0.0' },
};

/**
 * Releases in which `RpcChannel` does not wait for answers: BackupManager, StaticMembershipService and
 * ClusterSingleSignOn do not work.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/changelog.html (10.1.50)
 */
export const brokenRpcChannel = [
  { first: '9.0.109', fixed: '9.0.113', range: '9.0.109 to 9.0.112' },
  { first: '10.1.45', fixed: '10.1.50', range: '10.1.45 to 10.1.49' },
  { first: '11.0.11', fixed: '11.0.15', range: '11.0.11 to 11.0.14' },
];

/** Negative, zero or positive, as for sorting; releases of different lines are not between each other. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}
