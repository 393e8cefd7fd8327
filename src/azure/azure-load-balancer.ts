import { Construct } from 'constructs';
import { AzureVm } from './azure-vm';
import type { AzureVmHosts } from './azure-vm-hosts';
import { checkAzureName } from './azure-name';
import { azurerm } from './azurerm';
import { PROBE_SECONDS } from './tier-flows';
import { inOneZone } from './problems/zone-problems';
import { ApacheFrontend } from '../apache/apache-frontend';
import { ConfigError } from '../checks/config-error';
import type { Problem } from '../checks/problem';
import { HEALTH_PATH } from '../network/health-path';
import { INTERNET } from '../network/flow';
import { checkCidrs } from '../network/ipv4';
import { checkPort } from '../network/port';
import { Topology } from '../topology/topology';

/** What AzureLoadBalancer may say. */
export interface AzureLoadBalancerProps {
  /** The hosts with which it is made: in the same resource group. */
  readonly hosts: AzureVmHosts;
  /** The front ends among which connections are balanced, all on one port. */
  readonly frontends: ApacheFrontend[];
  /** The port on which it answers. @default 80 */
  readonly port?: number;
  /** Who may connect, in CIDR notation. @default - everyone */
  readonly clients?: string[];
}

/**
 * A public address before front ends: a standard load balancer that asks each whether it serves (whether it reaches a
 * Tomcat), and sends connections to those that do.
 *
 * @see https://learn.microsoft.com/azure/load-balancer/load-balancer-custom-probe-overview
 */
export class AzureLoadBalancer extends Construct {
  /** The public address. */
  public readonly publicAddress: string;
  /** The port on which it answers. */
  public readonly port: number;
  private readonly machines: AzureVm[];

  public constructor(scope: Construct, id: string, props: AzureLoadBalancerProps) {
    super(scope, id);
    const { hosts, frontends } = props;
    this.port = props.port ?? 80;
    checkPort(this.port, 'port', this.node.path);
    if (props.clients) checkCidrs(props.clients, this.node.path);
    this.machines = frontends.map((frontend) => this.machineOf(frontend));
    const ports = [...new Set(frontends.map(({ port }) => port))];
    if (ports.length !== 1) {
      throw new ConfigError({
        code: 'FRONTEND_PORTS', path: this.node.path, got: `front ends on the ports ${ports.join(', ') || 'of none'}`, why: 'a pool is reached on one port', fix: 'pass at least one front end, and give all the same port',
      });
    }
    const name = `${hosts.namePrefix}-${id}`;
    checkAzureName(name, 80, this.node.path);
    const zones = hosts.zones.length > 0 ? hosts.zones : undefined;
    const address = new azurerm.PublicIp(this, 'address', { name, allocationMethod: 'Static', sku: 'Standard', zones, ...hosts._placed });
    this.publicAddress = address.ipAddress;
    const balancer = new azurerm.Lb(this, 'balancer', {
      name, sku: 'Standard', frontendIpConfiguration: [{ name: 'public', publicIpAddressId: address.id }], ...hosts._placed,
    });
    const pool = new azurerm.LbBackendAddressPool(this, 'pool', { name: 'front-ends', loadbalancerId: balancer.id });
    const probe = new azurerm.LbProbe(this, 'probe', {
      name: 'serves', loadbalancerId: balancer.id, protocol: 'Http', port: ports[0], requestPath: HEALTH_PATH, intervalInSeconds: PROBE_SECONDS, numberOfProbes: 1, probeThreshold: 1,
    });
    new azurerm.LbRule(this, 'rule', {
      name: 'http',
      loadbalancerId: balancer.id,
      frontendIpConfigurationName: 'public',
      protocol: 'Tcp',
      frontendPort: this.port,
      backendPort: ports[0],
      backendAddressPoolIds: [pool.id],
      probeId: probe.id,
      disableOutboundSnat: true,
      tcpResetEnabled: true,
    });
    const clients = props.clients ? { name: `clients-of-${id}`, addresses: props.clients } : INTERNET;
    this.machines.forEach((machine) => {
      machine._balancedPorts.push({ port: ports[0], clients });
      new azurerm.NetworkInterfaceBackendAddressPoolAssociation(this, machine.hostName, {
        networkInterfaceId: machine._interface.id, ipConfigurationName: 'primary', backendAddressPoolId: pool.id,
      });
    });
    Topology.of(this).addSelfChecking(this);
  }

  /** @internal */
  public get _problems(): Problem[] {
    return inOneZone(this.machines, this.node.path, 'no front end is left');
  }

  private machineOf({ host, node }: ApacheFrontend): AzureVm {
    if (host instanceof AzureVm) return host;
    throw new ConfigError({
      code: 'BALANCED_HOST',
      path: this.node.path,
      got: `the front end ${node.path} on ${host.hostName}`,
      why: 'a load balancer sends connections to network interfaces that the library makes',
      fix: 'put the front end on a host of AzureVmHosts, or attach the interface of an existing machine to a pool of your own',
    });
  }
}
