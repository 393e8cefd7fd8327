import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformStack, TerraformVariable } from 'cdktf';
import { ApacheJkFrontend, Checks, DockerHosts, Membership, Route, Secret, SessionCluster, TomcatInstance, WebApplication } from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';

export interface TwoTomcatsProps {
  /** The addresses of the containers. */
  readonly subnet: string;
  /** The port of 127.0.0.1 on which the site answers. */
  readonly port: number;
}

/** One host with two Tomcats of one site, and the httpd in front of them: either Tomcat may stop, and the site goes on. */
export class TwoTomcatsStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: TwoTomcatsProps) {
    super(scope, id);
    new DockerProvider(this, 'docker');
    this.addOverride('terraform.required_providers.docker.version', '>= 3.6.2, < 5.0.0');

    const hosts = new DockerHosts(this, 'hosts', { subnet: props.subnet });
    const host = hosts.add('app-01', { publish: [{ port: 80, hostPort: props.port }] });
    const ajpSecret = Secret.fromVariable(new TerraformVariable(this, 'ajp_secret', { type: 'string', sensitive: true }));

    const site = new SessionCluster(this, 'site', { membership: Membership.multicast() });
    ['tomcat1', 'tomcat2'].forEach((name, portIndex) => new TomcatInstance(this, name, {
      host,
      portIndex,
      jvmRoute: name,
      cluster: site,
      ajpSecret,
      applications: [WebApplication.sessionProbe()],
    }));

    const web = new ApacheJkFrontend(this, 'web', { host });
    web.addVirtualHost('www.example.com', { routes: [Route.all(site)] });
    Checks.of(web).accept('SINGLE_POINT_OF_FAILURE', 'everything is on one host, with which all of it stops');
  }
}
