import { Check, error } from './check';
import { Problem } from './problem';
import { AJP_SECRET, PROXY_AJP_SECRET } from '../apache/ajp-secret';
import type { BalancerMember } from '../apache/route-target';
import { isLoopback } from '../network/loopback';
import type { Secret } from '../text/secret';
import type { Topology } from '../topology/topology';

/** AJP trusts whoever speaks it: beyond the own machine it needs a secret. Within it Tomcat wants one too, unless it is told not to. */
export const ajpHasSecret: Check = (topology) => topology.instances.flatMap((instance) => instance._connectors
  .filter((connector) => connector._protocol === 'AJP')
  .filter((connector) => isLoopback(instance._addressBoundBy(connector))
    ? !instance._secretOf(connector) && connector._secretRequired
    : !instance._secretOf(connector) || !connector._secretRequired)
  .map((connector) => error('AJP_SECRET_MISSING', instance.node.path, {
    got: `an AJP connector on ${instance._addressBoundBy(connector)}:${instance._portOf(connector)} ${connector._secretRequired
      ? 'without a secret' : 'with secretRequired: false'}`,
    why: 'whoever reaches it can pass for any user and any client address; Tomcat 9.0.31 and later do not start it without a secret',
    fix: 'pass ajpSecret: Secret.fromVariable(variable) and leave secretRequired out, or bind the connector to 127.0.0.1 with secretRequired: false',
  })));

/** A worker must say what its connector expects. */
export const secretsAgree: Check = (topology) => topology.frontends.flatMap((frontend) => {
  const own = frontend._ajpSecret;
  const members = frontend._targets.flatMap(({ _balancerMembers }) => _balancerMembers);
  return own ? [...new Map(members.map((member) => [member.path, member])).values()].flatMap((member) => disagreement(frontend, own, member)) : [];
});

/** Tomcats elsewhere whose secret is not said expect that of the front end. */
function disagreement(frontend: Topology['frontends'][number], own: Secret, { path, instance, secret: expected }: BalancerMember): Problem[] {
  if (instance ? !instance._ajpConnector : !expected) return [];
  if (expected && own._equals(expected)) return [];
  return [error('AJP_SECRET_DIFFERS', frontend.node.path, {
    got: `ajpSecret ${own.name}`,
    why: expected
      ? `the AJP connector of ${path} expects the secret ${expected.name} and would answer 403`
      : `the AJP connector of ${path} has no secret, so that this one would be ignored`,
    fix: 'leave ajpSecret of the front end out: it takes the one of each connector',
  })];
}

/** workers.properties has no escapes, so that only some characters arrive. */
export const secretFitsWorkersProperties: Check = (topology) => {
  const secrets = new Map(members(topology).flatMap(({ frontend, member }) => member.secret ? [[member.secret, { frontend, member }]] : []));
  return [...secrets]
    .filter(([secret, { frontend: { _balancedBy } }]) => secret._plainText !== undefined
      && !new RegExp((_balancedBy === 'mod_jk' ? AJP_SECRET : PROXY_AJP_SECRET).pattern).test(secret._plainText))
    .map(([secret, { frontend: { _balancedBy }, member }]) => error('AJP_SECRET_ALPHABET', member.path, {
      got: `the AJP secret (${secret.name})${secret._plainText?.includes('#') ? ', which holds a #' : ''}`,
      ...(_balancedBy === 'mod_jk' ? {
        why: 'in workers.properties # begins a comment and $( a variable, so that httpd would use another secret; short ones are guessed',
        fix: 'use at least 16 of A-Z, a-z, 0-9, _ and -, and pass it as Secret.fromVariable(variable)',
      } : {
        why: 'mod_proxy_ajp does not start with more than 63 characters; short ones are guessed',
        fix: 'use 16 to 63 of A-Z, a-z, 0-9, _ and -, and pass it as Secret.fromVariable(variable)',
      }),
    }));
};

function members(topology: Topology): { frontend: Topology['frontends'][number]; member: BalancerMember }[] {
  return topology.frontends.flatMap((frontend) => frontend._balancers
    .flatMap((balancer) => balancer.members.map((member) => ({ frontend, member }))));
}
