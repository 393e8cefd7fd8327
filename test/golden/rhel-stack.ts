import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { TerraformStack } from 'cdktf';
import {
  ApacheProxyFrontend, AzureImage, AzureKeyVault, AzureSubnet, AzureVmHosts, HttpdLogs, Membership, Route, SessionCluster, TlsCertificate,
  TomcatInstance, WebApplication,
} from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';
import { SSH_KEY } from '../support/ssh-key';

/** A site on machines of the RHEL family, whose front end speaks TLS, logs to files and shows its status. */
export class RhelStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, 'azurerm', { features: [{}] });
    const vault = AzureKeyVault.fromId('/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/shop-secrets');
    const hosts = new AzureVmHosts(this, 'hosts', { location: 'koreacentral', adminSshKey: SSH_KEY, image: AzureImage.rhel9(), keyVaults: [vault] });
    const [webTier, wasTier] = ['web', 'was'].map((name, index) => hosts.addTier(name, { subnets: [AzureSubnet.withCidr(`10.20.${index + 1}.0/24`)] }));

    const shop = new SessionCluster(this, 'shop', { membership: Membership.staticUnicast() });
    for (const name of ['was-01', 'was-02']) {
      new TomcatInstance(this, name, {
        host: wasTier.add(name), ajpSecret: vault.secret('ajp-secret'), cluster: shop, instanceName: 'shop', applications: [WebApplication.sessionProbe()],
      });
    }
    const visitors = ['10.20.9.0/24'];
    for (const port of [80, 443]) webTier.letIn({ name: 'office', addresses: visitors, port });
    const web = new ApacheProxyFrontend(this, 'web-01', { host: webTier.add('web-01'), logs: HttpdLogs.daily('/var/log/shop'), status: { from: visitors } });
    web.addVirtualHost('shop.example.com', { routes: [Route.all(shop)], tls: { certificate: TlsCertificate.pemBundle(vault.secret('shop-pem')) } });
  }
}
