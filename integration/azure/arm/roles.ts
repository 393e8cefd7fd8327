import { isWithin, nameOf, Resource } from './resource';
import { Store } from './store';

export const ROLE_ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments';

/** The built-in roles that the lab knows, with the names that Azure gives their definitions. */
const ROLES: Record<string, string> = {
  'Key Vault Administrator': '00482a5a-887f-4fb3-b363-3b7fe8e74483',
  'Key Vault Secrets Officer': 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
  'Key Vault Secrets User': '4633458b-17de-408a-b874-0445c86b69e6',
  'Key Vault Reader': '21090545-7ca7-4776-b22c-e363652d74d2',
  'Storage Blob Data Owner': 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  'Storage Blob Data Contributor': 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
  'Storage Blob Data Reader': '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
  'Contributor': 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  'Owner': '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  'Reader': 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
};

export interface RoleAssignment {
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly scope: string;
}

function definition(subscription: string, roleName: string): Resource {
  return {
    id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${ROLES[roleName]}`,
    name: ROLES[roleName],
    type: 'Microsoft.Authorization/roleDefinitions',
    properties: { roleName, type: 'BuiltInRole', description: '', assignableScopes: ['/'], permissions: [] },
  };
}

/** The definitions that a filter such as `roleName eq 'Reader'` leaves. */
export function roleDefinitions(subscription: string, filter: string | null): Resource[] {
  const wanted = filter && /roleName eq '([^']*)'/i.exec(filter)?.[1];
  return Object.keys(ROLES).filter((each) => !wanted || each === wanted).map((each) => definition(subscription, each));
}

export function roleDefinition(subscription: string, id: string): Resource | undefined {
  const name = Object.keys(ROLES).find((each) => ROLES[each] === nameOf(id).toLowerCase());
  return name === undefined ? undefined : definition(subscription, name);
}

/** Was the principal given one of the roles at this resource, or above it? */
export function hasRole(store: Store, principalId: string, resource: string, roles: string[]): boolean {
  return store.ofType<RoleAssignment>(ROLE_ASSIGNMENTS).some(({ properties }) => {
    return properties.principalId === principalId
      && isWithin(resource, properties.scope)
      && roles.some((role) => ROLES[role] === nameOf(properties.roleDefinitionId).toLowerCase());
  });
}
