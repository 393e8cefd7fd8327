import { Aspects, Token } from 'cdktf';
import { Construct } from 'constructs';
import { AzureVm } from './azure-vm';
import type { AzureVmHosts } from './azure-vm-hosts';
import { checkAzureName, takeAzureName } from './azure-name';
import { azurerm } from './azurerm';
import { PROBE_SECONDS } from './tier-flows';
import { inOneZone } from './problems/zone-problems';
import type { ApacheFrontend } from '../apache/apache-frontend';
import { error } from '../checks/check';
import { ConfigError } from '../checks/config-error';
import type { Problem } from '../checks/problem';
import { HEALTH_PATH } from '../network/health-path';
import { INTERNET } from '../network/flow';
import { checkCidrs } from '../network/ipv4';
import { checkPort } from '../network/port';
import { whenComplete } from '../terraform/when-complete';
import type { TlsCertificate } from '../tls/tls-certificate';
import { Topology } from '../topology/topology';

/** What AzureLoadBalancer may say. */
export interface AzureLoadBalancerProps {
  /** The hosts with which it is made: in the same resource group. */
  readonly hosts: AzureVmHosts;
  /** The front ends among which connections are balanced, all on one port. */
  readonly frontends: ApacheFrontend[];
  /** The port on which it answers. @default 80 */
  readonly port?: number;
  /** The port on which it answers for TLS, where a virtual host of the front ends has that. @default 443 */
  readonly tlsPort?: number;
  /** Who may connect, in CIDR notation. @default - everyone */
  readonly clients?: string[];
}

/**
 * A public address before front ends: a standard load balancer that asks each whether it serves (whether it reaches a
 * Tomcat), and sends connections to those that do. It keeps a silent connection for as long as the front ends wait for a Tomcat, and at
 * most for the 100 minutes that Azure allows.
 *
 * @see https://learn.microsoft.com/azure/load-balancer/load-balancer-custom-probe-overview
 */
export class AzureLoadBalancer extends Construct {
  /** The public address. */
  public readonly publicAddress: string;
  /** The port on which it answers. */
  public readonly port: number;
  private readonly tlsPort: number;
  private readonly machines: AzureVm[];
  private readonly frontends: ApacheFrontend[];
  private readonly clients?: string[];

  public constructor(scope: Construct, id: string, props: AzureLoadBalancerProps) {
    super(scope, id);
    const { hosts, frontends } = props;
    this.port = props.port ?? 80;
    this.tlsPort = props.tlsPort ?? 443;
    checkPort(this.port, 'port', this.node.path);
    if (props.clients) checkCidrs(props.clients, this.node.path);
    this.frontends = frontends;
    this.clients = props.clients;
    this.machines = frontends.map((frontend) => this.machineOf(frontend, hosts));
    this.checkOnce();
    this.checkNetworks();
    const backendPort = this.commonPort(frontends.map(({ port }) => port));
    const backendTlsPort = this.commonPort(frontends.map(({ tlsPort }) => tlsPort));
    const { tlsPort } = this;
    checkPort(tlsPort, 'tlsPort', this.node.path);
    const name = `${hosts.namePrefix}-${id}`;
    checkAzureName(name, 80, this.node.path);
    takeAzureName(this, 'public address', name, hosts.resourceGroup.name);
    const zones = zonesOfAddress(hosts.zones);
    const address = new azurerm.PublicIp(this, 'address', {
      name, allocationMethod: 'Static', sku: 'Standard', zones, ...hosts._placed,
      lifecycle: { ignoreChanges: ['zones'] }, // with others it would be another address
    });
    this.publicAddress = address.ipAddress;
    const balancer = new azurerm.Lb(this, 'balancer', {
      name, sku: 'Standard', frontendIpConfiguration: [{ name: 'public', publicIpAddressId: address.id }], ...hosts._placed,
    });
    const pool = new azurerm.LbBackendAddressPool(this, 'pool', { name: 'front-ends', loadbalancerId: balancer.id });
    const probe = new azurerm.LbProbe(this, 'probe', {
      name: 'serves', loadbalancerId: balancer.id, protocol: 'Http', port: backendPort, requestPath: HEALTH_PATH, intervalInSeconds: PROBE_SECONDS, numberOfProbes: 1, probeThreshold: 1,
    });
    const rule = {
      loadbalancerId: balancer.id,
      frontendIpConfigurationName: 'public',
      protocol: 'Tcp',
      backendAddressPoolIds: [pool.id],
      probeId: probe.id,
      disableOutboundSnat: true,
      idleTimeoutInMinutes: Token.asNumber(whenComplete(() => idleMinutes(frontends))),
      tcpResetEnabled: true,
    };
    new azurerm.LbRule(this, 'rule', { ...rule, name: 'http', frontendPort: this.port, backendPort });
    this.whenTls(() => new azurerm.LbRule(this, 'tls-rule', { ...rule, name: 'https', frontendPort: tlsPort, backendPort: backendTlsPort }));
    const clients = props.clients ? { name: `clients-of-${id}`, addresses: props.clients } : INTERNET;
    this.machines.forEach((machine) => {
      machine._balancedPorts.push(
        { port: backendPort, publicPort: this.port, clients, probed: true, used: () => true },
        { port: backendTlsPort, publicPort: tlsPort, clients, probed: false, used: () => this.speaksTls },
      );
      new azurerm.NetworkInterfaceBackendAddressPoolAssociation(this, machine.hostName, {
        networkInterfaceId: machine._interface.id, ipConfigurationName: 'primary', backendAddressPoolId: pool.id,
      });
    });
    Topology.of(this).addSelfChecking(this);
  }

