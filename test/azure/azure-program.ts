import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformStack } from 'cdktf';
import {
  ApacheJkFrontend, ApacheJkFrontendProps, AzureKeyVault, AzureSubnet, AzureTier, AzureVmHosts, AzureVmHostsProps, Host, IRouteTarget, Membership,
  RedisServer, RedisSessions, RedissonJars, Route, Secret, SessionCluster, SessionClusterProps, TomcatInstance, TomcatInstanceProps,
} from 'cdktf-tomcat-cluster';
import { newApp, problemsOf, terraformOf, variableSecret } from '../support/program';
import { SSH_KEY } from '../support/ssh-key';
import { Problem } from '../../src/checks/problem';

export const GROUP = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shared/providers';
export const NETWORK = `${GROUP}/Microsoft.Network/virtualNetworks/hub`;
export const VAULT = AzureKeyVault.fromId(`${GROUP}/Microsoft.KeyVault/vaults/shop-secrets`);

/** A resource as Terraform reads it. */
export type Resource = { [attribute: string]: any }; // eslint-disable-line @typescript-eslint/no-explicit-any

/** What Terraform reads of a stack. */
interface Terraform {
  readonly resource: { [type: string]: { [id: string]: Resource } };
  readonly variable: { [name: string]: Resource };
  readonly output: { [name: string]: Resource };
}

/** A stack with hosts on Azure, a tier of web and one of Tomcat machines, to which a test adds what it is about. */
export class AzureProgram {
  public readonly stack: TerraformStack;
  public readonly hosts: AzureVmHosts;
  public readonly secret: Secret;
  private tiers: { [name: string]: AzureTier } = {};

  public constructor(public readonly app: App = newApp(), private readonly id = 'shop', props: Partial<AzureVmHostsProps> = {}) {
    this.stack = new TerraformStack(app, id);
    new AzurermProvider(this.stack, 'azurerm', { features: [{}] });
    this.hosts = new AzureVmHosts(this.stack, 'hosts', { location: 'koreacentral', adminSshKey: SSH_KEY, ...props });
    this.secret = variableSecret(this.stack, 'ajp_secret');
  }

  public get web(): AzureTier {
    return this.tiers.web ??= this.hosts.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
  }

  public get was(): AzureTier {
    return this.tiers.was ??= this.hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] });
  }

  public cluster(id: string, props: Partial<SessionClusterProps> = {}): SessionCluster {
    return new SessionCluster(this.stack, id, { membership: Membership.staticUnicast(), ...props });
  }

  /** A site whose sessions are in Redis. */
  public redis(id: string): RedisSessions {
    const jars = RedissonJars.repository('https://maven.example.com/releases');
    return new RedisSessions(this.stack, id, { server: RedisServer.single('redis-01:6379'), jars, password: this.secret });
  }

  /** A Tomcat with a secret; the nth of its host has the nth ports. */
  public tomcat(id: string, host: Host, props: Partial<TomcatInstanceProps> = {}): TomcatInstance {
    const portIndex = host._services.filter(({ name }) => name !== 'httpd').length;
    return new TomcatInstance(this.stack, id, { host, ajpSecret: this.secret, portIndex, ...props });
  }

  /** A front end that sends every request to the targets, one virtual host each. */
  public frontend(id: string, host: Host, targets: IRouteTarget[], props: Partial<ApacheJkFrontendProps> = {}): ApacheJkFrontend {
    const frontend = new ApacheJkFrontend(this.stack, id, { host, ...props });
    targets.forEach((target) => frontend.addVirtualHost(`${target.node.id}.example.com`, { routes: [Route.all(target)] }));
    return frontend;
  }

  /** Sites, each on two Tomcat machines behind two web machines. */
  public sites(...names: string[]): ApacheJkFrontend[] {
    const clusters = names.map((name) => this.cluster(name));
    ['was-01', 'was-02'].map((name) => this.was.add(name)).forEach((host) => clusters
      .forEach((cluster) => this.tomcat(`${cluster.node.id}-${host.hostName}`, host, { cluster, instanceName: cluster.node.id })));
    return ['web-01', 'web-02'].map((name) => this.frontend(name, this.web.add(name), clusters));
  }

  public get problems(): Problem[] {
    return problemsOf(this.app).filter(({ code }) => code !== 'SINGLE_POINT_OF_FAILURE'); // each has of each only what it is about
  }

  public get terraform(): Terraform {
    return terraformOf(this.app, this.id) as Terraform;
  }

  /** The resources of a type by their names in Azure. */
  public named(type: string): { [name: string]: Resource } {
    return Object.fromEntries(Object.values(this.terraform.resource[`azurerm_${type}`] ?? {}).map((resource) => [resource.name, resource]));
  }

  /** The machines by their names. */
  public get machines(): { [name: string]: Resource } {
    return Object.fromEntries(Object.values(this.named('linux_virtual_machine')).map((machine) => [machine.computer_name, machine]));
  }

  /** The rules of the tier by their names. */
  public rules(tier: string): { [name: string]: Resource } {
    const rules = Object.entries<Resource>(this.terraform.resource.azurerm_network_security_rule ?? {});
    return Object.fromEntries(rules.filter(([id]) => id.startsWith(`hosts_${tier}_`)).map(([, rule]) => [rule.name, rule]));
  }
}

/** The shell script of a run command. */
export function scriptOf(command: Resource): string {
  const [, base64] = /^\$\{base64decode\("(.*)"\)\}$/.exec(command.source.script)!;
  return Buffer.from(base64, 'base64').toString('utf8');
}
