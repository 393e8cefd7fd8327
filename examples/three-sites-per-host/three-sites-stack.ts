import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformStack, TerraformVariable } from 'cdktf';
import { ApacheJkFrontend, DockerHosts, Membership, MultiSiteWasNode, Route, Secret, SessionCluster, WebApplication } from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';

export interface ThreeSitesProps {
  /** The addresses of the containers. */
  readonly subnet: string;
  /** The ports of 127.0.0.1 on which web-01 and web-02 answer. */
  readonly ports: number[];
}

/** Three sites, each with a Tomcat of its own on both WAS hosts, behind two web hosts. */
export class ThreeSitesStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: ThreeSitesProps) {
    super(scope, id);
    new DockerProvider(this, 'docker');
    this.addOverride('terraform.required_providers.docker.version', '>= 3.6.2, < 5.0.0');

    const hosts = new DockerHosts(this, 'hosts', { subnet: props.subnet });
    const ajpSecret = Secret.fromVariable(new TerraformVariable(this, 'ajp_secret', { type: 'string', sensitive: true }));

    const sites = ['ecs', 'ifs', 'pls'].map((name) => new SessionCluster(this, name, { membership: Membership.multicast() }));

    for (const name of ['was-01', 'was-02']) {
      new MultiSiteWasNode(this, name, {
        host: hosts.add(name),
        ajpSecret,
        maxHeapMegabytes: 256,
        accessLogPattern: '%h %l %u %t "%r" %s %b %{Referer}i %{User-Agent}i',
        sites: sites.map((cluster) => ({ cluster, applications: [WebApplication.sessionProbe()] })),
      });
    }

    props.ports.forEach((port, index) => {
      const name = `web-0${index + 1}`;
      const web = new ApacheJkFrontend(this, name, { host: hosts.add(name, { publish: [{ port: 80, hostPort: port }] }) });
      sites.forEach((site) => web.addVirtualHost(`${site.clusterName}.example.com`, { routes: [Route.all(site)] }));
    });
  }
}
