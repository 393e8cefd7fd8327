import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { App, TerraformStack, TerraformVariable } from 'cdktf';
import {
  ApacheJkFrontend, DockerHosts, DockerNetwork, ExternalTomcats, Membership, Route, Secret, SessionCluster, TomcatInstance, WebApplication,
} from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';

/** The address of the Tomcat of the eastern stack. */
const EAST = process.env.EAST!;

/** Hosts on a network that exists, and a secret of the stack. */
class SiteStack extends TerraformStack {
  public readonly hosts: DockerHosts;
  public readonly ajpSecret: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new DockerProvider(this, 'docker');
    this.addOverride('terraform.required_providers.docker.version', '>= 3.6.2, < 5.0.0');
    this.hosts = new DockerHosts(this, 'hosts', { network: DockerNetwork.bridge(process.env.NETWORK!, process.env.SUBNET!) });
    this.ajpSecret = Secret.fromVariable(new TerraformVariable(this, 'ajp_secret', { type: 'string', sensitive: true }));
  }

  public tomcat(hostName: string, cluster: SessionCluster, address?: string): void {
    new TomcatInstance(this, hostName, {
      host: this.hosts.add(hostName, { addresses: address ? { site: address } : undefined }),
      instanceName: 'site',
      cluster,
      ajpSecret: this.ajpSecret,
      applications: [WebApplication.sessionProbe()],
    });
  }

  public web(hostName: string, port: string): ApacheJkFrontend {
    return new ApacheJkFrontend(this, hostName, {
      host: this.hosts.add(hostName, { publish: [{ port: 80, hostPort: Number(port) }] }),
      ajpSecret: this.ajpSecret,
    });
  }
}

const app = new App();
const east = new SiteStack(app, process.env.EAST_STACK!);
const west = new SiteStack(app, process.env.WEST_STACK!);

// One cluster with a member in each stack, and a front end that knows both.
const cluster = new SessionCluster(east, 'site', { membership: Membership.staticUnicast() });
east.tomcat('was-east', cluster, EAST);
west.tomcat('was-west', cluster);
east.web('web-east', process.env.EAST_PORT!).addVirtualHost('site.example.com', { routes: [Route.all(cluster)] });

// A front end that knows the Tomcat of the other stack by its address alone.
const known = new ExternalTomcats(west, 'known', { members: [{ jvmRoute: 'site-was-east', host: EAST }], ajpSecret: west.ajpSecret });
west.web('web-west', process.env.WEST_PORT!).addVirtualHost('site.example.com', { routes: [Route.all(known)] });

app.synth();
