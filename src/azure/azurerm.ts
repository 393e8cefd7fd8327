import type * as applicationSecurityGroup from '@cdktf/provider-azurerm/lib/application-security-group';
import type * as lb from '@cdktf/provider-azurerm/lib/lb';
import type * as lbBackendAddressPool from '@cdktf/provider-azurerm/lib/lb-backend-address-pool';
import type * as lbProbe from '@cdktf/provider-azurerm/lib/lb-probe';
import type * as lbRule from '@cdktf/provider-azurerm/lib/lb-rule';
import type * as linuxVirtualMachine from '@cdktf/provider-azurerm/lib/linux-virtual-machine';
import type * as natGateway from '@cdktf/provider-azurerm/lib/nat-gateway';
import type * as natGatewayPublicIpAssociation from '@cdktf/provider-azurerm/lib/nat-gateway-public-ip-association';
import type * as networkInterface from '@cdktf/provider-azurerm/lib/network-interface';
import type * as networkInterfaceApplicationSecurityGroupAssociation from '@cdktf/provider-azurerm/lib/network-interface-application-security-group-association';
import type * as networkInterfaceBackendAddressPoolAssociation from '@cdktf/provider-azurerm/lib/network-interface-backend-address-pool-association';
import type * as networkSecurityGroup from '@cdktf/provider-azurerm/lib/network-security-group';
import type * as networkSecurityRule from '@cdktf/provider-azurerm/lib/network-security-rule';
import type * as publicIp from '@cdktf/provider-azurerm/lib/public-ip';
import type * as resourceGroup from '@cdktf/provider-azurerm/lib/resource-group';
import type * as roleAssignment from '@cdktf/provider-azurerm/lib/role-assignment';
import type * as subnet from '@cdktf/provider-azurerm/lib/subnet';
import type * as subnetNatGatewayAssociation from '@cdktf/provider-azurerm/lib/subnet-nat-gateway-association';
import type * as subnetNetworkSecurityGroupAssociation from '@cdktf/provider-azurerm/lib/subnet-network-security-group-association';
import type * as userAssignedIdentity from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import type * as virtualMachineRunCommand from '@cdktf/provider-azurerm/lib/virtual-machine-run-command';
import type * as virtualNetwork from '@cdktf/provider-azurerm/lib/virtual-network';

/**
 * The resources of the provider that the library makes. Each is loaded when it is first used: an app without Azure loads
 * none of them.
 */
export const azurerm = {
  get ApplicationSecurityGroup() { return load<typeof applicationSecurityGroup>('application-security-group').ApplicationSecurityGroup; },
  get Lb() { return load<typeof lb>('lb').Lb; },
  get LbBackendAddressPool() { return load<typeof lbBackendAddressPool>('lb-backend-address-pool').LbBackendAddressPool; },
  get LbProbe() { return load<typeof lbProbe>('lb-probe').LbProbe; },
  get LbRule() { return load<typeof lbRule>('lb-rule').LbRule; },
  get LinuxVirtualMachine() { return load<typeof linuxVirtualMachine>('linux-virtual-machine').LinuxVirtualMachine; },
  get NatGateway() { return load<typeof natGateway>('nat-gateway').NatGateway; },
  get NatGatewayPublicIpAssociation() { return load<typeof natGatewayPublicIpAssociation>('nat-gateway-public-ip-association').NatGatewayPublicIpAssociation; },
  get NetworkInterface() { return load<typeof networkInterface>('network-interface').NetworkInterface; },
  get NetworkInterfaceApplicationSecurityGroupAssociation() { return load<typeof networkInterfaceApplicationSecurityGroupAssociation>('network-interface-application-security-group-association').NetworkInterfaceApplicationSecurityGroupAssociation; },
  get NetworkInterfaceBackendAddressPoolAssociation() { return load<typeof networkInterfaceBackendAddressPoolAssociation>('network-interface-backend-address-pool-association').NetworkInterfaceBackendAddressPoolAssociation; },
  get NetworkSecurityGroup() { return load<typeof networkSecurityGroup>('network-security-group').NetworkSecurityGroup; },
  get NetworkSecurityRule() { return load<typeof networkSecurityRule>('network-security-rule').NetworkSecurityRule; },
  get PublicIp() { return load<typeof publicIp>('public-ip').PublicIp; },
  get ResourceGroup() { return load<typeof resourceGroup>('resource-group').ResourceGroup; },
  get RoleAssignment() { return load<typeof roleAssignment>('role-assignment').RoleAssignment; },
  get Subnet() { return load<typeof subnet>('subnet').Subnet; },
  get SubnetNatGatewayAssociation() { return load<typeof subnetNatGatewayAssociation>('subnet-nat-gateway-association').SubnetNatGatewayAssociation; },
  get SubnetNetworkSecurityGroupAssociation() { return load<typeof subnetNetworkSecurityGroupAssociation>('subnet-network-security-group-association').SubnetNetworkSecurityGroupAssociation; },
  get UserAssignedIdentity() { return load<typeof userAssignedIdentity>('user-assigned-identity').UserAssignedIdentity; },
  get VirtualMachineRunCommand() { return load<typeof virtualMachineRunCommand>('virtual-machine-run-command').VirtualMachineRunCommand; },
  get VirtualNetwork() { return load<typeof virtualNetwork>('virtual-network').VirtualNetwork; },
};

function load<T>(resource: string): T {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(`@cdktf/provider-azurerm/lib/${resource}`) as T;
}
