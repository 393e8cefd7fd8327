import { Check, error } from './check';

/** A channel is named after its Engine, and StaticMembershipService answers only those whose channel has the same name. */
export const engineNamesAgree: Check = (topology) => topology.clusters
  .filter(({ _membership: { _multicast, _cloud, _byInterceptor }, _ofHost }) => !_multicast && !_cloud && !_byInterceptor && !_ofHost)
  .flatMap(({ members: [first, ...others] }) => others
    .filter(({ _engineName }) => _engineName !== first._engineName)
    .map((member) => error('ENGINE_NAMES_DIFFER', member.node.path, {
      got: `engineName "${member._engineName}", and "${first._engineName}" of ${first.node.path}`,
      why: 'StaticMembershipService names its messages after the Engine, and drops those with another name: the members would not find each other',
      fix: 'give all members of the cluster one engineName, or leave it out',
    })));
