import { Refusal } from '../arm/refusal';
import { hasRole } from '../arm/roles';
import { sameId } from '../arm/resource';
import { Store } from '../arm/store';
import { Answer, Call } from '../web/server';
import { Tokens } from './tokens';

export const STORAGE_ACCOUNTS = 'Microsoft.Storage/storageAccounts';
export const BLOB_SUFFIX = '.blob.core.windows.net';
const AUDIENCE = 'https://storage.azure.com';
const READERS = ['Storage Blob Data Reader', 'Storage Blob Data Contributor', 'Storage Blob Data Owner'];

/** The blobs of the storage accounts. */
export class BlobStorage {
  private readonly blobs = new Map<string, Buffer>();

  public constructor(private readonly store: Store, private readonly tokens: Tokens) {}

  public set(account: string, container: string, blob: string, content: Buffer): void {
    this.blobs.set(`${account}/${container}/${blob}`, content);
  }

  public async answer(call: Call): Promise<Answer> {
    const account = call.host.slice(0, -BLOB_SUFFIX.length);
    const principal = this.tokens.principalOf(call, AUDIENCE);
    const resource = this.store.ofType(STORAGE_ACCOUNTS).find((each) => sameId(each.name, account));
    if (!resource) throw Refusal.notFound(account);
    if (!hasRole(this.store, principal, resource.id, READERS)) {
      throw new Refusal(403, 'AuthorizationPermissionMismatch', 'This request is not authorized to perform this operation using this permission.');
    }
    const content = this.blobs.get(`${account}${call.path}`);
    if (!content || !['GET', 'HEAD'].includes(call.method)) throw new Refusal(404, 'BlobNotFound', 'The specified blob does not exist.');
    return { status: 200, headers: { 'Content-Type': 'application/octet-stream', 'x-ms-blob-type': 'BlockBlob' }, body: content };
  }
}
