import { Check, error } from './check';

/** Tomcat reads from the environment of its process whom to ask for members: another value there would ask for others. */
export const cloudMembersHaveEnvironment: Check = (topology) => topology.instances.flatMap((instance) => {
  const { environment = {} } = instance._props;
  return Object.entries(instance.cluster?._membership._cloud?.environment ?? {})
    .filter(([name, value]) => name in environment && environment[name] !== value)
    .map(([name, value]) => error('CLOUD_ENVIRONMENT', instance.node.path, {
      got: `${name}=${environment[name]}`,
      why: `Tomcat reads there what its cluster says: ${value}`,
      fix: `leave ${name} out of its environment: the cluster says it`,
    }));
});

/** DNS and Kubernetes know addresses; every member takes its own port for that of all. */
export const cloudMembersShareAPort: Check = (topology) => topology.clusters.filter(({ _membership }) => _membership._cloud)
  .flatMap(({ members: [first, ...others] }) => others
    .filter(({ _member: { port } }) => port !== first._member.port)
    .map((member) => error('CLOUD_PORTS_DIFFER', member.node.path, {
      got: `the receiver port ${member._member.port}, and ${first._member.port} of ${first.node.path}`,
      why: 'only addresses are looked up: a member takes its own port for that of all',
      fix: 'give all members the same receiver.port',
    })));
