/** Distributions that share a package manager and the places of their files. */
export type OsFamily = 'debian' | 'rhel';
