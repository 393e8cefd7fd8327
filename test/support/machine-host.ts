import { Host } from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';

/** Where a machine is, if not on the network of all. */
interface Place {
  readonly network?: string;
  readonly subnet?: string;
}

/** A host whose services share one address, as those of a virtual machine do. It runs nothing. */
export class MachineHost extends Host {
  public constructor(scope: Construct, hostName: string, private readonly address: string, private readonly place: Place = {}) {
    super(scope, hostName, hostName);
  }

  public _addressOf(): string {
    return this.address;
  }

  public get _network(): string {
    return this.place.network ?? 'the network of all machines';
  }

  public get _subnetCidr(): string | undefined {
    return this.place.subnet;
  }

  public get _multicastHindrance(): string | undefined {
    return undefined;
  }

  protected _provide(): void {
    // Nothing runs: what is declared on the host is looked at only.
  }
}
