import { SERVER_ROOT } from './httpd-conf';
import { VirtualHost } from './virtual-host';
import { HEALTH_PATH } from '../network/health-path';
import { directive, httpdFile, section } from '../text/httpd-directive';
import { Text } from '../text/text';

/** A virtual host that answers to its names; the one for unknown names is included before it, as httpd's default. */
export function virtualHostConf(site: VirtualHost, port: number): Text {
  return httpdFile([
    section('VirtualHost', `*:${port}`,
      directive('ServerName', site.serverName),
      ...(site.serverAliases?.length ? [directive('ServerAlias', ...site.serverAliases)] : []),
      directive('DocumentRoot', `${SERVER_ROOT}/empty`),
      ...site.routes.map(({ _mount, _target }) => directive('JkMount', _mount, _target._balancerName))),
  ]);
}

/** The virtual host for names that no site has: everything is refused but the question whether the front end serves. */
export function unknownNamesConf(port: number, healthBalancer?: string): Text {
  return httpdFile([
    section('VirtualHost', `*:${port}`,
      directive('ServerName', 'unknown.invalid'),
      section('Location', '/', directive('Require', 'all', 'denied')),
      ...(healthBalancer ? [
        section('Location', HEALTH_PATH, directive('Require', 'all', 'granted')),
        directive('JkMount', HEALTH_PATH, healthBalancer),
      ] : [])),
  ]);
}
