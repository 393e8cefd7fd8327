import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  ApacheJkFrontend, ApacheProxyFrontend, DockerHosts, Membership, Route, Secret, SessionCluster, TomcatInstance, WebApplication,
} from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';

export interface DrainingProps {
  /** The addresses of the containers. */
  readonly subnet: string;
  /** The ports of 127.0.0.1 on which web-01, with mod_jk, and web-02, with mod_proxy, answer. */
  readonly ports: number[];
}

/** One site on two WAS hosts, behind a front end of each mechanism. */
export class DrainingStack extends TerraformStack {
  public constructor(scope: Construct, id: string, props: DrainingProps) {
    super(scope, id);
    new DockerProvider(this, 'docker');
    this.addOverride('terraform.required_providers.docker.version', '>= 3.6.2, < 5.0.0');

    const hosts = new DockerHosts(this, 'hosts', { subnet: props.subnet });
    const ajpSecret = Secret.fromVariable(new TerraformVariable(this, 'ajp_secret', { type: 'string', sensitive: true }));
    const shop = new SessionCluster(this, 'shop', { membership: Membership.multicast() });
    for (const name of ['was-01', 'was-02']) {
      new TomcatInstance(this, name, {
        host: hosts.add(name), ajpSecret, cluster: shop, instanceName: 'shop', applications: [WebApplication.sessionProbe()],
      });
    }
    [ApacheJkFrontend, ApacheProxyFrontend].forEach((Frontend, index) => {
      const name = `web-0${index + 1}`;
      const web = new Frontend(this, name, { host: hosts.add(name, { publish: [{ port: 80, hostPort: props.ports[index] }] }) });
      web.addVirtualHost('shop.example.com', { routes: [Route.all(shop)] });
    });
  }
}