  /** @internal */
  public get _problems(): Problem[] {
    return [...this.unanswered, ...this.otherSites, ...this.onePortTwice, ...this.outOfReach, ...inOneZone(this.machines, this.node.path, 'no front end is left')];
  }

  /** Front ends that have nobody to pass the probe on to. */
  private get unanswered(): Problem[] {
    return this.frontends.filter(({ _balancers, _answersProbes }) => _balancers.length > 0 && !_answersProbes).map(({ node }) => error('PROBE_UNANSWERED', this.node.path, {
      got: `the front end ${node.path}, whose Tomcats are all ExternalTomcats`,
      why: `the load balancer asks it for ${HEALTH_PATH}, which only Tomcats of the program are known to answer: it would hear 403, and send nobody there`,
      fix: 'declare a Tomcat of its routes, which may be on an AzureExistingVm; or make a load balancer of your own, whose probe asks for a page of a site',
    }));
  }

  /** Azure sends a connection to any of them, for whatever site it is. */
  private get otherSites(): Problem[] {
    const frontends = this.frontends.filter(({ _virtualHosts }) => _virtualHosts.length > 0);
    const all = new Set(frontends.flatMap(sitesOf));
    return frontends.flatMap((frontend) => {
      const own = new Set(sitesOf(frontend));
      const lacks = [...all].filter((site) => !own.has(site));
      return lacks.length === 0 ? [] : [error('BALANCED_SITES', this.node.path, {
        got: `the front end ${frontend.node.path} without ${lacks.join(', ')}, which others of the load balancer have`,
        why: 'the load balancer knows no sites: some visitors of these would be sent there, and refused',
        fix: 'give all its front ends the same virtual hosts, with TLS or without',
      })];
    });
  }

  private get onePortTwice(): Problem[] {
    return this.speaksTls && this.port === this.tlsPort ? [error('BALANCED_PORTS', this.node.path, {
      got: `${this.port} as port and as tlsPort`, why: 'Azure refuses a second rule for a port of the load balancer', fix: 'leave one of them out',
    })] : [];
  }

  /** Sites of which a public authority could not find out whose they are. Where a private one asks, is not known. */
  private get outOfReach(): Problem[] {
    const everyone = !this.clients || this.clients.includes(EVERYONE);
    if (everyone && this.port === HTTP) return [];
    const site = this.frontends.flatMap(({ _virtualHosts }) => _virtualHosts).find(({ tls }) => isOfPublicAuthority(tls?.certificate));
    return site === undefined ? [] : [error('ACME_UNREACHABLE', this.node.path, {
      got: `TlsCertificate.acme() for ${site.serverName}, behind ${everyone ? `port ${this.port}` : `a load balancer for ${this.clients!.join(', ')} alone`}`,
      why: 'the authority asks from anywhere in the internet, on port 80: it would not get there, and the site would have no certificate',
      fix: 'leave port and clients out, or get the certificate elsewhere and pass it with TlsCertificate.pemBundle() of a vault or pemSecrets()',
    })];
  }

