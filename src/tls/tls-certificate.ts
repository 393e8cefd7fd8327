import { Acme, AcmeOptions, checkAcme } from './acme';
import { ConfigError } from '../checks/config-error';
import { checkSecret } from '../text/check-secret';
import { Secret } from '../text/secret';

/** What files in PEM may say. */
export interface PemCertificateOptions {
  /** Where the certificates between the server's and the root are on the host. @default - in the file of the certificate */
  readonly certificateChainFile?: string;
  /** What the key is encrypted with. @default - the key is not encrypted */
  readonly certificateKeyPassword?: Secret;
}

/** What a keystore may say. */
export interface KeystoreOptions {
  /** The format of the file, such as `PKCS12`. @default - Tomcat's own, JKS; a keystore of today's keytool is PKCS12, which Java reads as JKS too */
  readonly type?: string;
  /** The name of the key in the keystore. @default - the first key */
  readonly keyAlias?: string;
}

/** Where a certificate and its key are. */
export type CertificateSource =
  | { readonly kind: 'pem'; readonly certificateFile: string; readonly certificateKeyFile: string } & PemCertificateOptions
  | { readonly kind: 'keystore'; readonly certificateKeystoreFile: string; readonly password: Secret } & KeystoreOptions
  | { readonly kind: 'written'; readonly certificate: Secret; readonly certificateKey?: Secret }
  | { readonly kind: 'acme' } & Acme;

/**
 * What a server proves its name with: an HTTPS connector of a Tomcat, or a virtual host of a front end. Its parts are on the host
 * already, or come from secrets, or from an authority.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/http.html#SSL_Support_-_Certificate
 * @see https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslcertificatefile
 */
export class TlsCertificate {
  /**
   * Files in PEM that are on the host already, readable for the user that runs the server. A container's are in its image, or in a volume of
   * its host.
   *
   * @param certificateFile Absolute.
   * @param certificateKeyFile Absolute.
   */
  public static pem(certificateFile: string, certificateKeyFile: string, options: PemCertificateOptions = {}): TlsCertificate {
    const { certificateChainFile, certificateKeyPassword } = options;
    [certificateFile, certificateKeyFile, ...(certificateChainFile === undefined ? [] : [certificateChainFile])].forEach(checkFile);
    checkSecret(certificateKeyPassword, 'certificateKeyPassword', '');
    return new TlsCertificate({ kind: 'pem', certificateFile, certificateKeyFile, ...options });
  }

  /**
   * A keystore of Java.
   *
   * @param certificateKeystoreFile Absolute.
   */
  public static keystore(certificateKeystoreFile: string, password: Secret, options: KeystoreOptions = {}): TlsCertificate {
    checkFile(certificateKeystoreFile);
    checkSecret(password, 'password', '');
    return new TlsCertificate({ kind: 'keystore', certificateKeystoreFile, password, ...options });
  }

  /**
   * A certificate and its key in PEM, which the library writes. For front ends.
   *
   * @param certificate The server's, and after it those between it and the root.
   * @param certificateKey Not encrypted.
   */
  public static pemSecrets(certificate: Secret, certificateKey: Secret): TlsCertificate {
    checkSecret(certificate, 'certificate', '');
    checkSecret(certificateKey, 'certificateKey', '');
    return new TlsCertificate({ kind: 'written', certificate, certificateKey });
  }

  /**
   * One secret that holds the key and after it the certificates in PEM, which the library writes. For front ends.
   *
   * @param bundle Such as `AzureKeyVault.fromId(id).secret('shop')` of a certificate of the vault whose content type is PEM.
   */
  public static pemBundle(bundle: Secret): TlsCertificate {
    checkSecret(bundle, 'bundle', '');
    return new TlsCertificate({ kind: 'written', certificate: bundle });
  }

  /**
   * A certificate that httpd gets from an authority with ACME, and renews. For front ends whose port 80 the authority reaches by the
   * names of the virtual host. Its use says that you agree to the authority's terms.
   *
   * @param contactEmail To whom the authority writes.
   * @see https://httpd.apache.org/docs/2.4/mod/mod_md.html
   */
  public static acme(contactEmail: string, options: AcmeOptions = {}): TlsCertificate {
    const acme = { contactEmail, ...options };
    checkAcme(acme);
    return new TlsCertificate({ kind: 'acme', ...acme });
  }

  private constructor(
    /** @internal */ public readonly _source: CertificateSource,
  ) {}
}

/** Refuses what shall speak TLS without a certificate, which only a program without types can make. */
export function checkCertificate(certificate: TlsCertificate | undefined, what: string): void {
  if (certificate instanceof TlsCertificate) return;
  throw new ConfigError({
    code: 'CERTIFICATE',
    path: '',
    got: `${what} without a certificate`,
    why: 'no browser would talk to it',
    fix: "pass certificate: TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key')",
  });
}

/** A server would look for a relative path in the folder that the library writes. */
function checkFile(path: string): void {
  if (path.startsWith('/')) return;
  throw new ConfigError({
    code: 'CERTIFICATE',
    path: '',
    got: `the file "${path}"`,
    why: 'certificates and keys are on the host already, at an absolute path',
    fix: 'write it as in /etc/ssl/shop.crt',
  });
}
