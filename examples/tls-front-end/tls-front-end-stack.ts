import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  ApacheJkFrontend, Checks, DockerHosts, FrameAncestors, Membership, Route, Secret, SessionCluster, TlsCertificate, TomcatInstance, WebApplication,
} from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';

export interface TlsFrontEndProps {
  /** The addresses of the containers. */
  readonly subnet: string;
  /** The port of 127.0.0.1 on which visitors are sent to HTTPS. */
  readonly port: number;
  /** The port of 127.0.0.1 on which the sites answer. */
  readonly tlsPort: number;
  /** Whose word is taken for a visitor's address. 127.0.0.1 of the engine's machine comes as the first address of the subnet. */
  readonly loadBalancers: string[];
  /** What visitors see. */
  readonly application: WebApplication;
}

/** One front end that speaks TLS for two names, each with its certificate, before two Tomcats. */
export class TlsFrontEndStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: TlsFrontEndProps) {
    super(scope, id);
    new DockerProvider(this, 'docker');
    this.addOverride('terraform.required_providers.docker.version', '>= 3.6.2, < 5.0.0');

    const hosts = new DockerHosts(this, 'hosts', { subnet: props.subnet });
    const shop = new SessionCluster(this, 'shop', { membership: Membership.multicast() });
    const ajpSecret = this.secret('ajp_secret');
    ['was-01', 'was-02'].forEach((name) => new TomcatInstance(this, name, {
      host: hosts.add(name), cluster: shop, ajpSecret, applications: [props.application],
    }));

    const publish = [{ port: 80, hostPort: props.port }, { port: 443, hostPort: props.tlsPort }];
    const web = new ApacheJkFrontend(this, 'web', { host: hosts.add('web-01', { publish }), remoteIp: { internalProxies: props.loadBalancers } });
    web.addVirtualHost('shop.example.com', {
      routes: [Route.all(shop)],
      serverAliases: ['www.example.com'],
      tls: { certificate: TlsCertificate.pemSecrets(this.secret('shop_crt'), this.secret('shop_key')) },
      securityHeaders: { noSniff: true, frameAncestors: FrameAncestors.self() },
      requestLimits: [{ limitRequestBodyBytes: 10_000 }, { path: '/upload', limitRequestBodyBytes: 1_000_000 }],
      errorPages: { 413: '<h1>That is too much</h1>', 502: '<h1>It broke off</h1>', 503: '<h1>Back soon</h1>' },
      maintenance: { page: '<h1>Closed for maintenance</h1>' },
      compression: true,
    });
    web.addVirtualHost('api.example.com', {
      routes: [Route.all(shop)],
      tls: { certificate: TlsCertificate.pemBundle(this.secret('api_pem')), hstsIncludeSubDomains: true },
      requestLimits: [{ methods: ['GET', 'POST', 'PUT', 'DELETE'] }],
    });
    Checks.of(web).accept('SINGLE_POINT_OF_FAILURE', 'it shows TLS; a second front end would say the same');
  }

  private secret(name: string): Secret {
    return Secret.fromVariable(new TerraformVariable(this, name, { type: 'string', sensitive: true }));
  }
}
