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
import type * as networkInterfaceSecurityGroupAssociation from '@cdktf/provider-azurerm/lib/network-interface-security-group-association';
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
import { providerResource } from '../terraform/provider-resource';

/**
 * The resources of the provider that the library makes. Each is loaded when it is first used: an app without Azure loads
 * none of them.
 */
export const azurerm = {
  get ApplicationSecurityGroup() { return providerResource<typeof applicationSecurityGroup>('azurerm', 'application-security-group').ApplicationSecurityGroup; },
  get Lb() { return providerResource<typeof lb>('azurerm', 'lb').Lb; },
  get LbBackendAddressPool() { return providerResource<typeof lbBackendAddressPool>('azurerm', 'lb-backend-address-pool').LbBackendAddressPool; },
  get LbProbe() { return providerResource<typeof lbProbe>('azurerm', 'lb-probe').LbProbe; },
  get LbRule() { return providerResource<typeof lbRule>('azurerm', 'lb-rule').LbRule; },
  get LinuxVirtualMachine() { return providerResource<typeof linuxVirtualMachine>('azurerm', 'linux-virtual-machine').LinuxVirtualMachine; },
  get NatGateway() { return providerResource<typeof natGateway>('azurerm', 'nat-gateway').NatGateway; },
  get NatGatewayPublicIpAssociation() { return providerResource<typeof natGatewayPublicIpAssociation>('azurerm', 'nat-gateway-public-ip-association').NatGatewayPublicIpAssociation; },
  get NetworkInterface() { return providerResource<typeof networkInterface>('azurerm', 'network-interface').NetworkInterface; },
  get NetworkInterfaceApplicationSecurityGroupAssociation() { return providerResource<typeof networkInterfaceApplicationSecurityGroupAssociation>('azurerm', 'network-interface-application-security-group-association').NetworkInterfaceApplicationSecurityGroupAssociation; },
  get NetworkInterfaceBackendAddressPoolAssociation() { return providerResource<typeof networkInterfaceBackendAddressPoolAssociation>('azurerm', 'network-interface-backend-address-pool-association').NetworkInterfaceBackendAddressPoolAssociation; },
  get NetworkInterfaceSecurityGroupAssociation() { return providerResource<typeof networkInterfaceSecurityGroupAssociation>('azurerm', 'network-interface-security-group-association').NetworkInterfaceSecurityGroupAssociation; },
  get NetworkSecurityGroup() { return providerResource<typeof networkSecurityGroup>('azurerm', 'network-security-group').NetworkSecurityGroup; },
  get NetworkSecurityRule() { return providerResource<typeof networkSecurityRule>('azurerm', 'network-security-rule').NetworkSecurityRule; },
  get PublicIp() { return providerResource<typeof publicIp>('azurerm', 'public-ip').PublicIp; },
  get ResourceGroup() { return providerResource<typeof resourceGroup>('azurerm', 'resource-group').ResourceGroup; },
  get RoleAssignment() { return providerResource<typeof roleAssignment>('azurerm', 'role-assignment').RoleAssignment; },
  get Subnet() { return providerResource<typeof subnet>('azurerm', 'subnet').Subnet; },
  get SubnetNatGatewayAssociation() { return providerResource<typeof subnetNatGatewayAssociation>('azurerm', 'subnet-nat-gateway-association').SubnetNatGatewayAssociation; },
  get SubnetNetworkSecurityGroupAssociation() { return providerResource<typeof subnetNetworkSecurityGroupAssociation>('azurerm', 'subnet-network-security-group-association').SubnetNetworkSecurityGroupAssociation; },
  get UserAssignedIdentity() { return providerResource<typeof userAssignedIdentity>('azurerm', 'user-assigned-identity').UserAssignedIdentity; },
  get VirtualMachineRunCommand() { return providerResource<typeof virtualMachineRunCommand>('azurerm', 'virtual-machine-run-command').VirtualMachineRunCommand; },
  get VirtualNetwork() { return providerResource<typeof virtualNetwork>('azurerm', 'virtual-network').VirtualNetwork; },
};
