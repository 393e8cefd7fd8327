import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformStack, TerraformVariable } from 'cdktf';
import { ApacheJkFrontend, DockerHosts, Membership, MultiSiteWasNode, Route, Secret, SessionCluster, WebApplication } from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';

export interface TwoSitesProps {
  /** The addresses of the containers. */
  readonly subnet: string;
  /** The ports of 127.0.0.1 on which web-01 and web-02 answer. */
  readonly ports: number[];
}

/** Two sites, each replicated over two WAS hosts, behind two web hosts. */
export class TwoSitesStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: TwoSitesProps) {
    super(scope, id);
    new DockerProvider(this, 'docker');
    this.addOverride('terraform.required_providers.docker.version', '>= 3.6.2, < 5.0.0');

    const hosts = new DockerHosts(this, 'hosts', { subnet: props.subnet });
    const ajpSecret = Secret.fromVariable(new TerraformVariable(this, 'ajp_secret', { type: 'string', sensitive: true }));

    const membership = Membership.multicast();
    const a = new SessionCluster(this, 'a', { membership });
    const b = new SessionCluster(this, 'b', { membership });

    for (const name of ['was-01', 'was-02']) {
      new MultiSiteWasNode(this, name, {
        host: hosts.add(name),
        ajpSecret,
        sites: [
          { cluster: a, applications: [WebApplication.sessionProbe()] },
          { cluster: b, applications: [WebApplication.sessionProbe()] },
        ],
      });
    }

    props.ports.forEach((port, index) => {
      const name = `web-0${index + 1}`;
      const web = new ApacheJkFrontend(this, name, { host: hosts.add(name, { publish: [{ port: 80, hostPort: port }] }) });
      web.addVirtualHost('a.example.com', { routes: [Route.all(a)] });
      web.addVirtualHost('b.example.com', { routes: [Route.all(b)] });
    });
  }
}
