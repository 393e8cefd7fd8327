import { Check, error, warning } from './check';

/** Pairs of interceptors whose order matters: the first must come before the second. */
const ORDER = [
  ['EncryptInterceptor', 'TcpFailureDetector', 'the channel does not start: the failure detector could not read encrypted messages'],
  ['TcpPingInterceptor', 'TcpFailureDetector', 'a ping that fails would not be seen by the failure detector'],
  ['GzipInterceptor', 'EncryptInterceptor', 'what is encrypted cannot be compressed any more'],
];

export const interceptorOrder: Check = (topology) => topology.clusters.flatMap((cluster) => {
  const names = cluster._interceptors.map(({ simpleName }) => simpleName);
  return ORDER.filter(([first, second]) => names.includes(second) && names.indexOf(first) > names.indexOf(second))
    .map(([first, second, why]) => error('INTERCEPTOR_ORDER', cluster.node.path, {
      got: `${second} before ${first}`, why, fix: `put ${first} before ${second}`,
    }));
});

export const interceptorsDiffer: Check = (topology) => topology.clusters.flatMap((cluster) => {
  const names = cluster._interceptors.map(({ simpleName }) => simpleName);
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))].map((name) => error('INTERCEPTOR_TWICE', cluster.node.path, {
    got: `${name} more than once`, why: 'every message would pass both, and be queued, encrypted or counted twice', fix: 'leave one',
  }));
});

/** Tomcat's documentation lists these as not expected to be of use in its clusters. */
const UNSUITABLE: { [name: string]: string } = {
  GzipInterceptor: 'compressing costs more time than it saves within one network',
  OrderInterceptor: 'one thread and one connection keep the order already, without waiting for messages that were lost',
  TwoPhaseCommitInterceptor: 'every message is sent twice, and a session has no transactions',
};

export const interceptorsAreForSessions: Check = (topology) => topology.clusters.flatMap((cluster) => cluster._interceptors
  .filter(({ simpleName }) => simpleName in UNSUITABLE)
  .map(({ simpleName }) => warning('INTERCEPTOR_UNSUITABLE', cluster.node.path, {
    got: simpleName, why: `Tomcat's documentation expects no use of it in clusters: ${UNSUITABLE[simpleName]}`, fix: 'leave it out',
  })));

/** Without a membership service, only these notice that a static member is gone, or back. */
export const staticMembersAreWatched: Check = (topology) => topology.clusters.filter(({ _membership }) => _membership._byInterceptor)
  .flatMap((cluster) => [['TcpPingInterceptor', 'tcpPing'], ['TcpFailureDetector', 'tcpFailureDetector']]
    .filter(([name]) => !cluster._interceptors.some(({ simpleName }) => simpleName === name))
    .map(([name, factory]) => error('STATIC_MEMBERS_UNWATCHED', cluster.node.path, {
      got: `StaticMechanism.INTERCEPTOR without ${name}`,
      why: 'nothing would notice that a member is gone, or back',
      fix: `add Interceptor.${factory}(), or leave interceptors out`,
    })));

export const domainsAgree: Check = (topology) => topology.clusters.flatMap((cluster) => cluster._interceptors
  .filter(({ _traits: { domain } }) => domain !== undefined && domain !== cluster._membership._domain)
  .map(({ _traits: { domain } }) => error('DOMAIN_DIFFERS', cluster.node.path, {
    got: `Interceptor.domainFilter('${domain}') and members ${cluster._membership._domain === undefined ? 'without a domain' : `of the domain ${cluster._membership._domain}`}`,
    why: 'the filter would let none of them through',
    fix: `give Membership.multicast() or Membership.staticUnicast() the domain '${domain}'`,
  })));

export const encryptionIsAuthenticated: Check = (topology) => topology.clusters.flatMap((cluster) => cluster._interceptors
  .filter(({ _traits: { algorithm } }) => algorithm && !algorithm._authenticated)
  .map(({ _traits: { algorithm } }) => warning('ENCRYPTION_MALLEABLE', cluster.node.path, {
    got: `Interceptor.encrypt() with ${algorithm!.transformation}`,
    why: 'who can change messages on their way is not noticed, and can learn what they say',
    fix: 'use EncryptionAlgorithm.AES_GCM on all members',
  })));