  private get speaksTls(): boolean {
    return this.frontends.some(({ _speaksTls }) => _speaksTls);
  }

  /** Virtual hosts are known when the program is complete. */
  private whenTls(make: () => void): void {
    let made = false;
    Aspects.of(this).add({
      visit: (node) => {
        if (node !== this || made || !this.speaksTls) return;
        made = true;
        make();
      },
    });
  }

  private commonPort(ports: number[]): number {
    const [port, ...others] = new Set(ports);
    if (port !== undefined && others.length === 0) return port;
    throw new ConfigError({
      code: 'FRONTEND_PORTS',
      path: this.node.path,
      got: `front ends on the ports ${[...new Set(ports)].join(', ') || 'of none'}`,
      why: 'a pool is reached on one port',
      fix: 'pass at least one front end, and give all the same port',
    });
  }

  private machineOf({ host, node }: ApacheFrontend, { resourceGroup: { location } }: AzureVmHosts): AzureVm {
    const got = `the front end ${node.path} on ${host.hostName}`;
    if (!(host instanceof AzureVm)) {
      throw this.notBalanced(got, 'a load balancer sends connections to network interfaces that the library makes',
        'put the front end on a host of AzureVmHosts, or attach the interface of an existing machine to a pool of your own');
    }
    if (host._balancedPorts.length > 0) {
      throw this.notBalanced(`${got}, which is behind another load balancer`, 'Azure refuses a machine behind two public ones',
        'pass each front end to one load balancer, once');
    }
    const region = host._tier._hosts.resourceGroup.location;
    if (!isOneRegion(location, region)) {
      throw this.notBalanced(`${got} in ${region}`, `the load balancer is made in ${location}, and reaches machines of its own region`,
        'pass the AzureVmHosts of the front ends as hosts, with a load balancer for each region');
    }
    return host;
  }

  private checkOnce(): void {
    const twice = this.machines.find((machine, index) => this.machines.indexOf(machine) < index);
    if (twice) throw this.notBalanced(`two front ends on ${twice.hostName}`, 'a machine is once in a pool', 'pass one front end of each machine');
  }

  private checkNetworks(): void {
    const [one, other] = new Map(this.machines.map((machine) => [machine._network, machine.hostName])).values();
    if (other === undefined) return;
    throw this.notBalanced(`front ends on ${one} and ${other}`, 'they are in different virtual networks, and a pool is of one',
      'pass front ends of one network, or the network of one AzureVmHosts to the other');
  }

  private notBalanced(got: string, why: string, fix: string): ConfigError {
    return new ConfigError({ code: 'BALANCED_HOST', path: this.node.path, got, why, fix });
  }
}

/** How long Azure keeps a connection on which nothing is said, by itself and at most. */
const IDLE_MINUTES = { usual: 4, longest: 100 };

/** In which no answer is cut that a front end still waits for. */
function idleMinutes(frontends: ApacheFrontend[]): number {
  const needed = Math.floor(Math.max(...frontends.map(({ _longestReplyMillis }) => _longestReplyMillis)) / 60_000) + 1;
  return Math.min(Math.max(needed, IDLE_MINUTES.usual), IDLE_MINUTES.longest);
}

/** On which authorities ask. */
const HTTP = 80;
const EVERYONE = '0.0.0.0/0';

function isOfPublicAuthority(certificate: TlsCertificate | undefined): boolean {
  return certificate?._source.kind === 'acme' && certificate._source.certificateAuthority === undefined;
}

const ALL_ZONES = ['1', '2', '3'];

/** An address is of one zone or of all: Azure makes all of two, and Terraform would replace it with each deployment. */
function zonesOfAddress(zones: string[]): string[] | undefined {
  if (zones.length > 1) return ALL_ZONES;
  return zones.length === 1 ? zones : undefined;
}

function sitesOf({ _virtualHosts }: ApacheFrontend): string[] {
  return _virtualHosts.flatMap(({ serverName, serverAliases = [], tls }) => [serverName, ...serverAliases].map((name) => `${name.toLowerCase()}${tls ? ' with TLS' : ''}`));
}

/** Regions are written as in koreacentral or Korea Central; what only Terraform knows may be any. */
function isOneRegion(...regions: [string, string]): boolean {
  const [one, other] = regions.map((region) => region.replace(/ /g, '').toLowerCase());
  return regions.some(Token.isUnresolved) || one === other;
}
