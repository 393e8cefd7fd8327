import { createHash } from 'crypto';
import { TerraformResource } from 'cdktf';
import type { AzureMachine } from './azure-machine';
import { resolver } from '../terraform/resolver';
import { whenComplete } from '../terraform/when-complete';

/**
 * What a run command brings to a machine, by its checksums: Terraform makes this resource anew when one of them is another one.
 *
 * Its id is a protected parameter of the run command. The provider keeps what a run command was changed to even where its script
 * failed, and sends protected parameters only if one of them has changed: a value that it holds for sent would be missing ever
 * after. And with `-replace` of this resource, which is nothing at Azure, a roll-out is tried again in place. To make the run command itself
 * anew would not do: a provider of the line 5 forgets one whose first script failed, and then finds that it is there already.
 *
 * @see https://developer.hashicorp.com/terraform/language/resources/terraform-data
 * @see https://github.com/hashicorp/terraform-provider-azurerm/blob/main/internal/services/compute/virtual_machine_run_command_resource.go
 */
export function rolledOut(machine: AzureMachine): TerraformResource {
  // cdktf's own class for it asks for Terraform's version whenever a program is synthesized.
  const resource = new TerraformResource(machine, 'rolled-out', {
    terraformResourceType: 'terraform_data', terraformGeneratorMetadata: { providerName: 'terraform' },
  });
  resource.addOverride('triggers_replace', whenComplete((context) => {
    if (context.preparing) return undefined; // the run command names the references
    const resolve = resolver(context);
    // Sensitive like the values: a short one could be guessed from its checksum.
    const values = machine._givenValues.map(({ variable, text }) => [variable, `\${sha256("${text.toBase64(resolve)}")}`]);
    return {
      script: createHash('sha256').update(machine._rollOutScript).digest('hex'),
      ...(values.length > 0 ? { values: Object.fromEntries(values) } : {}),
    };
  }));
  return resource;
}

/** What says whether the last roll-out to a machine succeeded; Azure itself keeps the script of one that failed. */
export function lastRollOut(machine: AzureMachine): { succeeded: string; message: string } {
  const cause = addressOf(machine._rolledOut!);
  return {
    succeeded: `try(${addressOf(machine._configuring!)}.instance_view[0].exit_code, 0) == 0`,
    message: `${machine.hostName} does not have the configuration of this plan: its last roll-out failed. `
      + `Mend the program, or try again with terraform apply -replace=${cause}.`,
  };
}

/**
 * Stops a plan that would go on to the next machine after one failed. Where the plan changes that one, its id is known only after its
 * roll-out, and so is whether this holds.
 */
export function succeededBefore(machine: AzureMachine): object {
  const { succeeded, message } = lastRollOut(machine);
  return { condition: `\${${addressOf(machine._rolledOut!)}.id == "" || ${succeeded}}`, error_message: message };
}

/** How Terraform calls a resource. */
export function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}
