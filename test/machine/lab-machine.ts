import { Construct } from 'constructs';
import { OsFamily } from '../../src/host/operating-system';
import { Service } from '../../src/host/service';
import { Machine, MachineOptions } from '../../src/machine/machine';
import { Flow, onePort, Peer } from '../../src/network/flow';

interface LabMachineProps extends MachineOptions {
  readonly address: string;
  readonly osFamily?: OsFamily;
  /** Who reaches which ports, beside front ends and Tomcats. */
  readonly admits?: { port: number; from: Peer; purpose: string }[];
  readonly identityClientId?: string;
}

/** A machine that no provider makes. */
export class LabMachine extends Machine {
  public constructor(scope: Construct, hostName: string, private readonly props: LabMachineProps) {
    super(scope, hostName, hostName, props);
  }

  public _addressOf(_service?: Service): string {
    return this.props.address;
  }

  public get _network(): string {
    return 'lab';
  }

  public get _multicastHindrance(): string | undefined {
    return undefined;
  }

  public get _osFamily(): OsFamily {
    return this.props.osFamily ?? 'debian';
  }

  public get _identityClientId(): string | undefined {
    return this.props.identityClientId;
  }

  public get _flows(): Flow[] {
    return (this.props.admits ?? []).map(({ port, from, purpose }) => ({
      purpose, from, to: this, address: this.props.address, protocol: 'tcp', ports: onePort(port),
    }));
  }
}

/** The user data as the cloud hands it to the machine, when Terraform has put the values in. */
export function userData(machine: Machine, values: { [label: string]: string }): string {
  return machine._firstBoot.fragments
    .map((fragment) => typeof fragment === 'string' ? fragment : Buffer.from(values[fragment.label], 'utf8').toString('base64')).join('');
}

/** The environment of a roll-out, when Terraform has put the values in. */
export function rollOutEnvironment(machine: Machine, values: { [label: string]: string }): { [variable: string]: string } {
  return Object.fromEntries(machine._givenValues.map(({ variable, text }) => [
    variable, Buffer.from(values[text.references[0].label], 'utf8').toString('base64'),
  ]));
}
