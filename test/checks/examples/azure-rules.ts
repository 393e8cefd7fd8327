import {
  AzureExistingVm, AzureNetwork, AzureSecurityGroup, AzureSubnet, AzureVmHosts, Connector, Membership, SessionCluster, TomcatInstance,
} from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const azureRules: Concept = {
  title: 'Security rules on Azure',
  examples: [
    {
      code: 'RULE_TOO_WIDE',
      what: '`letIn()` or `sshFrom` with half of all addresses or more; and a receiver or AJP connector that Docker publishes to other machines',
      fails: ({ was }) => was.letIn({ name: 'monitoring', addresses: ['0.0.0.0/0'], port: 9100 }),
      passes: ({ was }) => was.letIn({ name: 'monitoring', addresses: ['10.0.0.0/8'], port: 9100 }),
    },
    {
      code: 'RULE_UNUSED',
      what: "`letIn()` of a connector's port that is bound to its own machine, or of 45564, the port of multicast",
      fails: ({ stack, was }) => {
        new TomcatInstance(stack, 'shop', { host: was.add('was-01'), connectors: [Connector.http()] });
        was.letIn({ name: 'monitoring', addresses: ['10.9.0.0/24'], port: 8080 });
      },
      passes: ({ stack, was }) => {
        new TomcatInstance(stack, 'shop', { host: was.add('was-01'), connectors: [Connector.http({ address: '0.0.0.0' })] });
        was.letIn({ name: 'monitoring', addresses: ['10.9.0.0/24'], port: 8080 });
      },
    },
    {
      code: 'FLOW_NOT_OPENED',
      what: 'each rule that is needed where `AzureSecurityGroup.managedElsewhere()` stands before the machines',
      fails: ({ azure }) => {
        const securityGroup = AzureSecurityGroup.managedElsewhere();
        const batch = azure.addTier('batch', { subnets: [AzureSubnet.withCidr('10.20.4.0/24')], securityGroup });
        batch.add('batch-01');
        batch.letIn({ name: 'monitoring', addresses: ['10.9.0.0/24'], port: 9100 });
      },
      passes: ({ azure, groupId }) => {
        const securityGroup = AzureSecurityGroup.fromId(groupId);
        const batch = azure.addTier('batch', { subnets: [AzureSubnet.withCidr('10.20.4.0/24')], securityGroup });
        batch.add('batch-01');
        batch.letIn({ name: 'monitoring', addresses: ['10.9.0.0/24'], port: 9100 });
      },
    },
    {
      code: 'SECURITY_GROUP_FULL',
      what: 'more rules than priorities, or than 1,000',
      fails: ({ azure, groupId }) => {
        const securityGroup = AzureSecurityGroup.fromId(groupId, { first: 2000, last: 2001 });
        const batch = azure.addTier('batch', { subnets: [AzureSubnet.withCidr('10.20.4.0/24')], securityGroup });
        batch.add('batch-01');
        for (const name of ['monitoring', 'backup', 'audit']) batch.letIn({ name, addresses: ['10.9.0.0/24'], port: 9100 });
      },
      passes: ({ azure, groupId }) => {
        const securityGroup = AzureSecurityGroup.fromId(groupId, { first: 2000, last: 2002 });
        const batch = azure.addTier('batch', { subnets: [AzureSubnet.withCidr('10.20.4.0/24')], securityGroup });
        batch.add('batch-01');
        for (const name of ['monitoring', 'backup', 'audit']) batch.letIn({ name, addresses: ['10.9.0.0/24'], port: 9100 });
      },
    },
    {
      code: 'RULE_PRIORITIES',
      what: 'ranges of one security group that overlap, and are not the same; at once: priorities that are not whole numbers from 100 to 4096',
      fails: ({ stack, networkId, groupId, adminSshKey }) => {
        const hosts = new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey, network: AzureNetwork.fromId(networkId) });
        for (const [tier, first, last] of [['was', 2000, 2999], ['batch', 2999, 3999]] as const) {
          hosts.addTier(tier, {
            subnets: [AzureSubnet.fromId(`${networkId}/subnets/inside`, '10.8.4.0/24')],
            securityGroup: AzureSecurityGroup.fromId(groupId, { first, last }),
          }).add(`${tier}-01`);
        }
      },
      passes: ({ stack, networkId, groupId, adminSshKey }) => {
        const hosts = new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey, network: AzureNetwork.fromId(networkId) });
        for (const [tier, first, last] of [['was', 2000, 2999], ['batch', 3000, 3999]] as const) {
          hosts.addTier(tier, {
            subnets: [AzureSubnet.fromId(`${networkId}/subnets/inside`, '10.8.4.0/24')],
            securityGroup: AzureSecurityGroup.fromId(groupId, { first, last }),
          }).add(`${tier}-01`);
        }
      },
    },
    {
      code: 'RULE_NAME',
      what: "a rule's name of more than 80 characters, or one twice in a security group",
      fails: ({ stack, azure, secret, groupId, vmId }) => {
        const securityGroup = AzureSecurityGroup.fromId(groupId);
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.staticUnicast() });
        const was = azure.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')], securityGroup });
        const old = new AzureExistingVm(stack, 'old', {
          virtualMachineId: vmId, hostName: 'was', location: 'koreacentral', network: azure.network, address: '10.20.9.9', securityGroup,
        });
        new TomcatInstance(stack, 'one', { host: was.add('was-01'), cluster, ajpSecret: secret });
        new TomcatInstance(stack, 'two', { host: old, cluster, ajpSecret: secret, portIndex: 1 });
      },
      passes: ({ stack, azure, secret, groupId, vmId }) => {
        const securityGroup = AzureSecurityGroup.fromId(groupId);
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.staticUnicast() });
        const was = azure.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')], securityGroup });
        const old = new AzureExistingVm(stack, 'old', {
          virtualMachineId: vmId, hostName: 'old', location: 'koreacentral', network: azure.network, address: '10.20.9.9', securityGroup,
        });
        new TomcatInstance(stack, 'one', { host: was.add('was-01'), cluster, ajpSecret: secret });
        new TomcatInstance(stack, 'two', { host: old, cluster, ajpSecret: secret, portIndex: 1 });
      },
    },
    {
      code: 'RULE_TOO_LARGE',
      what: 'a rule for more than 4,000 ranges of addresses',
      fails: ({ stack, adminSshKey }) => {
        const hosts = new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey, hostFirewall: false });
        const was = hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] });
        was.add('was-01');
        const addresses = Array.from({ length: 4001 }, (_, number) => `10.${100 + (number >> 8)}.${number & 255}.0/24`);
        was.letIn({ name: 'partners', addresses, port: 8443 });
      },
      passes: ({ stack, adminSshKey }) => {
        const hosts = new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey, hostFirewall: false });
        const was = hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] });
        was.add('was-01');
        const addresses = Array.from({ length: 4000 }, (_, number) => `10.${100 + (number >> 8)}.${number & 255}.0/24`);
        was.letIn({ name: 'partners', addresses, port: 8443 });
      },
    },
    {
      code: 'CIDR',
      what: 'addresses that are no range, or none at all',
      fails: ({ was }) => was.letIn({ name: 'monitoring', addresses: ['10.9.0.7'], port: 9100 }),
      passes: ({ was }) => was.letIn({ name: 'monitoring', addresses: ['10.9.0.7/32'], port: 9100 }),
    },
    {
      code: 'VISITOR_NAME_TAKEN',
      what: 'one name for two groups of visitors',
      fails: ({ was }) => {
        was.letIn({ name: 'monitoring', addresses: ['10.9.0.0/24'], port: 9100 });
        was.letIn({ name: 'monitoring', addresses: ['10.9.1.0/24'], port: 9101 });
      },
      passes: ({ was }) => {
        was.letIn({ name: 'monitoring', addresses: ['10.9.0.0/24'], port: 9100 });
        was.letIn({ name: 'monitoring', addresses: ['10.9.0.0/24'], port: 9101 });
      },
    },
  ],
};
