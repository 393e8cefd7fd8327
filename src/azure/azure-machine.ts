import type { VirtualMachineRunCommand } from '@cdktf/provider-azurerm/lib/virtual-machine-run-command';
import { TerraformStack, Token } from 'cdktf';
import { azurerm } from './azurerm';
import { machineProblems } from './problems/machine-problems';
import { waitsFor } from './machine-turns';
import type { Problem } from '../checks/problem';
import { preconditions } from '../host/preconditions';
import { Machine } from '../machine/machine';
import { literal, templateText } from '../text/escape';
import { resolver } from '../text/resolver';
import { whenComplete } from '../topology/when-complete';

/** The machine to which a configuration is rolled out. */
interface RollOut {
  readonly virtualMachineId: string;
  readonly location: string;
  /** The attribute of a resource that changes when the machine is made anew. */
  readonly madeAnew?: string;
  readonly tags?: { [name: string]: string };
}

/** A virtual machine of Azure, whether the library makes it or it exists already. */
export abstract class AzureMachine extends Machine {
  /** @internal Applies the configuration in place; fails the deployment where the machine does not serve with it. */
  public _configuring?: VirtualMachineRunCommand;

  /** @internal */
  public get _multicastHindrance(): string | undefined {
    return "Azure's virtual networks do not carry multicast";
  }

  /** @internal Whether a changed configuration replaces the machine. */
  public get _replacedOnChange(): boolean {
    return false;
  }

  /** @internal */
  public get _problems(): Problem[] {
    return machineProblems(this);
  }

  /** Azure keeps the script of a command that failed, so that the next plan would have nothing to change. */
  private rememberFailure({ terraformResourceType, friendlyUniqueId }: VirtualMachineRunCommand): void {
    const command = `${terraformResourceType}.${friendlyUniqueId}`;
    TerraformStack.of(this).addOverride(`check.${friendlyUniqueId}`, {
      assert: [{
        condition: `\${try(${command}.instance_view[0].exit_code, 0) == 0}`,
        error_message: templateText(`${this.hostName} does not have the configuration of this plan: its last roll-out failed. `
          + `Mend the program, or try again with terraform apply -replace=${command}.`),
      }],
    });
  }

  /** @internal */
  protected _rollOut({ virtualMachineId, location, madeAnew, tags }: RollOut): void {
    const command = new azurerm.VirtualMachineRunCommand(this, 'configuration', {
      name: 'configuration',
      virtualMachineId,
      location,
      tags,
      source: { script: Token.asString(whenComplete(() => `\${${literal(this._rollOutScript)}}`)) },
      protectedParameter: whenComplete((context) => {
        const given = this._givenValues;
        if (context.preparing) return given.flatMap(({ text }) => text.references.map(({ token }) => token));
        const resolve = resolver(context);
        return given.length > 0 ? given.map(({ variable, text }) => ({ name: variable, value: text.toBase64(resolve) })) : undefined;
      }),
    });
    command.addOverride('lifecycle', whenComplete((context) => ({
      ...preconditions(this._services, context),
      ...(madeAnew ? { replace_triggered_by: [madeAnew] } : {}),
    })));
    command.addOverride('depends_on', whenComplete(() => {
      const before = waitsFor(this).flatMap(({ _configuring }) => _configuring ?? []);
      return before.length > 0 ? before.map(({ terraformResourceType, friendlyUniqueId }) => `${terraformResourceType}.${friendlyUniqueId}`) : undefined;
    }));
    this.rememberFailure(command);
    this._configuring = command;
  }
}
