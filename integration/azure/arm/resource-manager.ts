import { Answer, Call } from '../web/server';
import { complete } from './completed';
import { Effects } from './effects';
import { elements, placeOf, withIds } from './embedded';
import { Operations } from './operations';
import { Refusal } from './refusal';
import { nameOf, parentOf, Properties, Resource, sameId, typeOf } from './resource';
import { dropSecrets } from './secrets';
import { Store } from './store';
import { subscriptionAnswer } from './subscription';

/** The plugin then asks for the end of a change at once, not after ten seconds. */
const AT_ONCE = { 'X-Go-Azure-Sdk-Skip-Polling-Delay': 'true' };
const INSTANCE_VIEW = /\/instanceView$/i;
const OPERATION = /^\/lab\/operations\/([^/]+)$/;

/** Azure Resource Manager. */
export class ResourceManager {
  private readonly operations = new Operations();

  /**
   * @param origin where this server is reached
   */
  public constructor(private readonly store: Store, private readonly effects: Effects, private readonly origin: string) {}

  public async answer(call: Call): Promise<Answer> {
    const operation = OPERATION.exec(call.path);
    if (operation) return this.operation(operation[1]);
    const id = call.path.replace(/\/$/, '');
    if (INSTANCE_VIEW.test(id)) return { status: 200, body: this.effects.instanceView(this.existing(id.replace(INSTANCE_VIEW, ''))) };
    const answer = subscriptionAnswer(call, this.store);
    if (answer) return answer;
    switch (call.method) {
      case 'GET': return this.get(id, call.query.get('$expand'));
      case 'PUT': return this.put(id, bodyOf(call));
      case 'PATCH': return this.put(id, merged(this.existing(id), bodyOf(call)) as Partial<Resource>);
      case 'DELETE': return this.delete(id);
      case 'POST': return this.post(id, call.query);
      default: throw new Refusal(405, 'MethodNotAllowed', `${call.method} is not known here.`);
    }
  }

  private get(id: string, expand: string | null): Answer {
    const { properties, ...rest } = this.existing(id);
    const { instanceView, ...others } = properties;
    const view = expand?.toLowerCase().includes('instanceview') ? instanceView ?? this.effects.instanceView({ ...rest, properties }) : undefined;
    return { status: 200, body: { ...rest, properties: view ? { ...others, instanceView: view } : others } };
  }

  private async put(id: string, body: Partial<Resource>): Promise<Answer> {
    const previous = this.store.get(id);
    const place = placeOf(id);
    const secrets = structuredClone(body.properties ?? {});
    const own = { id: previous?.id ?? id, name: previous?.name ?? nameOf(id), type: typeOf(id) };
    const resource: Resource = { ...body, ...own, properties: body.properties ?? {} };
    if (place) {
      const before = this.existing(place.owner);
      const owner = structuredClone(before);
      const others = elements(owner, place.collection).filter((each) => !sameId(each.name, resource.name));
      owner.properties[place.collection] = [...others, resource];
      withIds(owner);
      this.store.set(owner);
      await this.effects.stored(owner, owner.properties, false).catch((error: Error) => {
        this.store.set(before);
        throw error;
      });
      return { status: previous ? 200 : 201, headers: AT_ONCE, body: this.existing(id) };
    }
    this.needOwner(id);
    this.effects.check(resource, secrets);
    complete(resource, previous, this.store);
    dropSecrets(resource.type, resource.properties);
    this.store.set(resource);
    const work = await this.effects.stored(resource, secrets, !previous).catch((error: Error) => {
      if (previous) this.store.set(previous);
      else this.store.delete(id);
      throw error;
    });
    const status = previous ? 200 : 201;
    if (!work) return { status, headers: AT_ONCE, body: resource };
    resource.properties.provisioningState = 'Updating';
    const polling = `${this.origin}/lab/operations/${this.operations.start(work)}?api-version=1`;
    return { status, headers: { ...AT_ONCE, 'Azure-AsyncOperation': polling }, body: resource };
  }

  private async delete(id: string): Promise<Answer> {
    const place = placeOf(id);
    if (!this.store.get(id)) return { status: 204, headers: AT_ONCE };
    if (place) {
      const owner = structuredClone(this.existing(place.owner));
      owner.properties[place.collection] = elements(owner, place.collection).filter((each) => !sameId(each.id, id));
      this.store.set(owner);
      await this.effects.stored(owner, owner.properties, false);
    } else {
      await this.effects.dropped(this.store.delete(id));
    }
    return { status: 200, headers: AT_ONCE };
  }

  private async post(path: string, query: URLSearchParams): Promise<Answer> {
    const id = path.slice(0, path.lastIndexOf('/'));
    const body = await this.effects.act(this.existing(id).id, nameOf(path), query);
    return { status: 200, headers: AT_ONCE, body };
  }

  private async operation(name: string): Promise<Answer> {
    const state = await this.operations.look(name);
    if (!state) throw Refusal.notFound(name);
    return { status: 200, headers: AT_ONCE, body: state };
  }

  private existing(id: string): Resource {
    const resource = this.store.get(id);
    if (!resource) throw Refusal.notFound(id);
    return resource;
  }

  /** A resource needs its resource group, and a child its parent. */
  private needOwner(id: string): void {
    const group = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(id)?.[0];
    if (group && !sameId(group, id) && !this.store.get(group)) {
      throw new Refusal(404, 'ResourceGroupNotFound', `Resource group '${nameOf(group)}' could not be found.`);
    }
    const parent = parentOf(id);
    if (typeOf(id).split('/').length > 2 && !this.store.get(parent)) {
      throw new Refusal(404, 'ParentResourceNotFound', `Failed to perform the write: the parent resource '${parent}' could not be found.`);
    }
  }
}

function bodyOf({ body }: Call): Partial<Resource> {
  try {
    return body.length > 0 ? JSON.parse(body.toString('utf8')) : {};
  } catch {
    throw new Refusal(400, 'InvalidRequestContent', 'The request content was invalid and could not be deserialized.');
  }
}

/** JSON merge patch. */
function merged(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result: Properties = typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return result;
}
