/** Distributions that share a package manager and the places of their files. */
export enum OperatingSystemFamily {
  /** Debian and Ubuntu. */
  DEBIAN = 'debian',
  /** Red Hat Enterprise Linux, AlmaLinux, Rocky Linux. */
  RHEL = 'rhel',
}

/** The same, as tables are written. */
export type OsFamily = `${OperatingSystemFamily}`;
