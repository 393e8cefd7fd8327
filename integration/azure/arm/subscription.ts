import { SUBSCRIPTION, TENANT } from '../web/endpoints';
import { Answer, Call } from '../web/server';
import { isWithin, nameOf, Resource, sameId } from './resource';
import { roleDefinition, roleDefinitions } from './roles';
import { Store } from './store';

/** What is asked of a subscription itself, and lists of what is in it. */
export function subscriptionAnswer(call: Call, store: Store): Answer | undefined {
  const path = call.path.replace(/\/$/, '');
  if (call.method !== 'GET') return undefined;
  if (path.toLowerCase() === '/subscriptions') return listOf([subscription()]);
  if (sameId(path, `/subscriptions/${SUBSCRIPTION}`)) return { status: 200, body: subscription() };
  if (/\/providers\/Microsoft\.Authorization\/roleDefinitions$/i.test(path)) return listOf(roleDefinitions(SUBSCRIPTION, call.query.get('$filter')));
  if (/\/providers\/Microsoft\.Authorization\/roleDefinitions\/[^/]+$/i.test(path)) {
    const definition = roleDefinition(SUBSCRIPTION, path);
    return definition && { status: 200, body: definition };
  }
  const list = /^(\/subscriptions\/[^/]+(?:\/resourceGroups\/[^/]+)?)\/(resources|providers|resourceGroups)$/i.exec(path);
  if (list) return listOf(listed(store, list[1], list[2].toLowerCase(), call.query.get('$filter')));
  const ofType = /^(\/subscriptions\/.+)\/([^/]+)$/.exec(path);
  const segments = path.slice(path.toLowerCase().lastIndexOf('/providers/')).split('/').length;
  if (ofType && path.includes('/providers/') && segments % 2 === 0) {
    return listOf(store.all().filter((each) => sameId(each.id, `${path}/${nameOf(each.id)}`)));
  }
  return undefined;
}

function listed(store: Store, scope: string, word: string, filter: string | null): Resource[] {
  if (word === 'providers') return [];
  const type = filter && /resourceType eq '([^']*)'/i.exec(filter)?.[1];
  const name = filter && /name eq '([^']*)'/i.exec(filter)?.[1];
  return store.all().filter((each) => {
    const isGroup = each.type === 'Microsoft.Resources/resourceGroups';
    return isWithin(each.id, scope) && isGroup === (word === 'resourcegroups')
      && (!type || sameId(each.type, type)) && (!name || sameId(each.name, name));
  });
}

function subscription(): object {
  return {
    id: `/subscriptions/${SUBSCRIPTION}`,
    subscriptionId: SUBSCRIPTION,
    tenantId: TENANT,
    displayName: 'azure-lab',
    state: 'Enabled',
    subscriptionPolicies: { locationPlacementId: 'Public_2014-09-01', quotaId: 'PayAsYouGo_2014-09-01', spendingLimit: 'Off' },
  };
}

function listOf(value: object[]): Answer {
  return { status: 200, body: { value } };
}
