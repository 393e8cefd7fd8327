import { SERVER_ROOT } from '../httpd-conf';
import { VirtualHost } from './virtual-host';
import { configFile, HostFile } from '../../host/host-file';
import { directive, HttpdDirective, section } from '../../text/httpd-directive';
import { Text } from '../../text/text';

/** Where the account and the certificates stay. */
export const ACME_STORE = `${SERVER_ROOT}/acme`;
const MESSAGES = `${SERVER_ROOT}/conf/acme-message.sh`;

/** Whether a certificate comes by ACME. */
export function hasAcme({ tls }: VirtualHost): boolean {
  return tls?.certificate._source.kind === 'acme';
}

/**
 * mod_md gets the certificates of these sites and renews them; httpd then takes them without a break.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/mod_md.html
 */
export function acmeDirectives(sites: VirtualHost[], ports: { port: number; tlsPort: number }): HttpdDirective[] {
  const managed = sites.flatMap(({ serverName, serverAliases = [], tls }) => {
    const source = tls?.certificate._source;
    return source?.kind === 'acme' ? [{ serverName, serverAliases, source }] : [];
  });
  if (managed.length === 0) return [];
  const roots = managed.flatMap(({ source }) => source.certificateAuthorityFile ?? []);
  return [
    directive('MDStoreDir', ACME_STORE),
    directive('MDCertificateAgreement', 'accepted'),
    directive('MDCAChallenges', 'http-01'),
    directive('MDPortMap', `http:${ports.port}`, `https:${ports.tlsPort}`),
    directive('MDMessageCmd', '/bin/sh', MESSAGES),
    ...roots.slice(0, 1).map((file) => directive('MDCACertificateFile', file)),
    ...managed.map(({ serverName, serverAliases, source }) => section('MDomainSet', serverName,
      ...(serverAliases.length > 0 ? [directive('MDMember', ...serverAliases)] : []),
      directive('MDContactEmail', source.contactEmail),
      ...(source.certificateAuthority ? [directive('MDCertificateAuthority', source.certificateAuthority)] : []))),
  ];
}

/** Has httpd read its certificates again when one is there. */
export function acmeFiles(sites: VirtualHost[]): HostFile[] {
  if (!sites.some(hasAcme)) return [];
  return [configFile(MESSAGES, Text.of([
    '# Called by mod_md with what happened and to which names.',
    `[ "$1" != renewed ] || kill -USR1 "$(cat ${SERVER_ROOT}/run/httpd.pid)"`,
    '',
  ].join('\n')))];
}
