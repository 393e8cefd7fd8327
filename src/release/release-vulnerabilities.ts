import { ReleaseRange } from './release-lines';

/** What of a configuration a vulnerability is about. */
export type Exposed = 'EncryptInterceptor' | 'EncryptInterceptor with AES-CBC' | 'Membership.kubernetes()' | 'HTTP/2' | 'AJP';

/** A known vulnerability of something that the library configures. Where a line has no corrected release yet, it is not named. */
export interface Vulnerability {
  readonly cve: string;
  readonly exposed: Exposed;
  readonly what: string;
  readonly ranges: ReleaseRange[];
  /** Whether what the configuration is for is lost: such a program is refused. */
  readonly defeats?: boolean;
}

/**
 * From Apache's own records of each CVE.
 *
 * @see https://www.cve.org/CVERecord?id=CVE-2026-34486 and so on
 * @see https://tomcat.apache.org/security.html
 */
export const VULNERABILITIES: Vulnerability[] = [
  {
    cve: 'CVE-2026-34486', exposed: 'EncryptInterceptor', what: 'messages that cannot be decrypted are taken as they are', defeats: true,
    ranges: [{ first: '9.0.116', fixed: '9.0.117' }, { first: '10.1.53', fixed: '10.1.54' }, { first: '11.0.20', fixed: '11.0.21' }],
  },
  {
    cve: 'CVE-2026-29146', exposed: 'EncryptInterceptor with AES-CBC', what: 'answers tell what a message says (padding oracle)',
    ranges: [{ first: '9.0.13', fixed: '9.0.116' }, { first: '10.1.0', fixed: '10.1.53' }, { first: '11.0.0', fixed: '11.0.20' }],
  },
  {
    cve: 'CVE-2026-34487', exposed: 'Membership.kubernetes()', what: "the account's bearer token is logged",
    ranges: [{ first: '9.0.13', fixed: '9.0.117' }, { first: '10.1.0', fixed: '10.1.54' }, { first: '11.0.0', fixed: '11.0.21' }],
  },
  {
    cve: 'CVE-2025-48989', exposed: 'HTTP/2', what: 'a client can exhaust the memory ("made you reset")',
    ranges: [{ first: '9.0.0', fixed: '9.0.108' }, { first: '10.1.0', fixed: '10.1.44' }, { first: '11.0.0', fixed: '11.0.10' }],
  },
  {
    cve: 'CVE-2026-43514', exposed: 'AJP', what: 'how long an answer takes tells of the secret',
    ranges: [{ first: '9.0.0', fixed: '9.0.118' }, { first: '10.1.0', fixed: '10.1.55' }, { first: '11.0.0', fixed: '11.0.22' }],
  },
];
