import { Reference, Resource } from './resource';

/** What the lab reads of the resources of Microsoft.Network. */
export interface VirtualNetwork {
  readonly addressSpace: { readonly addressPrefixes: string[] };
  readonly subnets: Resource<Subnet>[];
}

export interface Subnet {
  readonly addressPrefix?: string;
  readonly addressPrefixes?: string[];
  readonly networkSecurityGroup?: Reference;
  readonly natGateway?: Reference;
}

export interface NetworkInterface {
  readonly ipConfigurations: Resource<IpConfiguration>[];
  readonly networkSecurityGroup?: Reference;
}

export interface IpConfiguration {
  privateIPAddress?: string;
  readonly privateIPAllocationMethod?: string;
  readonly primary?: boolean;
  readonly subnet?: Reference;
  readonly publicIPAddress?: Reference;
  readonly applicationSecurityGroups?: Reference[];
  readonly loadBalancerBackendAddressPools?: Reference[];
}

export interface SecurityGroup {
  readonly securityRules: Resource<SecurityRule>[];
}

export interface SecurityRule {
  readonly priority: number;
  readonly direction: string;
  readonly access: string;
  readonly protocol: string;
  readonly sourceAddressPrefix?: string;
  readonly sourceAddressPrefixes?: string[];
  readonly sourceApplicationSecurityGroups?: Reference[];
  readonly destinationAddressPrefix?: string;
  readonly destinationAddressPrefixes?: string[];
  readonly destinationApplicationSecurityGroups?: Reference[];
  readonly sourcePortRange?: string;
  readonly sourcePortRanges?: string[];
  readonly destinationPortRange?: string;
  readonly destinationPortRanges?: string[];
}

export interface LoadBalancer {
  readonly frontendIPConfigurations: Resource<{ readonly publicIPAddress?: Reference }>[];
  readonly backendAddressPools: Resource<BackendPool>[];
  readonly probes: Resource<Probe>[];
  readonly loadBalancingRules: Resource<BalancingRule>[];
  readonly outboundRules: Resource<{ readonly backendAddressPool?: Reference }>[];
}

export interface BackendPool {
  readonly loadBalancerBackendAddresses?: { readonly properties: { readonly ipAddress?: string } }[];
}

export interface Probe {
  readonly protocol: string;
  readonly port: number;
  readonly requestPath?: string;
  readonly intervalInSeconds?: number;
  readonly numberOfProbes?: number;
  readonly probeThreshold?: number;
}

export interface BalancingRule {
  readonly protocol: string;
  readonly frontendPort: number;
  readonly backendPort: number;
  readonly frontendIPConfiguration?: Reference;
  readonly backendAddressPool?: Reference;
  readonly backendAddressPools?: Reference[];
  readonly probe?: Reference;
  readonly disableOutboundSnat?: boolean;
}
