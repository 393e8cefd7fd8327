import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import {
  ApacheProxyFrontend, AzureLoadBalancer, AzureSubnet, AzureVmHosts, Checks, Membership, Route, Secret, SessionCluster, TomcatInstance,
  WebApplication,
} from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';

export interface StaticUnicastProps {
  /** The region. */
  readonly location: string;
  /** The public key of the administrator. */
  readonly adminSshKey: string;
}

/** One Apache before two Tomcats in two subnets, which replicate their sessions without multicast. */
export class StaticUnicastStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: StaticUnicastProps) {
    super(scope, id);
    new AzurermProvider(this, 'azurerm', { features: [{}] });
    this.addOverride('terraform.required_providers.azurerm.version', '>= 4.55.0, < 6.0.0');

    const hosts = new AzureVmHosts(this, 'hosts', { ...props, addressSpace: '192.168.0.0/16' });
    const web = hosts.addTier('web', { subnets: [AzureSubnet.withCidr('192.168.2.0/24')] });
    const was = hosts.addTier('was', { subnets: [AzureSubnet.withCidr('192.168.1.0/24'), AzureSubnet.withCidr('192.168.0.0/24')] });

    const ajpSecret = Secret.fromVariable(new TerraformVariable(this, 'ajp_secret', { type: 'string', sensitive: true }));
    const cluster = new SessionCluster(this, 'mycluster', { membership: Membership.staticUnicast() });
    ['tomcat1', 'tomcat2'].forEach((name, index) => new TomcatInstance(this, name, {
      host: was.add(name, { subnetIndex: index, address: `192.168.${1 - index}.4` }),
      jvmRoute: name,
      cluster,
      ajpSecret,
      applications: [WebApplication.sessionProbe()],
    }));

    const apache = new ApacheProxyFrontend(this, 'apache', { host: web.add('apache') });
    apache.addVirtualHost('mycluster.example.com', { routes: [Route.all(cluster)] });
    Checks.of(apache).accept('SINGLE_POINT_OF_FAILURE', 'it shows members in two subnets; a second front end would say the same');
    const balancer = new AzureLoadBalancer(this, 'public', { hosts, frontends: [apache] });
    new TerraformOutput(this, 'address', { value: balancer.publicAddress });
  }
}
