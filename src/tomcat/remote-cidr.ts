import { checkCidrs } from '../network/ipv4';
import { XmlElement } from '../text/xml';

/**
 * Lets in only clients of some addresses, and the host itself, which asks whether the application serves: at an address of its own it
 * comes from this address.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/valve.html#Remote_CIDR_Valve
 */
export function remoteCidrValve(addresses: string[], askedAt: string): XmlElement {
  const allow = [...new Set([...addresses, '127.0.0.1/32', ...(askedAt === 'localhost' ? [] : [onlyThis(askedAt)])])].join(',');
  return { name: 'Valve', attributes: { className: 'org.apache.catalina.valves.RemoteCIDRValve', allow } };
}

/** An address as a range. */
function onlyThis(address: string): string {
  return `${address}/${address.includes(':') ? 128 : 32}`;
}

export function checkAllowedFrom(addresses: string[] | undefined): void {
  if (addresses !== undefined) checkCidrs(addresses, '');
}
