import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  ApacheFrontend, DockerHost, DockerHosts, ExternalTomcats, IRouteTarget, Route, Secret, SessionCluster, TomcatInstance, WebApplication,
} from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';
import { addressOf, CONFIGURATIONS, GUIDE, SUBNET, WAS_HOSTS } from './configurations';
import { MECHANISMS, portOf, webHostOf } from './mechanisms';

/** One site for each configuration, each on two Tomcats, behind one web host for each mechanism. */
export class ThroughputStack extends TerraformStack {
  private readonly wasHosts: DockerHost[];
  private readonly ajpSecret: Secret;

  /** @param war the application of all sites */
  public constructor(scope: Construct, id: string, private readonly war: string) {
    super(scope, id);
    new DockerProvider(this, 'docker');
    this.addOverride('terraform.required_providers.docker.version', '>= 3.6.2, < 5.0.0');
    this.ajpSecret = Secret.fromVariable(new TerraformVariable(this, 'ajp_secret', { type: 'string', sensitive: true }));

    const hosts = new DockerHosts(this, 'hosts', { subnet: SUBNET });
    this.wasHosts = WAS_HOSTS.map((name) => hosts.add(name, {
      addresses: Object.fromEntries(Object.keys(CONFIGURATIONS).map((site) => [site, addressOf(site, name)])),
    }));
    const targets: [site: string, target: IRouteTarget][] = [
      ...Object.keys(CONFIGURATIONS).map((site): [string, IRouteTarget] => [site, this.tomcatsOf(site)]),
      [GUIDE, this.external(GUIDE)],
    ];
    for (const mechanism of Object.keys(MECHANISMS)) {
      const web = this.web(mechanism, hosts);
      for (const [site, target] of targets) web.addVirtualHost(`${site}.example.com`, { routes: [Route.all(target)] });
    }
  }

  private web(mechanism: string, hosts: DockerHosts): ApacheFrontend {
    const host = hosts.add(webHostOf(mechanism), { publish: [{ port: 80, hostPort: portOf(mechanism) }] });
    return new MECHANISMS[mechanism](this, host.hostName, { host });
  }

  private tomcatsOf(site: string): IRouteTarget {
    const { cluster: props } = CONFIGURATIONS[site];
    const cluster = props && new SessionCluster(this, site, props());
    for (const host of this.wasHosts) {
      const jvmRoute = `${site}-${host.hostName}`;
      new TomcatInstance(this, `${host.hostName}-${site}`, {
        host,
        ajpSecret: this.ajpSecret,
        cluster,
        instanceName: site,
        portIndex: Object.keys(CONFIGURATIONS).indexOf(site),
        jvmRoute,
        applications: [WebApplication.war(this.war, { parameters: { site, instance: jvmRoute } })],
        startSeconds: 180, // all of them start at once
      });
    }
    return cluster ?? this.external(site, this.ajpSecret, 8009 + 10 * Object.keys(CONFIGURATIONS).indexOf(site));
  }

  /** Tomcats that no cluster holds together. */
  private external(site: string, ajpSecret?: Secret, port = 8009): IRouteTarget {
    const members = WAS_HOSTS.map((name) => ({ jvmRoute: `${site}-${name}`, host: addressOf(site, name), port }));
    return new ExternalTomcats(this, site, { members, ajpSecret });
  }
}
