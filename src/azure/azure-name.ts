import { Token } from 'cdktf';
import { ConfigError } from '../checks/config-error';

/** Refuses what cannot begin the names of all resources: a virtual network has the prefix as its name, others add to it. */
export function checkNamePrefix(prefix: string, path: string): void {
  if (Token.isUnresolved(prefix) || /^[A-Za-z0-9][A-Za-z0-9_-]{0,48}[A-Za-z0-9_]$/.test(prefix)) return;
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
  if (Token.isUnresolved(name) || (name.length <= longest && /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$/.test(name))) return;
  throw new ConfigError({
    code: 'AZURE_NAME',
    path,
    got: `the name "${name}" of ${name.length} characters`,
    why: `Azure takes up to ${longest} letters, digits, _, . and - for it`,
    fix: 'pass a shorter namePrefix to AzureVmHosts, or give this a shorter name of these characters',
  });
}
