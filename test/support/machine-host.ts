import { Host } from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';

/** A host whose services share one address, as those of a virtual machine do. It runs nothing. */
export class MachineHost extends Host {
  public constructor(scope: Construct, hostName: string, private readonly address: string) {
    super(scope, hostName, hostName);
  }

  public _addressOf(): string {
    return this.address;
  }

  public get _network(): string {
    return 'the network of all machines';
  }

  public get _multicastHindrance(): string | undefined {
    return undefined;
  }

  protected _provide(): void {
    // Nothing runs: what is declared on the host is looked at only.
  }
}
