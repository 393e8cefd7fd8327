import { SecurityRule } from '../arm/network';

interface NamedRule {
  readonly name: string;
  readonly properties: SecurityRule;
}

function rule(name: string, priority: number, access: string, source: string, destination: string): NamedRule {
  const direction = name.endsWith('InBound') ? 'Inbound' : 'Outbound';
  return {
    name,
    properties: {
      priority, direction, access, protocol: '*',
      sourceAddressPrefix: source, sourcePortRange: '*', destinationAddressPrefix: destination, destinationPortRange: '*',
    },
  };
}

/** The rules that Azure puts at the end of every network security group. */
export const DEFAULT_RULES: NamedRule[] = [
  rule('AllowVnetInBound', 65000, 'Allow', 'VirtualNetwork', 'VirtualNetwork'),
  rule('AllowAzureLoadBalancerInBound', 65001, 'Allow', 'AzureLoadBalancer', '*'),
  rule('DenyAllInBound', 65500, 'Deny', '*', '*'),
  rule('AllowVnetOutBound', 65000, 'Allow', 'VirtualNetwork', 'VirtualNetwork'),
  rule('AllowInternetOutBound', 65001, 'Allow', '*', 'Internet'),
  rule('DenyAllOutBound', 65500, 'Deny', '*', '*'),
];
