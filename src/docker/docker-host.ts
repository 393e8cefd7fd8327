import type { DockerHosts } from './docker-hosts';
import { dockerAddresses } from './docker-addresses';
import { takeContainerName } from './docker-name';
import { dockerProblems } from './docker-problems';
import { checkVolumes, DockerVolume } from './docker-volume';
import { makeContainer } from './service-container';
import { ConfigError } from '../checks/config-error';
import { checkKnown } from '../checks/options/check-known';
import type { Problem } from '../checks/problem';
import { Host } from '../host/host';
import { Capacity } from '../host/memory';
import { Service } from '../host/service';
import { checkPort } from '../network/port';
import { withoutStackTraces } from '../terraform/without-stack-traces';

/** A port of a host's containers that the machine of the engine passes on. */
export interface PublishedPort {
  /** The port on which a service of the host listens. */
  readonly port: number;
  /** The port of the machine. */
  readonly hostPort: number;
  /** The address of the machine. @default '127.0.0.1' */
  readonly hostAddress?: string;
}

/** What a Docker host may say. */
export interface DockerHostOptions {
  /**
   * The memory of its containers together, in MiB: each is limited to its part, and the heap of a Tomcat follows from that.
   *
   * @default - no limit, and heaps are of 512 MiB
   */
  readonly memoryMegabytes?: number;
  /** How many processors each of its containers may use. @default - no limit */
  readonly cores?: number;
  /** Its ports that the Docker engine's machine gives to others. @default - no port is reached from outside of the network */
  readonly publish?: PublishedPort[];
  /** What its containers keep, each of them at the same path. @default - nothing: what a container has written is gone with it */
  readonly volumes?: DockerVolume[];
  /** Addresses of services by their name. @default - derived from the names of host and service */
  readonly addresses?: { [service: string]: string };
}

/** A host whose services are containers, each with an address of its own. Made by `DockerHosts.add()`. */
export class DockerHost extends Host {
  private readonly capacity: Capacity;
  /** @internal */ public readonly _publish: PublishedPort[];
  /** @internal */ public readonly _volumes: DockerVolume[];
  /** @internal */ public readonly _addresses: { [service: string]: string };

  /** @internal */
  public constructor(/** @internal */ public readonly _hosts: DockerHosts, hostName: string, options: DockerHostOptions) {
    super(_hosts, hostName, hostName);
    checkKnown('a memoryMegabytes', options.memoryMegabytes, 'it is shared out among heaps and containers', this.node.path);
    this.capacity = { memoryMegabytes: options.memoryMegabytes, cores: options.cores };
    this._publish = options.publish ?? [];
    this._volumes = options.volumes ?? [];
    checkVolumes(this._volumes, this.node.path);
    this._addresses = options.addresses ?? {};
    this._publish.forEach(({ port, hostPort }) => [port, hostPort].forEach((number) => checkPort(number, 'published port', this.node.path)));
    Object.values(this._addresses).forEach((address) => checkKnown('an address', address, 'the addresses of others are computed from it', this.node.path));
    Object.values(this._addresses).filter((address) => !_hosts._subnet.isForHosts(address)).forEach((address) => {
      throw new ConfigError({
        code: 'ADDRESS_OUTSIDE_SUBNET',
        path: this.node.path,
        got: `the address ${address}`,
        why: `the network has the subnet ${_hosts._subnet.cidr}, whose first address is the gateway's and whose last is for broadcasts`,
        fix: 'choose an address of the subnet, or leave it out',
      });
    });
  }

  /** The names of the host's containers. */
  public get containerNames(): string[] {
    return this._services.map((service) => this._containerName(service));
  }

  /** @internal */
  public _containerName(service: Service): string {
    return `${this._hosts.namePrefix}-${this.hostName}-${service.name}`;
  }

  /** @internal */
  public _addressOf(service: Service): string {
    return dockerAddresses(this).get(service)!;
  }

  /** @internal */
  public get _network(): string {
    return this._hosts.networkName;
  }

  /** @internal */
  public get _multicastHindrance(): string | undefined {
    return this._hosts._carriesMulticast ? undefined : `the overlay network ${this._hosts.networkName} does not carry multicast`;
  }

  /** @internal */
  public get _mayBePods(): boolean {
    return false;
  }

  /** @internal */
  public get _publishedSockets(): { address: string; port: number; to: number }[] {
    return this._publish.map(({ port, hostAddress, hostPort }) => ({ address: hostAddress ?? '127.0.0.1', port: hostPort, to: port }));
  }

  /** @internal */
  public get _capacity(): Capacity {
    return this.capacity;
  }

  /** @internal */
  public get _timeZone(): string | undefined {
    return this._hosts._timeZone;
  }

  /** @internal */
  public get _problems(): Problem[] {
    return dockerProblems(this);
  }

  /** @internal */
  protected _provide(service: Service): void {
    takeContainerName(this._containerName(service), this, service.owner.node.path);
    withoutStackTraces(() => makeContainer(this, service));
  }
}
