import { checkCidrs } from '../network/ipv4';
import { XmlElement } from '../text/xml';

/**
 * Lets in only clients of some addresses, and the host itself, which asks whether the application serves.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/valve.html#Remote_CIDR_Valve
 */
export function remoteCidrValve(addresses: string[]): XmlElement {
  const allow = [...addresses, '127.0.0.1/32'].join(',');
  return { name: 'Valve', attributes: { className: 'org.apache.catalina.valves.RemoteCIDRValve', allow } };
}

export function checkAllowedFrom(addresses: string[] | undefined): void {
  if (addresses !== undefined) checkCidrs(addresses, '');
}
