import { passwordText } from './password';
import { ConfigError } from '../checks/config-error';
import { XmlElement } from '../text/xml';
import type { TlsCertificate } from '../tls/tls-certificate';

/**
 * The Certificate of an HTTPS connector.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/http.html#SSL_Support_-_Certificate
 */
export function certificateElement({ _source: source }: TlsCertificate): XmlElement {
  if (source.kind === 'pem') {
    const { certificateFile, certificateKeyFile, certificateChainFile, certificateKeyPassword } = source;
    const password = certificateKeyPassword && passwordText(certificateKeyPassword, "a key's password");
    return { name: 'Certificate', attributes: { certificateFile, certificateKeyFile, certificateChainFile, certificateKeyPassword: password } };
  }
  if (source.kind === 'keystore') {
    const { certificateKeystoreFile, password, type, keyAlias } = source;
    return {
      name: 'Certificate',
      attributes: {
        certificateKeystoreFile,
        certificateKeystorePassword: passwordText(password, "a keystore's password"),
        certificateKeystoreType: type,
        certificateKeyAlias: keyAlias,
      },
    };
  }
  throw new ConfigError({
    code: 'CERTIFICATE',
    path: '',
    got: source.kind === 'acme' ? 'TlsCertificate.acme() at a connector of a Tomcat' : 'a certificate of secrets at a connector of a Tomcat',
    why: 'the library writes certificates for front ends, where encryption ends',
    fix: 'put it at a virtual host of a front end, or use TlsCertificate.pem() or keystore() with files that are on the host',
  });
}
