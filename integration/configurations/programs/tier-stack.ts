import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  ApacheDistribution, ApacheJkFrontend, Connector, DockerHosts, Executor, Membership, Route, Secret, SessionCluster, SessionManager,
  TomcatDistribution, TomcatInstance, TomcatRelease, WebApplication,
} from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';

export interface TierProps {
  readonly subnet: string;
  /** The port of 127.0.0.1 on which the front end answers. */
  readonly port: number;
  /** Archives of the releases that the library names. */
  readonly archive9: string;
  readonly archive11: string;
  /** An image laid out like the official one, which holds Tomcat 10.1. */
  readonly tomcatImage: string;
  /** An image laid out like the official one. */
  readonly httpdImage: string;
  readonly war: string;
}

/** Means something in XML, properties, shells, Terraform's templates and Tomcat's own variables. */
export const HOSTILE = 'it\'s "${HOME}" $HOME $(id) `id` %{if} $${x} %%{y} \\ \\n <a>&amp;</a> ü € 😀  two  blanks #';
export const HOSTILE_LINES = `${HOSTILE}\n\tand another line`;
export const HOSTILE_PATTERN = '%h "%r" %s <%{User-Agent}i> %{if}i it\'s ${no.such.property} \\ &amp; ü € 😀';

/** Every way to get a Tomcat and an httpd beside the packages of the operating system, one line of Tomcat each. */
export class TierStack extends TerraformStack {
  /** The Tomcats by the name of their container. */
  public readonly tomcats: Record<string, TomcatInstance> = {};
  /** The front end by the name of its container. */
  public readonly frontends: Record<string, ApacheJkFrontend> = {};

  constructor(scope: Construct, id: string, props: TierProps) {
    super(scope, id);
    new DockerProvider(this, 'docker');
    this.addOverride('terraform.required_providers.docker.version', '>= 3.6.2, < 5.0.0');
    const secret = (name: string) => Secret.fromVariable(new TerraformVariable(this, name, { type: 'string', sensitive: true }));
    const ajpSecret = secret('ajp_secret');

    const hosts = new DockerHosts(this, 'hosts', { subnet: props.subnet });
    const shop = new SessionCluster(this, 'shop', { membership: Membership.staticUnicast() });
    const backup = new SessionCluster(this, 'backup', { membership: Membership.multicast(), manager: SessionManager.backup() });
    for (const name of ['was-01', 'was-02']) {
      const host = hosts.add(name);
      this.tomcats[`${id}-${name}-shop`] = new TomcatInstance(this, `${name}-shop`, {
        host,
        instanceName: 'shop',
        cluster: shop,
        release: TomcatRelease.V11_0,
        distribution: TomcatDistribution.localArchive(props.archive11),
        ajpSecret,
        applications: [WebApplication.war(props.war, { contextPath: '/shop' })],
      });
      this.tomcats[`${id}-${name}-backup`] = new TomcatInstance(this, `${name}-backup`, {
        host,
        instanceName: 'backup',
        cluster: backup,
        release: TomcatRelease.V9_0,
        distribution: TomcatDistribution.localArchive(props.archive9),
        ajpSecret,
        applications: [WebApplication.sessionProbe()],
        portIndex: 1,
      });
    }

    const lone = this.tomcats[`${id}-was-03-lone`] = new TomcatInstance(this, 'lone', {
      host: hosts.add('was-03'),
      release: TomcatRelease.V10_1,
      distribution: TomcatDistribution.image(props.tomcatImage),
      ajpSecret,
      applications: [WebApplication.sessionProbe()],
      jvmOptions: ['-XX:+UseSerialGC', `-Dhostile=${HOSTILE}`],
      environment: { HOSTILE: HOSTILE_LINES },
      accessLogPattern: HOSTILE_PATTERN,
      users: [{ username: HOSTILE, password: secret('password'), roles: ['a-role'] }],
    });

    // It has no application yet, and few threads.
    this.tomcats[`${id}-was-04-bare`] = new TomcatInstance(this, 'bare', {
      host: hosts.add('was-04'),
      release: TomcatRelease.V10_1,
      distribution: TomcatDistribution.image(props.tomcatImage),
      connectors: [Connector.http({ executor: Executor.platform('few', { maxThreads: 5 }) })],
    });

    const web = this.frontends[`${id}-web-01-httpd`] = new ApacheJkFrontend(this, 'web-01', {
      host: hosts.add('web-01', { publish: [{ port: 80, hostPort: props.port }] }),
      distribution: ApacheDistribution.officialImage(props.httpdImage),
    });
    web.addVirtualHost('backup.example.com', { routes: [Route.all(backup)] });
    web.addVirtualHost('lone.example.com', { routes: [Route.path('/shop', shop), Route.all(lone)], serverAliases: ['alone.example.com'] });
    web.addVirtualHost('shop.example.com', { routes: [Route.path('/shop', shop)] });
  }
}
