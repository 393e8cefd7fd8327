import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { TerraformOutput, TerraformStack } from 'cdktf';
import {
  ApacheJkFrontend, AzureKeyVault, AzureLoadBalancer, AzureSubnet, AzureVmHosts, Membership, MultiSiteWasNode, Route, SessionCluster, WebApplication,
} from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';

export interface AzureTwoSitesProps {
  /** The region. */
  readonly location: string;
  /** The public key of the administrator. */
  readonly adminSshKey: string;
  /** The Key Vault that holds the secret `ajp-secret`. */
  readonly keyVaultId: string;
}

/** Two sites, each replicated over two WAS machines in two zones, behind two web machines and a load balancer. */
export class AzureTwoSitesStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: AzureTwoSitesProps) {
    super(scope, id);
    new AzurermProvider(this, 'azurerm', { features: [{}] });
    this.addOverride('terraform.required_providers.azurerm.version', '>= 4.55.0, < 6.0.0');

    const vault = AzureKeyVault.fromId(props.keyVaultId);
    const hosts = new AzureVmHosts(this, 'hosts', { location: props.location, adminSshKey: props.adminSshKey, zones: ['1', '2'], keyVaults: [vault] });
    const webTier = hosts.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
    const wasTier = hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] });

    const membership = Membership.staticUnicast();
    const a = new SessionCluster(this, 'a', { membership });
    const b = new SessionCluster(this, 'b', { membership });

    for (const name of ['was-01', 'was-02']) {
      new MultiSiteWasNode(this, name, {
        host: wasTier.add(name),
        ajpSecret: vault.secret('ajp-secret'),
        sites: [
          { cluster: a, applications: [WebApplication.sessionProbe()] },
          { cluster: b, applications: [WebApplication.sessionProbe()] },
        ],
      });
    }

    const frontends = ['web-01', 'web-02'].map((name) => {
      const web = new ApacheJkFrontend(this, name, { host: webTier.add(name) });
      web.addVirtualHost('a.example.com', { routes: [Route.all(a)] });
      web.addVirtualHost('b.example.com', { routes: [Route.all(b)] });
      return web;
    });
    const balancer = new AzureLoadBalancer(this, 'public', { hosts, frontends });
    new TerraformOutput(this, 'address', { value: balancer.publicAddress });
  }
}
