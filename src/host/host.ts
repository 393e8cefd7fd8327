import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { Capacity } from './memory';
import { OsFamily } from './operating-system';
import type { Rotation } from './rotation';
import { Service } from './service';
import { ConfigError } from '../checks/config-error';
import { checkKnown } from '../checks/options/check-known';
import type { Problem } from '../checks/problem';
import { registerChecks } from '../checks/run-checks';
import type { Flow } from '../network/flow';
import { Topology } from '../topology/topology';

/**
 * What receives files and runs services: a group of containers, made by `DockerHosts.add()`, a virtual machine, made by
 * `AzureTier.add()`, or one that was there before, an `AzureExistingVm`. The constructs of a Tomcat tier are put on it.
 */
export abstract class Host extends Construct {
  /** @internal In the order of their owners' paths. */
  public readonly _services: Service[] = [];

  protected constructor(
    scope: Construct,
    id: string,
    /** The host's name, such as `was-01`. */
    public readonly hostName: string,
  ) {
    checkKnown('a host name', hostName, 'names and addresses are computed from it', scope.node.path);
    super(scope, id);
    if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(hostName)) {
      throw new ConfigError({
        code: 'HOST_NAME',
        path: this.node.path,
        got: `the host name "${hostName}"`,
        why: 'a host name is one label of a domain name',
        fix: 'use up to 63 letters, digits and hyphens, such as was-01',
      });
    }
    registerChecks(this);
    Topology.of(this).addHost(this);
  }

  /**
   * Every file that the library writes to this host, by its path. A secret shows as its name in double braces.
   */
  public get files(): { [path: string]: string } {
    const files = this._services.flatMap((service) => service.files());
    return Object.fromEntries(files.map((file) => [file.path, file.text.preview]));
  }

  /** @internal */
  public _add(service: Service): void {
    if (this._services.some((other) => other.name === service.name)) {
      throw new ConfigError({
        code: 'SERVICE_NAME_TAKEN',
        path: service.owner.node.path,
        got: `a second service "${service.name}" on ${this.hostName}`,
        why: 'containers, units and folders are named after their service',
        fix: 'pass instanceName to a TomcatInstance; put a second front end on another host',
      });
    }
    this._services.push(service);
    this._services.sort((a, b) => a.owner.node.path < b.owner.node.path ? -1 : 1);
    Topology.of(this).changed();
    this._provide(service);
  }

  /** @internal The stack that holds the host's resources. */
  public get _stack(): TerraformStack {
    return TerraformStack.of(this);
  }

  /** @internal The address at which other services reach this one. Known when the program is complete. */
  public abstract _addressOf(service: Service): string;

  /** @internal The network on which addresses are compared. */
  public abstract get _network(): string;

  /** @internal Whether the network of the host carries multicast; if not, why. */
  public abstract get _multicastHindrance(): string | undefined;

  /** @internal Sockets outside of the host's network that lead to a port of it. */
  public get _publishedSockets(): { address: string; port: number; to: number }[] {
    return [];
  }

  /** @internal Whether its services may be in pods of Kubernetes, which gives them what they need to ask it. */
  public get _mayBePods(): boolean {
    return true;
  }

  /** @internal Whether it puts other releases of its packages in by itself, and at another time than other hosts. */
  public get _updatesItself(): boolean {
    return false;
  }

  /** @internal Whether its own name leads to its address for what runs on it, as that of a container does. */
  public get _knowsItsAddress(): boolean {
    return true;
  }

  /** @internal The port by which clients outside of its network know a port of it. */
  public _publicPortOf(port: number): number {
    return this._publishedSockets.find(({ to }) => to === port)?.port ?? port;
  }

  /** @internal What its operating system is a member of. */
  public get _osFamily(): OsFamily {
    return 'debian';
  }

  /** @internal The time zone of its services, where the program says it. */
  public get _timeZone(): string | undefined {
    return undefined;
  }

  /** @internal Its memory and cores, where the program says them. */
  public get _capacity(): Capacity {
    return {};
  }

  /** @internal What its operating system needs of its memory, in MiB. */
  public get _systemMegabytes(): number {
    return 0;
  }

  /** @internal The part of its network in which it is, in CIDR notation; undefined where the network has no parts. */
  public get _subnetCidr(): string | undefined {
    return undefined;
  }

  /** @internal Who asks whether a service serves, and sends its clients elsewhere when it does not. */
  public _rotationOf(_service: Service): Rotation | undefined {
    return undefined;
  }

  /** @internal Who must reach the host beside its front ends and Tomcats. */
  public get _flows(): Flow[] {
    return [];
  }

  /** @internal What the host itself finds wrong with what is put on it. */
  public get _problems(): Problem[] {
    return [];
  }

  /** @internal Makes the resources that run the service. */
  protected abstract _provide(service: Service): void;
}
