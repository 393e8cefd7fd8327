import { Token } from 'cdktf';
import { Check, error, warning } from './check';
import type { Problem } from './problem';
import { CLIENT_HEADER, PORT_HEADER, PROTOCOL_HEADER } from '../network/forwarded-headers';
import type { TomcatInstance } from '../tomcat/tomcat-instance';
import type { Topology } from '../topology/topology';

type Frontend = Topology['frontends'][number];

/** A Tomcat that is asked over HTTP takes the front end for the visitor, unless it is told to believe it. */
export const clientsAreKnownOverHttp: Check = (topology) => asked(topology, 'HTTP').filter(({ instance }) => !instance._props.remoteIp)
  .map(({ frontend, instance }) => warning('REMOTE_IP_MISSING', instance.node.path, {
    got: `requests of ${frontend.node.path} over HTTP, without remoteIp`,
    why: 'applications and the access log see the address of the front end instead of the visitor\'s, and http where he came by https',
    fix: 'add remoteIp: {}, or leave protocol out: AJP says both',
  }));

/** It believes what the front end says, of the front end. */
export const frontendsAreBelievedOverHttp: Check = (topology) => asked(topology, 'HTTP')
  .flatMap((one) => [...otherHeaders(one), ...hostOfVisitor(one), ...addressNotBelieved(one)]);

/** AJP says it itself. What a Tomcat reads in headers besides comes from visitors. */
export const nobodyIsBelievedOverAjp: Check = (topology) => asked(topology, 'AJP').filter(({ instance }) => instance._props.remoteIp)
  .map(({ frontend, instance }) => warning('REMOTE_IP_OVER_AJP', instance.node.path, {
    got: `remoteIp, with requests of ${frontend.node.path} over AJP`,
    why: 'AJP says who the visitor is; one with a private address would be believed what he writes into X-Forwarded-For, another address that may use the manager included',
    fix: 'leave remoteIp out; where a load balancer is before the front end, say remoteIp there',
  }));

interface Asked {
  readonly frontend: Frontend;
  readonly instance: TomcatInstance;
}

function asked(topology: Topology, protocol: Frontend['_protocol']): Asked[] {
  return topology.frontends.filter(({ _protocol }) => _protocol === protocol).flatMap((frontend) => {
    const instances = frontend._balancers.flatMap(({ members }) => members.flatMap(({ instance }) => instance ?? []));
    return [...new Set(instances)].map((instance) => ({ frontend, instance }));
  });
}

function otherHeaders({ frontend, instance }: Asked): Problem[] {
  const { remoteIpHeader, protocolHeader, portHeader } = instance._props.remoteIp ?? {};
  const said: [string, string | undefined, string][] = [
    ['remoteIpHeader', remoteIpHeader, CLIENT_HEADER], ['protocolHeader', protocolHeader, PROTOCOL_HEADER], ['portHeader', portHeader, PORT_HEADER],
  ];
  return said.filter(([, header, sent]) => header !== undefined && !Token.isUnresolved(header) && header.toLowerCase() !== sent.toLowerCase())
    .map(([option, header, sent]) => error('REMOTE_IP_DIFFERS', instance.node.path, {
      got: `${option} ${header} of remoteIp, with requests of ${frontend.node.path} over HTTP`,
      why: `the front end says it in ${sent}, and passes on what visitors say in another header`,
      fix: `leave ${option} out`,
    }));
}

/** The front end passes on the name that it was asked by, and says it in no other header. */
function hostOfVisitor({ frontend, instance }: Asked): Problem[] {
  const { hostHeader } = instance._props.remoteIp ?? {};
  return hostHeader === undefined ? [] : [error('REMOTE_IP_DIFFERS', instance.node.path, {
    got: `hostHeader ${hostHeader} of remoteIp, with requests of ${frontend.node.path} over HTTP`,
    why: 'the front end passes on the name that it was asked by, and in another header what visitors say: they would choose the host of links and redirects',
    fix: 'leave hostHeader out',
  })];
}

function addressNotBelieved({ frontend, instance }: Asked): Problem[] {
  const { internalProxies, trustedProxies } = instance._props.remoteIp ?? {};
  const { _address: address } = frontend;
  const believed = [internalProxies, trustedProxies].filter((pattern) => pattern !== undefined);
  if (internalProxies === undefined || Token.isUnresolved(address)) return [];
  if (believed.some((pattern) => Token.isUnresolved(pattern) || mayMatch(pattern, address))) return [];
  return [error('REMOTE_IP_DIFFERS', instance.node.path, {
    got: `internalProxies ${internalProxies} of remoteIp, with requests of ${frontend.node.path} over HTTP from ${address}`,
    why: 'the front end is not believed, so that applications and the access log take it for the visitor',
    fix: `write a pattern that ${address} matches, or leave internalProxies out, which believes all private addresses`,
  })];
}

/** Whether a pattern of Java matches an address. What only Java compiles may. */
function mayMatch(pattern: string, address: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(address);
  } catch {
    return true;
  }
}
