import type { AzureTier, AzureVisitor } from '../azure-tier';
import { SSH } from '../tier-flows';
import { error, warning } from '../../checks/check';
import { Problem } from '../../checks/problem';
import { everyoneAmong } from '../../network/ipv4';

/** Tomcat's own multicast port. */
const MULTICAST_PORT = 45564;

/** What is wrong with whom a tier lets in. */
export function visitorProblems(tier: AzureTier): Problem[] {
  return tier._visitors.flatMap((visitor) => [...tooWide(tier, visitor), ...unused(tier, visitor)]);
}

/** Only a load balancer opens a port to everyone. */
function tooWide(tier: AzureTier, { name, addresses, port }: AzureVisitor): Problem[] {
  const everyone = everyoneAmong(addresses);
  return everyone === undefined ? [] : [error('RULE_TOO_WIDE', tier.node.path, {
    got: `port ${port} for ${name} from ${everyone}`,
    why: port === SSH ? 'every machine of the internet could try keys' : 'AJP, replication and the pages of administrators trust those who reach them',
    fix: port === SSH ? "pass the addresses of a bastion to sshFrom, as in ['10.0.9.0/26']" : 'pass the addresses of those who need the port; for front ends use AzureLoadBalancer',
  })];
}

function unused(tier: AzureTier, { name, port }: AzureVisitor): Problem[] {
  const services = tier._machines.flatMap(({ _services }) => _services);
  const listeners = services.flatMap((service) => service.listeners().map((listener) => ({ ...listener, path: service.owner.node.path })));
  const here = listeners.filter((listener) => listener.port === port && listener.protocol === 'tcp');
  if (here.some(({ reachable }) => reachable)) return [];
  if (here.length > 0) {
    return [warning('RULE_UNUSED', tier.node.path, {
      got: `port ${port} for ${name}`,
      why: `the ${here[0].purpose} of ${here[0].path} is bound to its own machine`,
      fix: "bind it with Connector.http({ address: '0.0.0.0' }), or remove letIn()",
    })];
  }
  return port !== MULTICAST_PORT ? [] : [warning('RULE_UNUSED', tier.node.path, { // any other may be an agent's
    got: `port ${port} for ${name}`, why: 'it is the port of multicast, which is UDP and which Azure does not carry', fix: 'remove letIn()',
  })];
}
