import { Check, error } from './check';

/** Tomcat reads from the environment of its process whom to ask for members, and otherwise asks for another name. */
export const cloudMembersHaveEnvironment: Check = (topology) => topology.instances.flatMap((instance) => {
  const { environment = {} } = instance._props;
  return Object.entries(instance.cluster?._membership._cloud?.environment ?? {})
    .filter(([name, value]) => environment[name] !== value)
    .map(([name, value]) => error('CLOUD_ENVIRONMENT', instance.node.path, {
      got: name in environment ? `${name}=${environment[name]}` : `no ${name} in its environment`,
      why: `Tomcat reads there what its cluster says: ${value}`,
      fix: `pass environment: { ${name}: '${value}' } to it`,
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
