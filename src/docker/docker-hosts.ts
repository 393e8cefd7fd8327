import { TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
import { docker } from './docker';
import { DockerHost, DockerHostOptions } from './docker-host';
import { DockerLogs } from './docker-logs';
import { checkNamePrefix, takeNetworkName } from './docker-name';
import { DockerNetwork } from './docker-network';
import { ServiceImages } from './service-images';
import { ConfigError } from '../checks/config-error';
import { checkTimeZone } from '../host/time-zone';
import { Ipv4Subnet, overlap } from '../network/ipv4';

/** What DockerHosts may say. */
export interface DockerHostsProps {
  /** The addresses of the network that is made; not used with `network`. @default '172.30.0.0/24' */
  readonly subnet?: string;
  /** A network that exists already. @default - a bridge network is made */
  readonly network?: DockerNetwork;
  /** What is kept of the logs of containers. @default DockerLogs.files(), the last 250 MB of each */
  readonly logs?: DockerLogs;
  /** The time zone of logs and applications, such as `Asia/Seoul`. @default - that of the image, which is UTC mostly */
  readonly timeZone?: string;
  /** What the names of containers and of the network begin with. @default - the name of the stack */
  readonly namePrefix?: string;
}

/** Hosts on one Docker engine: each is a group of containers on a network, one container per service. */
export class DockerHosts extends Construct {
  /** The name of the network: a reference to it where the library makes it. */
  public readonly networkName: string;
  /** What the names of containers begin with. */
  public readonly namePrefix: string;
  /** @internal */ public readonly _subnet: Ipv4Subnet;
  /** @internal */ public readonly _carriesMulticast: boolean;
  /** @internal Whether the library makes the network. */
  public readonly _makesNetwork: boolean;
  /** @internal What the network is called, whoever makes it. */
  public readonly _networkLabel: string;
  /** @internal */ public readonly _logs: DockerLogs;
  /** @internal */ public readonly _timeZone?: string;
  /** @internal */ public readonly _images: ServiceImages;

  public constructor(scope: Construct, id: string, props: DockerHostsProps = {}) {
    super(scope, id);
    this.namePrefix = props.namePrefix ?? TerraformStack.of(this).node.id;
    checkNamePrefix(this.namePrefix, this.node.path);
    this._subnet = new Ipv4Subnet(props.network?.subnet ?? props.subnet ?? '172.30.0.0/24', this.node.path);
    this._carriesMulticast = props.network?.carriesMulticast ?? true;
    this._networkLabel = props.network?.networkName ?? this.namePrefix;
    this._makesNetwork = props.network === undefined;
    this.networkName = props.network?.networkName ?? this.makeNetwork();
    this._logs = props.logs ?? DockerLogs.files();
    checkTimeZone(props.timeZone, this.node.path);
    this._timeZone = props.timeZone;
    this._images = new ServiceImages(this, 'images');
  }

  /**
   * Adds a host.
   *
   * @param hostName Such as `was-01`.
   */
  public add(hostName: string, options: DockerHostOptions = {}): DockerHost {
    return new DockerHost(this, hostName, options);
  }

  /** @internal Whether the network is certainly another one. One that exists already may be what another stack makes. */
  public _isApartFrom(other: DockerHosts): boolean {
    if (this.networkName === other.networkName) return false;
    const labels = [this._networkLabel, other._networkLabel];
    return (this._makesNetwork && other._makesNetwork) || (!labels.some(Token.isUnresolved) && labels[0] !== labels[1]);
  }

  private makeNetwork(): string {
    takeNetworkName(this.namePrefix, this);
    const stack = TerraformStack.of(this);
    const others = madeNetworks.get(stack) ?? [];
    const other = others.find(({ _subnet: subnet }) => overlap(subnet, this._subnet));
    if (other) {
      throw new ConfigError({
        code: 'SUBNETS_OVERLAP',
        path: this.node.path,
        got: `the subnet ${this._subnet.cidr}`,
        why: `the network of ${other.node.path} has ${other._subnet.cidr}, and an engine refuses a second one with its addresses`,
        fix: 'pass another subnet, as in 172.31.0.0/24; or network: DockerNetwork.bridge(first.networkName, subnet) to share the network',
      });
    }
    madeNetworks.set(stack, [...others, this]);
    return new docker.Network(this, 'network', { name: this.namePrefix, driver: 'bridge', ipamConfig: [{ subnet: this._subnet.cidr }] }).name;
  }
}

/** Those that make a network, by their stack. */
const madeNetworks = new WeakMap<TerraformStack, DockerHosts[]>();
