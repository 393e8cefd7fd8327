import { join } from 'node:path';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  ApacheJkFrontend, DockerHosts, DockerNetwork, RedisServer, RedisSessions, RedissonJars, Route, Secret, SessionCluster, TomcatDistribution,
  TomcatInstance, TomcatRelease, WebApplication,
} from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';
import { Mode } from './modes';

export interface ReplicationProps {
  /** A network that is there already, on which the Redis is. */
  readonly network: string;
  /** The addresses of the containers. */
  readonly subnet: string;
  /** The address and port of the Redis. */
  readonly redis: string;
  /** The port of 127.0.0.1 on which web-01 answers. */
  readonly port: number;
  readonly modes: { [name: string]: Mode };
}

/** One site for each way of replication: was-01 has a Tomcat of each, and so on. */
export class ReplicationStack extends TerraformStack {
  public constructor(scope: Construct, id: string, props: ReplicationProps) {
    super(scope, id);
    new DockerProvider(this, 'docker');
    this.addOverride('terraform.required_providers.docker.version', '>= 3.6.2, < 5.0.0');

    const hosts = new DockerHosts(this, 'hosts', { network: DockerNetwork.bridge(props.network, props.subnet) });
    const wasHosts = ['was-01', 'was-02', 'was-03'].map((name) => hosts.add(name));
    const web = new ApacheJkFrontend(this, 'web-01', { host: hosts.add('web-01', { publish: [{ port: 80, hostPort: props.port }] }) });
    const [ajpSecret, encryptionKey, password] = ['ajp_secret', 'encryption_key', 'redis_password']
      .map((name) => Secret.fromVariable(new TerraformVariable(this, name, { type: 'string', sensitive: true })));

    Object.entries(props.modes).forEach(([name, mode], portIndex) => {
      const cluster = mode.cluster && new SessionCluster(this, name, mode.cluster(encryptionKey));
      const redisSessions = mode.redis
        ? new RedisSessions(this, name, { server: RedisServer.single(props.redis), jars: REDISSON, password })
        : undefined;
      const instances = wasHosts.slice(0, mode.members).map((host) => new TomcatInstance(this, `${host.hostName}-${name}`, {
        host,
        ajpSecret,
        cluster,
        redisSessions,
        instanceName: name,
        portIndex,
        jvmRoute: `${name}-${host.hostName}`,
        applications: [WebApplication.sessionProbe()],
        release: mode.release,
        distribution: distributionOf(mode.release),
        startSeconds: 180, // all of them start at once
      }));
      web.addVirtualHost(`${name}.example.com`, { routes: [Route.all(cluster ?? redisSessions ?? instances[0])] });
    });
  }
}

const CACHE = process.env.CDKTF_TOMCAT_CACHE ?? '';
const REDISSON = RedissonJars.folder(join(CACHE, 'redisson'));

/** Where the operating system does not package it, the archive that the tests keep in their cache. */
function distributionOf({ line, version }: TomcatRelease): TomcatDistribution {
  if (line === '10.1') return TomcatDistribution.operatingSystemPackage();
  return TomcatDistribution.localArchive(join(CACHE, 'tomcat', `apache-tomcat-${version}.tar.gz`));
}
