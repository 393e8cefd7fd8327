import { SERVER_ROOT } from './httpd-conf';
import { VirtualHost } from './virtual-host';
import { HEALTH_PATH } from '../network/health-path';
import { directive, httpdFile, HttpdDirective, section } from '../text/httpd-directive';
import { Text } from '../text/text';

/** A virtual host that answers to its names; the one for unknown names is included before it, as httpd's default. */
export function virtualHostConf(site: VirtualHost, port: number, mounts: HttpdDirective[]): Text {
  return httpdFile([
    section('VirtualHost', `*:${port}`,
      directive('ServerName', site.serverName),
      ...(site.serverAliases?.length ? [directive('ServerAlias', ...site.serverAliases)] : []),
      directive('DocumentRoot', `${SERVER_ROOT}/empty`),
      ...mounts),
  ]);
}

/** The virtual host for names that no site has: everything is refused but the question whether the front end serves. */
export function unknownNamesConf(port: number, healthMounts: HttpdDirective[]): Text {
  return httpdFile([
    section('VirtualHost', `*:${port}`,
      directive('ServerName', 'unknown.invalid'),
      section('Location', '/', directive('Require', 'all', 'denied')),
      ...(healthMounts.length > 0 ? [section('Location', HEALTH_PATH, directive('Require', 'all', 'granted')), ...healthMounts] : [])),
  ]);
}
