import { ConfigError } from '../checks/config-error';

/** What a certificate by ACME may say. */
export interface AcmeOptions {
  /** The directory of the authority, which begins with https. @default - Let's Encrypt's */
  readonly certificateAuthority?: string;
  /**
   * A file in PEM on the host with the root of the authority's own certificate: one for all virtual hosts of a front end.
   *
   * @default - the operating system's roots
   */
  readonly certificateAuthorityFile?: string;
}

/** A certificate that httpd gets for itself. */
export interface Acme extends AcmeOptions {
  readonly contactEmail: string;
}

export function checkAcme({ contactEmail, certificateAuthority, certificateAuthorityFile }: Acme): void {
  const refuse = (got: string, why: string, fix: string) => { throw new ConfigError({ code: 'CERTIFICATE', path: '', got, why, fix }); };
  if (!/^[^@\s"\\]+@[A-Za-z0-9.-]+$/.test(contactEmail)) {
    refuse(`the contact "${contactEmail}"`, 'the authority writes to it before a certificate ends', 'write an e-mail address, as in admin@example.com');
  }
  if (certificateAuthority !== undefined && !/^https:\/\/[^\s"\\]+$/.test(certificateAuthority)) {
    refuse(`the authority "${certificateAuthority}"`, 'ACME is spoken over HTTPS', 'write the URL of its directory, as in https://acme-v02.api.letsencrypt.org/directory');
  }
  if (certificateAuthorityFile !== undefined && !certificateAuthorityFile.startsWith('/')) {
    refuse(`the file "${certificateAuthorityFile}"`, 'it is on the host already, at an absolute path', 'write it as in /etc/ssl/authority.pem');
  }
}
