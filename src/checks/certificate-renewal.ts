import { Check, warning } from './check';
import type { TlsCertificate } from '../tls/tls-certificate';

/** A vault renews a certificate and tells nobody: a machine reads it when its configuration is applied. */
export const renewedCertificatesArrive: Check = (topology) => topology.frontends
  .flatMap(({ node, _virtualHosts: sites }) => sites.flatMap(({ serverName, tls }) => {
    const secret = tls && newestOfVault(tls.certificate);
    return !secret ? [] : [warning('CERTIFICATE_NOT_RENEWED', node.path, {
      got: `the certificate of ${serverName} from the secret ${secret} of a vault, without a version`,
      why: 'the machine reads it when its configuration is applied, and knows nothing of a new one: browsers refuse the site when the old one has expired',
      fix: 'name the version, and each time that the vault has renewed it the new one; or accept this, and apply the configuration anew in time, '
        + 'with terraform apply -replace=terraform_data.NAME for each NAME of a front end that terraform state list has',
    })];
  }));

/** The secret of a vault in its newest version that a certificate is of. */
function newestOfVault({ _source: source }: TlsCertificate): string | undefined {
  if (source.kind !== 'written') return undefined;
  const references = [source.certificate, source.certificateKey].flatMap((secret) => secret?._text.references ?? []);
  return references.find(({ vault }) => vault && vault.version === undefined)?.vault?.name;
}
