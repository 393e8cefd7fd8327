import { Check, warning } from './check';

/** A SingleSignOn knows who has logged in to its Tomcat, and no other does, whoever has the sessions. */
export const singleSignOnOutlivesATomcat: Check = (topology) => topology.instances.flatMap((instance) => {
  const { cluster, _site: site, _props: { singleSignOn } } = instance;
  return !singleSignOn || !site ? [] : [warning('SINGLE_SIGN_ON_LOCAL', instance.node.path, {
    got: `singleSignOn for a member of ${site.node.path}`,
    why: 'it is in the memory of one Tomcat: when that dies, visitors go on in the applications that they have been to, must log in to each of the others, '
      + 'and a logout is one from a single application',
    fix: cluster
      ? 'leave singleSignOn out, and add ClusterValve.singleSignOn() to the valves of the cluster, beside ClusterValve.replication() and ClusterValve.jvmRouteBinder(); '
        + 'where the cluster runs already, that moves it from the Engine into the Host, and everybody is logged out once'
      : 'leave singleSignOn out, accept that, or use a SessionCluster with ClusterValve.singleSignOn(): Redis has sessions only',
  })];
});
