import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { App, TerraformStack, TerraformVariable } from 'cdktf';
import {
  ApacheProxyFrontend, DockerHost, DockerHosts, DockerNetwork, Membership, PublishedPort, Route, Secret, SessionCluster, TomcatInstance,
  WebApplication,
} from 'cdktf-tomcat-cluster';

export interface ShopProps {
  /** The part of the network that is the shop's. */
  readonly subnet: string;
  /** The port of 127.0.0.1 on which web-01 answers. */
  readonly port: number;
}

/** One host, in a stack that is deployed by itself. */
class HostStack extends TerraformStack {
  public readonly host: DockerHost;
  public readonly ajpSecret: Secret;

  constructor(app: App, tier: string, name: string, subnet: string, publish?: PublishedPort[]) {
    super(app, `${tier}-${name}`);
    new DockerProvider(this, 'docker');
    this.addOverride('terraform.required_providers.docker.version', '>= 3.6.2, < 5.0.0');
    const hosts = new DockerHosts(this, 'hosts', { network: DockerNetwork.bridge(tier, subnet), namePrefix: tier });
    this.host = hosts.add(name, { publish });
    this.ajpSecret = Secret.fromVariable(new TerraformVariable(this, 'ajp_secret', { type: 'string', sensitive: true }));
  }
}

/** A shop on two WAS hosts behind a web host, each in a stack of its own: a change reaches one after the other. */
export function shop(app: App, tier: string, { subnet, port }: ShopProps): TerraformStack[] {
  const tomcats = ['was-01', 'was-02'].map((name) => new HostStack(app, tier, name, subnet));
  const web = new HostStack(app, tier, 'web-01', subnet, [{ port: 80, hostPort: port }]);

  const cluster = new SessionCluster(tomcats[0], 'shop', { membership: Membership.multicast() });
  for (const stack of tomcats) {
    const { host, ajpSecret } = stack;
    new TomcatInstance(stack, 'tomcat', { host, cluster, ajpSecret, applications: [WebApplication.sessionProbe()], sessionTimeoutMinutes: 30 });
  }
  const frontend = new ApacheProxyFrontend(web, 'web', { host: web.host, ajpSecret: web.ajpSecret });
  frontend.addVirtualHost('shop.example.com', { routes: [Route.all(cluster)] });
  return [...tomcats, web];
}
