import { join } from 'node:path';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { App, TerraformStack, TerraformVariable } from 'cdktf';
import {
  AzureSubnet, AzureTier, AzureVmHosts, DockerHosts, Host, Membership, RedissonJars, Secret, SessionCluster, TomcatInstance, TomcatLibrary,
} from 'cdktf-tomcat-cluster';
import { MachineHost } from '../../support/machine-host';
import { ArchivedFiles, writeArchive } from '../../support/archive';
import { driverJar } from '../../support/driver-jar';
import { SSH_KEY } from '../../support/ssh-key';

const SHARED = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shared/providers';

/** What stands around an example: each part is made when the example names it. docs/checks.md says what they are. */
export class Given {
  public readonly app: App;
  public readonly networkId = `${SHARED}/Microsoft.Network/virtualNetworks/hub`;
  public readonly groupId = `${SHARED}/Microsoft.Network/networkSecurityGroups/nsg-shop`;
  public readonly vaultId = `${SHARED}/Microsoft.KeyVault/vaults/shop-secrets`;
  public readonly vmId = `${SHARED}/Microsoft.Compute/virtualMachines/old`;
  public readonly adminSshKey = SSH_KEY;
  public readonly jars = RedissonJars.repository('https://maven.example.com/releases');
  private readonly parts = new Map<string, unknown>();

  public constructor(private readonly folder: string) {
    this.app = new App({ outdir: folder, stackTraces: false });
  }

  public get stack(): TerraformStack {
    return this.once('stack', () => this.newStack('shop'));
  }

  public get secret(): Secret {
    return this.once('secret', () => Secret.fromVariable(new TerraformVariable(this.stack, 'ajp_secret', { type: 'string', sensitive: true })));
  }

  public get hosts(): DockerHosts {
    return this.once('hosts', () => new DockerHosts(this.stack, 'hosts'));
  }

  public get host(): Host {
    return this.once('host', () => this.hosts.add('was-01'));
  }

  public get cluster(): SessionCluster {
    return this.once('cluster', () => new SessionCluster(this.stack, 'site', { membership: Membership.multicast() }));
  }

  /** A Tomcat that is whole by itself. */
  public get tomcat(): TomcatInstance {
    return this.once('tomcat', () => new TomcatInstance(this.stack, 'shop-01', { host: this.hosts.add('shop-01'), ajpSecret: this.secret }));
  }

  public get azure(): AzureVmHosts {
    return this.once('azure', () => new AzureVmHosts(this.stack, 'azure', { location: 'koreacentral', adminSshKey: this.adminSshKey }));
  }

  public get was(): AzureTier {
    return this.once('was', () => this.azure.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] }));
  }

  /** A machine of a provider of one's own. */
  public get machine(): Host {
    return this.once('machine', () => new MachineHost(this.stack, 'machine', '10.0.0.4'));
  }

  /** Another one, in a subnet of their network. */
  public readonly machineIn = (subnet: string, name: string): Host => new MachineHost(this.stack, name, subnet.replace(/\d+\/\d+$/, '4'), { subnet });

  public readonly newStack = (id: string): TerraformStack => {
    const stack = new TerraformStack(this.app, id);
    new DockerProvider(stack, 'docker');
    new AzurermProvider(stack, 'azurerm', { features: [{}] });
    return stack;
  };

  /** A WAR with these files. */
  public readonly war = (files: ArchivedFiles): string => writeArchive(join(this.folder, 'shop.war'), files);

  /** A jar with org.postgresql.Driver. */
  public get driver(): TomcatLibrary {
    return this.once('driver', () => TomcatLibrary.jar(driverJar(this.folder, 'org.postgresql.Driver')));
  }

  private once<T>(part: string, make: () => T): T {
    if (!this.parts.has(part)) this.parts.set(part, make());
    return this.parts.get(part) as T;
  }
}
