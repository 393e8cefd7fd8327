import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformStack } from 'cdktf';
import {
  ApacheJkFrontend, AzureKeyVault, AzureSubnet, AzureVmHosts, Membership, MultiSiteWasNode, Route, SessionCluster, WebApplication,
} from 'cdktf-tomcat-cluster';

const SITES = 10;
const GROUP = 4;

/** Virtual machines in groups of four: ten sites on two of them, behind front ends on the other two. */
export function machines(count: number, outdir: string): void {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'bench');
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  const vault = AzureKeyVault.fromId('/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/shop');
  const hosts = new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey: 'ssh-ed25519 AAAA', keyVaults: [vault] });
  const web = hosts.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.0.0/23')] });
  const was = hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/23')] });
  const membership = Membership.staticUnicast();

  for (let group = 1; group <= count / GROUP; group++) {
    const clusters = Array.from({ length: SITES }, (_, site) => new SessionCluster(stack, `site-${group}-${site}`, { membership }));
    for (const number of [1, 2]) {
      new MultiSiteWasNode(stack, `was-${group}-${number}`, {
        host: was.add(`was-${group}-${number}`),
        ajpSecret: vault.secret('ajp-secret'),
        maxHeapMegabytes: 128,
        sites: clusters.map((cluster) => ({ cluster, applications: [WebApplication.sessionProbe()] })),
      });
      const frontend = new ApacheJkFrontend(stack, `web-${group}-${number}`, { host: web.add(`web-${group}-${number}`) });
      for (const cluster of clusters) frontend.addVirtualHost(`${cluster.clusterName}.example.com`, { routes: [Route.all(cluster)] });
    }
  }
  app.synth();
}
