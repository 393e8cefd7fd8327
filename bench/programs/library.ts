import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { App, TerraformStack, TerraformVariable } from 'cdktf';
import { ApacheJkFrontend, DockerHosts, Membership, MultiSiteWasNode, Route, Secret, SessionCluster, SessionManager, WebApplication } from 'cdktf-tomcat-cluster';

const SITES = ['a', 'b', 'c', 'd'];

/** The description that is measured: 50 hosts with four sites each, behind two web hosts. */
export function run(outdir: string): void {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'bench');
  new DockerProvider(stack, 'docker');
  const hosts = new DockerHosts(stack, 'hosts', { subnet: '172.30.0.0/22' });
  const ajpSecret = Secret.fromVariable(new TerraformVariable(stack, 'ajp_secret', { type: 'string', sensitive: true }));
  const clusters = SITES.map((site) => new SessionCluster(stack, site, { membership: Membership.multicast(), manager: SessionManager.backup() }));

  for (let number = 1; number <= 50; number++) {
    const name = `was-${String(number).padStart(2, '0')}`;
    new MultiSiteWasNode(stack, name, {
      host: hosts.add(name),
      ajpSecret,
      sites: clusters.map((cluster) => ({ cluster, applications: [WebApplication.sessionProbe()] })),
    });
  }
  for (const [index, name] of ['web-01', 'web-02'].entries()) {
    const web = new ApacheJkFrontend(stack, name, { host: hosts.add(name, { publish: [{ port: 80, hostPort: 8081 + index }] }) });
    for (const cluster of clusters) web.addVirtualHost(`${cluster.clusterName}.example.com`, { routes: [Route.all(cluster)] });
  }
  app.synth();
}
