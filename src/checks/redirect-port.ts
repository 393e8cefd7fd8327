import { Token } from 'cdktf';
import { Check, warning } from './check';

/** Where encryption ends before the Tomcat. */
const HTTPS = 443;

/** Who asks for a page that an application wants encrypted is sent to this port. */
export const redirectsLeadSomewhere: Check = (topology) => topology.instances.flatMap((instance) => {
  const encrypted = instance._connectors.filter(({ _protocol }) => _protocol === 'HTTPS').map((connector) => instance._portOf(connector));
  return instance._connectors.flatMap(({ _protocol, _options: { redirectPort = HTTPS } }) => {
    const answered = [HTTPS, ...encrypted].some((port) => port === redirectPort || Token.isUnresolved(port));
    return answered || Token.isUnresolved(redirectPort) ? [] : [warning('REDIRECT_PORT', instance.node.path, {
      got: `redirectPort ${redirectPort} of the ${_protocol} connector`,
      why: 'no HTTPS connector of the instance has this port: where an application demands TLS, visitors are sent to where nobody answers',
      fix: `leave redirectPort out where encryption ends before the Tomcat, or add Connector.https({ port: ${redirectPort}, certificate })`,
    })];
  });
});
