import { passwordText } from './password';
import { ConfigError } from '../checks/config-error';
import { checkSecret } from '../text/check-secret';
import { Secret } from '../text/secret';
import { XmlElement, XmlValue } from '../text/xml';

/** A version of TLS. Older ones are broken, and Java refuses them. */
export class TlsProtocol {
  public static readonly V1_2 = new TlsProtocol('TLSv1.2');
  public static readonly V1_3 = new TlsProtocol('TLSv1.3');

  private constructor(
    /** Tomcat's name for it. */
    public readonly name: string,
  ) {}
}

/** What files in PEM may say. */
export interface PemCertificateOptions {
  /** Where the certificates between the server's and the root are on the host. @default - in the file of the certificate */
  readonly certificateChainFile?: string;
  /** What the key is encrypted with. @default - the key is not encrypted */
  readonly certificateKeyPassword?: Secret;
}

/** What a keystore may say. */
export interface KeystoreOptions {
  /** @default - Tomcat's own, JKS; a keystore of today's keytool is PKCS12, which Java reads as JKS too */
  readonly type?: string;
  /** The name of the key in the keystore. @default - the first key */
  readonly keyAlias?: string;
}

/**
 * What a server proves its name with: files that are on the host already, readable for the user that runs Tomcat. A container's are
 * in its image.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/http.html#SSL_Support_-_Certificate
 */
export class TlsCertificate {
  /**
   * Files in PEM.
   *
   * @param certificateFile Absolute.
   * @param certificateKeyFile Absolute.
   */
  public static pem(certificateFile: string, certificateKeyFile: string, options: PemCertificateOptions = {}): TlsCertificate {
    const { certificateChainFile, certificateKeyPassword } = options;
    [certificateFile, certificateKeyFile, ...(certificateChainFile === undefined ? [] : [certificateChainFile])].forEach(checkFile);
    checkSecret(certificateKeyPassword, 'certificateKeyPassword', '');
    return new TlsCertificate({
      certificateFile,
      certificateKeyFile,
      certificateChainFile,
      certificateKeyPassword: certificateKeyPassword && passwordText(certificateKeyPassword, "a key's password"),
    });
  }

  /**
   * A keystore of Java.
   *
   * @param certificateKeystoreFile Absolute.
   */
  public static keystore(certificateKeystoreFile: string, password: Secret, options: KeystoreOptions = {}): TlsCertificate {
    checkFile(certificateKeystoreFile);
    checkSecret(password, 'password', '');
    return new TlsCertificate({
      certificateKeystoreFile,
      certificateKeystorePassword: passwordText(password, "a keystore's password"),
      certificateKeystoreType: options.type,
      certificateKeyAlias: options.keyAlias,
    });
  }

  private constructor(private readonly attributes: { [name: string]: XmlValue }) {}

  /** @internal */
  public get _element(): XmlElement {
    return { name: 'Certificate', attributes: this.attributes };
  }
}

/** Refuses an HTTPS connector without a certificate, which only a program without types can make. */
export function checkCertificate(certificate: TlsCertificate | undefined): void {
  if (certificate instanceof TlsCertificate) return;
  throw new ConfigError({
    code: 'CERTIFICATE',
    path: '',
    got: 'an HTTPS connector without a certificate',
    why: 'no browser would talk to it',
    fix: "pass certificate: TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key')",
  });
}

/** Tomcat would look for a relative path in the folder that the library writes. */
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
