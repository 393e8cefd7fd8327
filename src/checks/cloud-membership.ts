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

/** Where the API of Kubernetes is, and who asks it: each by the one name or the other. */
const TOLD_TO_PODS = [
  ['KUBERNETES_SERVICE_HOST', 'OPENSHIFT_KUBE_PING_MASTER_HOST'],
  ['KUBERNETES_SERVICE_PORT', 'OPENSHIFT_KUBE_PING_MASTER_PORT'],
  ['SA_TOKEN_FILE', 'OPENSHIFT_KUBE_PING_SA_TOKEN_FILE', 'KUBERNETES_CLIENT_CERTIFICATE_FILE', 'OPENSHIFT_KUBE_PING_CLIENT_CERT_FILE'],
];

/** Kubernetes tells its pods how to ask it. */
export const kubernetesIsAskedByWhoCan: Check = (topology) => topology.instances
  .filter(({ cluster, host }) => cluster?._membership._cloud?.provider === 'kubernetes' && !host._mayBePods)
  .flatMap((instance) => {
    const { environment = {} } = instance._props;
    const missing = TOLD_TO_PODS.filter((names) => !names.some((name) => name in environment)).map(([name]) => name);
    return missing.length === 0 ? [] : [error('CLOUD_ENVIRONMENT', instance.node.path, {
      got: `Membership.kubernetes() on ${instance.host.hostName}, without ${missing.join(', ')}`,
      why: 'Kubernetes says this to its pods, and this is none: Tomcat would not start, or find nobody',
      fix: `use ${instance.host._multicastHindrance === undefined ? 'Membership.multicast() or ' : ''}Membership.staticUnicast(), or say it in its environment`,
    })];
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
