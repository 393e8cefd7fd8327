/** A pointer from one resource to another. */
export interface Reference {
  readonly id: string;
}

export type Properties = Record<string, unknown>;

/** A resource as Azure Resource Manager answers it. */
export interface Resource<P = Properties> {
  id: string;
  name: string;
  type: string;
  etag?: string;
  location?: string;
  zones?: string[];
  identity?: Identity;
  properties: P;
}

export interface Identity {
  readonly type: string;
  userAssignedIdentities?: Record<string, { principalId?: string; clientId?: string }>;
}

/** Ids are compared without regard to case. */
export function sameId(one: string | undefined, other: string | undefined): boolean {
  return one?.toLowerCase() === other?.toLowerCase();
}

/** Is this the id of the scope itself, or of something within it? */
export function isWithin(id: string, scope: string): boolean {
  const [lower, outer] = [id.toLowerCase(), scope.toLowerCase().replace(/\/$/, '')];
  return lower === outer || lower.startsWith(`${outer}/`);
}

/** The type of the resource with this id, e.g. `Microsoft.Network/virtualNetworks/subnets`. */
export function typeOf(id: string): string {
  const at = id.toLowerCase().lastIndexOf('/providers/');
  if (at < 0) return /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/i.test(id) ? 'Microsoft.Resources/resourceGroups' : 'Microsoft.Resources/subscriptions';
  const [namespace, ...rest] = id.slice(at + '/providers/'.length).split('/');
  return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/');
}

export function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** The id of the resource that this one is a child of: two segments less. */
export function parentOf(id: string): string {
  return id.split('/').slice(0, -2).join('/');
}
