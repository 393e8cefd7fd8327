import { createHash } from 'node:crypto';
import { Refusal } from '../arm/refusal';
import { hasRole } from '../arm/roles';
import { sameId } from '../arm/resource';
import { Store } from '../arm/store';
import { TENANT } from '../web/endpoints';
import { Answer, Call } from '../web/server';
import { Tokens } from './tokens';

export const VAULTS = 'Microsoft.KeyVault/vaults';
export const VAULT_SUFFIX = '.vault.azure.net';
const AUDIENCE = 'https://vault.azure.net';
const READERS = ['Key Vault Secrets User', 'Key Vault Secrets Officer', 'Key Vault Administrator'];

/** The secrets of the vaults. */
export class KeyVaults {
  private readonly secrets = new Map<string, string>();

  public constructor(private readonly store: Store, private readonly tokens: Tokens) {}

  public set(vault: string, name: string, value: string): void {
    this.secrets.set(keyOf(vault, name), value);
  }

  public async answer(call: Call): Promise<Answer> {
    const vault = call.host.slice(0, -VAULT_SUFFIX.length);
    const [, area, name, version] = call.path.split('/');
    if (!call.headers.authorization) return { status: 401, headers: { 'WWW-Authenticate': challenge() }, body: unauthorized() };
    const principal = this.tokens.principalOf(call, AUDIENCE);
    const resource = this.store.ofType(VAULTS).find((each) => sameId(each.name, vault));
    if (!resource) throw Refusal.notFound(vault);
    if (!hasRole(this.store, principal, resource.id, READERS)) {
      throw new Refusal(403, 'Forbidden', `Caller is not authorized to perform action on resource. Caller: oid=${principal}. Vault: ${vault}.`);
    }
    const value = area === 'secrets' && name ? this.secrets.get(keyOf(vault, name)) : undefined;
    if (value === undefined || call.method !== 'GET' || (version && version !== versionOf(value))) {
      throw new Refusal(404, 'SecretNotFound', `A secret with (name/id) ${name} was not found in this key vault.`);
    }
    const id = `https://${call.host}/secrets/${name}/${versionOf(value)}`;
    return { status: 200, body: { value, id, attributes: { enabled: true, recoveryLevel: 'Recoverable+Purgeable' } } };
  }
}

function challenge(): string {
  return `Bearer authorization="https://login.microsoftonline.com/${TENANT}", resource="${AUDIENCE}"`;
}

function unauthorized(): object {
  return { error: { code: 'Unauthorized', message: 'AKV10000: Request is missing a Bearer or PoP token.' } };
}

function keyOf(vault: string, name: string): string {
  return `${vault}/${name}`.toLowerCase();
}

function versionOf(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 32);
}
