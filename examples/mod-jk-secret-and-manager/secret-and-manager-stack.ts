import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  ApacheJkFrontend, Checks, Connector, DockerHosts, Membership, Route, Secret, SessionCluster, TomcatDistribution, TomcatInstance, WebApplication,
} from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';

export interface SecretAndManagerProps {
  /** The addresses of the containers. */
  readonly subnet: string;
  /** The port of 127.0.0.1 on which the site answers. */
  readonly port: number;
  /** The ports of 127.0.0.1 on which the manager applications of worker1 and worker2 answer. */
  readonly managerPorts: number[];
  /**
   * Who may use the manager applications, and look at what the front end knows of its Tomcats. 127.0.0.1 of the engine's machine comes as the
   * first address of the subnet.
   */
  readonly administrators: string[];
  /** An image that is laid out like the official one, which holds the manager application. */
  readonly tomcatImage: string;
  /** What visitors see, below /shop. */
  readonly application: WebApplication;
}

/** One Apache before two Tomcats, each with an AJP secret of its own, and with the manager application for administrators alone. */
export class SecretAndManagerStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: SecretAndManagerProps) {
    super(scope, id);
    new DockerProvider(this, 'docker');
    this.addOverride('terraform.required_providers.docker.version', '>= 3.6.2, < 5.0.0');

    const hosts = new DockerHosts(this, 'hosts', { subnet: props.subnet });
    const users = [
      { username: 'ops', password: this.secret('ops_password'), roles: ['manager-gui'] },
      { username: 'deploy', password: this.secret('deploy_password'), roles: ['manager-script'] },
    ];
    const manager = WebApplication.manager('/usr/local/tomcat/webapps.dist/manager', { allowedFrom: props.administrators });

    const cluster = new SessionCluster(this, 'shop', { membership: Membership.multicast() });
    ['worker1', 'worker2'].forEach((name, index) => new TomcatInstance(this, name, {
      host: hosts.add(`was-0${index + 1}`, { publish: [{ port: 8080, hostPort: props.managerPorts[index] }] }),
      distribution: TomcatDistribution.image(props.tomcatImage),
      jvmRoute: name,
      cluster,
      ajpSecret: this.secret(`ajp_secret_${name}`),
      connectors: [Connector.ajp(), Connector.http({ address: '0.0.0.0' })],
      users,
      applications: [props.application, manager],
    }));

    const web = new ApacheJkFrontend(this, 'web', {
      host: hosts.add('web-01', { publish: [{ port: 80, hostPort: props.port }] }),
      members: { worker1: { lbfactor: 1 }, worker2: { lbfactor: 1 } },
      status: { from: props.administrators },
    });
    // Pages, and what else an application of pages has: its start page, its one servlet, its style sheets.
    web.addVirtualHost('www.example.com', { routes: [Route.path('/shop', cluster, { only: ['/', '/session', '*.jsp', '*.css'] })] });
    Checks.of(web).accept('SINGLE_POINT_OF_FAILURE', 'all hosts are containers of one machine, with which everything stops anyway');
  }

  private secret(name: string): Secret {
    return Secret.fromVariable(new TerraformVariable(this, name, { type: 'string', sensitive: true }));
  }
}
