import type { VirtualMachineRunCommand } from '@cdktf/provider-azurerm/lib/virtual-machine-run-command';
import { TerraformResource, TerraformStack, Token } from 'cdktf';
import { azurerm } from './azurerm';
import { machineProblems } from './problems/machine-problems';
import { waitsFor } from './machine-turns';
import { addressOf, lastRollOut, rolledOut, succeededBefore } from './rolled-out';
import type { Problem } from '../checks/problem';
import { Machine } from '../machine/machine';
import { preconditions } from '../terraform/preconditions';
import { resolver } from '../terraform/resolver';
import { whenComplete } from '../terraform/when-complete';
import { literal, templateText } from '../text/escape';

/** What others may add to, as a policy does: Terraform would take it away again, and change a run command for it at each deployment. */
const GIVEN_BY_OTHERS = ['tags'];

/** The machine to which a configuration is rolled out. */
interface RollOut {
  readonly virtualMachineId: string;
  readonly location: string;
  /** The attribute of a resource that changes when the machine is made anew. */
  readonly madeAnew?: string;
  /** Those that the run command is made with. */
  readonly tags?: { [name: string]: string };
}

/** A virtual machine of Azure, whether the library makes it or it exists already. */
export abstract class AzureMachine extends Machine {
  /** @internal Applies the configuration in place; fails the deployment where the machine does not serve with it. */
  public _configuring?: VirtualMachineRunCommand;
  /** @internal What it applied last, or tried to. */
  public _rolledOut?: TerraformResource;

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
    return [...super._problems, ...machineProblems(this)];
  }

  /** The next plan would have nothing to change, and say nothing where no other machine waits for this one. */
  private rememberFailure({ friendlyUniqueId }: VirtualMachineRunCommand): void {
    const { succeeded, message } = lastRollOut(this);
    TerraformStack.of(this).addOverride(`check.${friendlyUniqueId}`, { assert: [{ condition: `\${${succeeded}}`, error_message: templateText(message) }] });
  }

  /** @internal */
  protected _rollOut({ virtualMachineId, location, madeAnew, tags }: RollOut): void {
    const cause = rolledOut(this);
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
        const values = given.map(({ variable, text }) => ({ name: variable, value: text.toBase64(resolve) }));
        return [{ name: 'ROLL_OUT', value: `\${${addressOf(cause)}.id}` }, ...values];
      }),
    });
    command.addOverride('lifecycle', whenComplete((context) => {
      const { precondition = [] } = preconditions(this._services, context) ?? {};
      const rules = [...precondition, ...waitsFor(this).filter(({ _configuring }) => _configuring).map(succeededBefore)];
      return {
        ignore_changes: GIVEN_BY_OTHERS,
        ...(rules.length > 0 ? { precondition: rules } : {}),
        ...(madeAnew ? { replace_triggered_by: [madeAnew] } : {}),
      };
    }));
    command.addOverride('depends_on', whenComplete(() => {
      const before = waitsFor(this).flatMap(({ _configuring }) => _configuring ?? []);
      return before.length > 0 ? before.map(addressOf) : undefined;
    }));
    this._rolledOut = cause;
    this._configuring = command;
    this.rememberFailure(command);
  }
}
