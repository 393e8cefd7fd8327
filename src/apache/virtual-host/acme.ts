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
  const managed = sites.flatMap(managedBy);
  if (managed.length === 0) return [];
  return [
    directive('MDStoreDir', ACME_STORE),
    directive('MDCertificateAgreement', 'accepted'),
    directive('MDCAChallenges', 'http-01'),
    directive('MDPortMap', `http:${ports.port}`, `https:${ports.tlsPort}`),
    directive('MDMessageCmd', '/bin/sh', MESSAGES),
    ...authorityFiles(sites).map((file) => directive('MDCACertificateFile', file)),
    ...managed.map(({ serverName, serverAliases, source }) => section('MDomainSet', serverName,
      ...(serverAliases.length > 0 ? [directive('MDMember', ...serverAliases)] : []),
      directive('MDContactEmail', source.contactEmail),
      ...(source.certificateAuthority ? [directive('MDCertificateAuthority', source.certificateAuthority)] : []))),
  ];
}

function managedBy({ serverName, serverAliases = [], tls }: VirtualHost) {
  const source = tls?.certificate?._source; // one that is missing is refused where TLS is checked
  return source?.kind === 'acme' ? [{ serverName, serverAliases, source }] : [];
}

/** The files with the root of an authority, each once; mod_md takes one. */
export function authorityFiles(sites: VirtualHost[]): string[] {
  return [...new Set(sites.flatMap(managedBy).flatMap(({ source }) => source.certificateAuthorityFile ?? []))];
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
