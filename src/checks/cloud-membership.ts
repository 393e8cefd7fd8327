import { Check, error, warning } from './check';
import { mayMeet } from './membership';
import type { CloudMembership } from '../cluster/cloud-membership';

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

/** Whoever has an address of the name, or a pod of the namespace, and a receiver at the port, is a member. */
export const cloudClustersAreApart: Check = (topology) => topology.clusters.flatMap((cluster, index, clusters) => {
  const { _cloud: cloud } = cluster._membership;
  const ports = new Set(cluster.members.map(({ _member: { port } }) => port));
  const other = clusters.slice(0, index).find((earlier) => askedFor(earlier._membership._cloud) === askedFor(cloud) && mayMeet(earlier, cluster)
    && earlier.members.some(({ _member: { port } }) => ports.has(port)));
  return !cloud || !other ? [] : [error('CLOUD_MEMBERS_SHARED', cluster.node.path, {
    got: `members that are found by ${Object.entries(cloud.environment).map(([name, value]) => `${name}=${value}`).join(' and ')}`,
    why: `those of ${other.node.path} are found by the same and have the same receiver port: the members of both would join one cluster`,
    fix: cloud.provider === 'dns' ? 'give each cluster a name of its own in the DNS, or a receiver.port of its own'
      : 'give each cluster labels of its own, or a receiver.port of its own',
  })];
});

function askedFor(cloud: CloudMembership | undefined): string | undefined {
  if (!cloud) return undefined;
  const { provider, environment } = cloud;
  const text = (value: string) => provider === 'dns' ? value.toLowerCase().replace(/\.$/, '') : value;
  return JSON.stringify([provider, ...Object.entries(environment).map(([name, value]) => [name, text(value)])]);
}

/** DNSMembershipProvider compares the addresses of the name with that which Java knows its own host by: every other one is another member's. */
export const membersKnowThemselvesInDns: Check = (topology) => topology.instances
  .filter(({ cluster, host }) => cluster?._membership._cloud?.provider === 'dns' && !host._knowsItsAddress)
  .map((instance) => warning('CLOUD_HOST_NAME', instance.node.path, {
    got: `Membership.dns() on the machine ${instance.host.hostName}`,
    why: 'a member knows itself by the address to which its machine maps its own name: where that is 127.0.1.1, as in /etc/hosts of Debian, or none, it takes '
      + 'itself for another member and sends to itself',
    fix: `use ${instance.host._multicastHindrance === undefined ? 'Membership.multicast() or ' : ''}Membership.staticUnicast(), or map the name of each machine to `
      + 'its own address in /etc/hosts, and accept this',
  }));
