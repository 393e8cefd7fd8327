import { Check, error } from './check';
import { Problem } from './problem';
import { AJP_SECRET } from '../apache/ajp-secret';
import type { BalancingModule } from '../apache/distribution';
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

/** No module that balances takes every character, nor any number of them. A secret that several Tomcats have is one problem. */
export const secretsAreTaken: Check = (topology) => {
  const refused = topology.frontends.flatMap(({ _balancers, _balancedBy }) => _balancers.flatMap(({ members }) => members)
    .flatMap(({ secret, path }) => secret && !isTaken(secret, _balancedBy) ? [{ secret, path, rule: AJP_SECRET[_balancedBy] }] : []));
  return [...new Map(refused.map((each) => [each.secret, each])).values()].map(({ secret, path, rule: { why, fix } }) => error('AJP_SECRET_ALPHABET', path, {
    got: `the AJP secret (${secret.name})${secret._plainText?.includes('#') ? ', which holds a #' : ''}`, why, fix,
  }));
};

/** One that comes later is looked at when Terraform plans. */
function isTaken({ _plainText }: Secret, module: BalancingModule): boolean {
  return _plainText === undefined || new RegExp(AJP_SECRET[module].pattern).test(_plainText);
}
