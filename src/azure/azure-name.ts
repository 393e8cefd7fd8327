import { IConstruct } from 'constructs';
import { ConfigError } from '../checks/config-error';
import { checkKnown } from '../checks/options/check-known';
import { takeName } from '../topology/taken-names';

/** Refuses what cannot begin the names of all resources: a virtual network has the prefix as its name, others add to it. */
export function checkNamePrefix(prefix: string, path: string): void {
  checkKnown('a namePrefix', prefix, 'addresses are computed from names that begin with it', path);
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,48}[A-Za-z0-9_]$/.test(prefix)) return;
  throw new ConfigError({
    code: 'AZURE_NAME',
    path,
    got: `the name prefix "${prefix}"`,
    why: 'Azure takes letters, digits, _ and - in the names of all resources that begin with it',
    fix: "pass namePrefix: 'shop' to AzureVmHosts: 2 to 50 of these characters, without a hyphen at either end",
  });
}

/** Refuses a name that Azure would refuse when it is about to make the resource. */
export function checkAzureName(name: string, longest: number, path: string): void {
  if (name.length <= longest && /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$/.test(name)) return;
  throw new ConfigError({
    code: 'AZURE_NAME',
    path,
    got: `the name "${name}" of ${name.length} characters`,
    why: `Azure takes up to ${longest} letters, digits, _, . and - for it`,
    fix: 'pass a shorter namePrefix to AzureVmHosts, or give this a shorter name of these characters',
  });
}

/** What has a name of its own in a resource group. */
export type NamedInGroup = 'identity' | 'public address' | 'virtual machine';

/** Refuses a second resource of a name in a resource group. Azure does not tell capitals from small letters. */
export function takeAzureName(construct: IConstruct, kind: NamedInGroup, name: string, group: string): void {
  const other = takeName(construct, `${kind} in ${group}`, name.toLowerCase());
  if (other) throw nameTaken(construct, kind, name, other);
}

/** Refuses a second resource group of a name. */
export function takeGroupName(construct: IConstruct, name: string): void {
  const other = takeName(construct, 'resource group', name.toLowerCase());
  if (other) throw nameTaken(construct, 'resource group', name, other);
}

function nameTaken(construct: IConstruct, kind: string, name: string, other: IConstruct): ConfigError {
  return new ConfigError({
    code: 'AZURE_NAME',
    path: construct.node.path,
    got: `a second ${kind} "${name}"`,
    why: `${other.node.path} has one of this name, and Azure has each once`,
    fix: "give this another name; or pass another namePrefix to one AzureVmHosts, as in 'shop-web'",
  });
}
