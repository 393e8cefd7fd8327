import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformStack, TerraformVariable } from 'cdktf';
import { DockerHosts, Failover, FailoverOptions, JkWorkerOptions, Route, Secret, SessionCluster, TomcatInstance, WebApplication } from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';
import { Kind } from './kinds';
import { MECHANISMS } from './mechanisms';

export interface FaultsProps {
  readonly mechanism: string;
  readonly kind: Kind;
  /** The addresses of the containers. */
  readonly subnet: string;
  /** The ports of 127.0.0.1 on which web-01 and web-02 answer. */
  readonly ports: number[];
  /** The application of the laboratory. */
  readonly war: string;
  /** How soon the front ends give up on a Tomcat, where it is not the default that is tried. */
  readonly failover?: FailoverOptions;
  /** What mod_jk does, where it is not the default that is tried. */
  readonly workers?: JkWorkerOptions;
  /** Options of the JVMs, where it is not the default that is tried. */
  readonly jvmOptions?: string[];
}

/** One site over a few WAS hosts, behind two web hosts. */
export class FaultsStack extends TerraformStack {
  public constructor(scope: Construct, id: string, props: FaultsProps) {
    super(scope, id);
    new DockerProvider(this, 'docker');
    this.addOverride('terraform.required_providers.docker.version', '>= 3.6.2, < 5.0.0');

    const hosts = new DockerHosts(this, 'hosts', { subnet: props.subnet });
    const ajpSecret = Secret.fromVariable(new TerraformVariable(this, 'ajp_secret', { type: 'string', sensitive: true }));
    const cluster = new SessionCluster(this, 'a', props.kind.cluster());

    for (let number = 1; number <= props.kind.wasHosts; number++) {
      const host = hosts.add(`was-0${number}`);
      const jvmRoute = `a-${host.hostName}`;
      new TomcatInstance(this, host.hostName, {
        host,
        ajpSecret,
        cluster,
        instanceName: 'a',
        jvmRoute,
        jvmOptions: props.jvmOptions,
        applications: [WebApplication.war(props.war, { parameters: { site: cluster.clusterName, instance: jvmRoute } })],
      });
    }

    props.ports.forEach((port, index) => {
      const name = `web-0${index + 1}`;
      const host = hosts.add(name, { publish: [{ port: 80, hostPort: port }] });
      const web = MECHANISMS[props.mechanism](this, name, { host, workers: props.workers, failover: Failover.standard(props.failover) });
      web.addVirtualHost('a.example.com', { routes: [Route.all(cluster), Route.path('/slow', cluster)] });
    });
  }
}
