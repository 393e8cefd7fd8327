import { Check, error, warning } from './check';
import type { Host } from '../host/host';
import { flowsTo } from '../topology/flows';

const HTTPS = 443;

/** Whoever is let in to HTTP, and is sent to HTTPS, must be let in there. */
export const tlsPortsAreOpen: Check = (topology) => topology.frontends.flatMap((frontend) => {
  const { host, port, tlsPort, _virtualHosts: sites } = frontend;
  const encrypted = sites.find(({ tls }) => tls);
  return !encrypted || !isOpen(host, port) || isOpen(host, tlsPort) ? [] : [warning('TLS_PORT_CLOSED', frontend.node.path, {
    got: `TLS of ${encrypted.serverName} on port ${tlsPort} of ${host.hostName}`,
    why: `others reach its port ${port} and not this one: visitors are sent to where nobody answers`,
    fix: `let them in to ${tlsPort} as well: publish: [{ port: ${tlsPort}, hostPort: ${tlsPort} }] on Docker, letIn() of an AzureTier`,
  })];
});

/** An open port for HTTPS is there for TLS. */
export const openPortsForTlsAreUsed: Check = (topology) => [...new Set(topology.frontends.map(({ host }) => host))].flatMap((host) => {
  const used = host._services.some((service) => service.listeners().some(({ port, reachable }) => reachable && port === HTTPS));
  const flow = flowsTo(host).find(({ protocol, ports }) => protocol === 'tcp' && ports.first <= HTTPS && HTTPS <= ports.last);
  return used || !flow ? [] : [warning('TLS_PORT_UNUSED', host.node.path, {
    got: `443/tcp open for ${flow.from.name}`,
    why: `no virtual host of the front end on ${host.hostName} speaks TLS: nothing listens there`,
    fix: "pass tls: { certificate: TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key') } to addVirtualHost(), or leave the port closed",
  })];
});

/** The authority asks any of the front ends that a name leads to, and only one of them knows the answer. */
export const acmeAsksTheRightFrontend: Check = (topology) => {
  const first = new Map<string, string>();
  return topology.frontends.flatMap(({ node, _virtualHosts: sites }) => sites.flatMap(({ serverName, tls }) => {
    if (tls?.certificate._source.kind !== 'acme') return [];
    const other = first.get(serverName.toLowerCase());
    first.set(serverName.toLowerCase(), node.path);
    return other === undefined ? [] : [error('ACME_ON_SEVERAL_FRONTENDS', node.path, {
      got: `TlsCertificate.acme() for ${serverName}`,
      why: `${other} asks for a certificate of this name too; the authority looks for each one's answer at whichever of them it comes to`,
      fix: 'get the certificate once and give it to all of them, with TlsCertificate.pemBundle() of a vault or pemSecrets()',
    })];
  }));
};

function isOpen(host: Host, port: number): boolean {
  return host._publishedSockets.some(({ to }) => to === port)
    || flowsTo(host).some(({ protocol, ports }) => protocol === 'tcp' && ports.first <= port && port <= ports.last);
}
