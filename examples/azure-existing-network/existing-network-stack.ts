import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { TerraformStack } from 'cdktf';
import {
  ApacheJkFrontend, AzureExistingVm, AzureKeyVault, AzureNetwork, AzureResourceGroup, AzureSecurityGroup, AzureSubnet, AzureVmHosts, Checks,
  Membership, Route, SessionCluster, TomcatInstance, WebApplication,
} from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';

export interface ExistingNetworkProps {
  /** The public key of the administrator. */
  readonly adminSshKey: string;
  /** The id of the resource group that holds the team's network, security group, Key Vault, storage account and first virtual machine. */
  readonly sharedGroupId: string;
}

/** A shop in the network that its team has already, on one new machine and on one that has been there for long. */
export class ExistingNetworkStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: ExistingNetworkProps) {
    super(scope, id);
    new AzurermProvider(this, 'azurerm', { features: [{}] });
    this.addOverride('terraform.required_providers.azurerm.version', '>= 4.55.0, < 6.0.0');

    const shared = `${props.sharedGroupId}/providers`;
    const networkId = `${shared}/Microsoft.Network/virtualNetworks/hub`;
    const vault = AzureKeyVault.fromId(`${shared}/Microsoft.KeyVault/vaults/shop-secrets`);
    const securityGroup = AzureSecurityGroup.fromId(`${shared}/Microsoft.Network/networkSecurityGroups/nsg-shop`, { first: 2000, last: 2999 });

    const hosts = new AzureVmHosts(this, 'hosts', {
      resourceGroup: AzureResourceGroup.fromName('rg-shop', 'koreacentral'),
      network: AzureNetwork.fromId(networkId),
      adminSshKey: props.adminSshKey,
      keyVaults: [vault],
    });
    const subnets = [AzureSubnet.fromId(`${networkId}/subnets/shop`, '10.8.4.0/24')];
    const web = hosts.addTier('web', { subnets, securityGroup, sshFrom: ['10.8.0.0/26'] });
    const was = hosts.addTier('was', { subnets, securityGroup, sshFrom: ['10.8.0.0/26'] });

    const shop = new SessionCluster(this, 'shop', { membership: Membership.staticUnicast() });
    const old = new AzureExistingVm(this, 'old', {
      virtualMachineId: `${shared}/Microsoft.Compute/virtualMachines/shop-old`,
      location: 'koreacentral',
      address: '10.8.4.20',
      network: hosts.network,
      securityGroup,
    });
    // The new machines have an identity of their own; that of the old one has had its roles for long.
    new RoleAssignment(this, 'reads-releases', {
      scope: `${shared}/Microsoft.Storage/storageAccounts/shopreleases`,
      roleDefinitionName: 'Storage Blob Data Reader',
      principalId: hosts.identityPrincipalId,
      principalType: 'ServicePrincipal',
    });
    const application = WebApplication.warFromBlob(
      'https://shopreleases.blob.core.windows.net/wars/shop-1.4.2.war', '0f2d6c1be2a5b0a7a4f5b0a0b4c1a6b0f8a7d9ce5c9b8c3d3f0e1a2b3c4d5e6f',
    );
    [old, was.add('was-02')].forEach((host) => new TomcatInstance(this, `shop-${host.hostName}`, {
      host, instanceName: 'shop', cluster: shop, ajpSecret: vault.secret('ajp-secret'), applications: [application],
    }));

    // The team's own application gateway sends requests to the machine.
    web.letIn({ name: 'gateway', addresses: ['10.8.1.0/24'], port: 80 });
    const apache = new ApacheJkFrontend(this, 'web-01', { host: web.add('web-01') });
    apache.addVirtualHost('shop.example.com', { routes: [Route.all(shop)] });
    Checks.of(apache).accept('SINGLE_POINT_OF_FAILURE', 'it shows a network that is there; a second front end would say the same');
  }
}
