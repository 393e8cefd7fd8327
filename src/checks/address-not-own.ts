import { error } from './check';
import type { Problem } from './problem';
import type { Host } from '../host/host';
import type { Service } from '../host/service';
import { ipv4 } from '../network/ipv4';
import { isLoopback } from '../network/loopback';

/** On a host whose services have one address each. A name may be that of any, and so may what only Terraform knows. */
export function addressesNotOwn(host: Host, service: Service, kind: 'container' | 'machine'): Problem[] {
  const own = host._addressOf(service);
  return service.listeners().flatMap(({ address = own, port, purpose }) => {
    if (ipv4(address) === undefined || isLoopback(address) || [own, '0.0.0.0'].includes(address)) return [];
    return [error('ADDRESS_NOT_OWN', service.owner.node.path, {
      got: `the ${purpose} on ${address}, port ${port}`,
      why: `the ${kind} has the address ${own}, and nothing in it can listen on another one`,
      fix: `leave the address out to have the right one written; a connector may have 0.0.0.0, which is every address of the ${kind}`,
    })];
  });
}
