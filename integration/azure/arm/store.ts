import { elements, placeOf } from './embedded';
import { isWithin, Resource, sameId } from './resource';

/** All resources, found by id. */
export class Store {
  private readonly resources = new Map<string, Resource>();

  public get<P = Resource['properties']>(id: string | undefined): Resource<P> | undefined {
    if (id === undefined) return undefined;
    const place = placeOf(id);
    const owner = place && this.resources.get(place.owner.toLowerCase());
    const found = place
      ? owner && elements(owner, place.collection).find((each) => sameId(each.id, id))
      : this.resources.get(id.toLowerCase());
    return found as Resource<P> | undefined;
  }

  public set(resource: Resource): void {
    this.resources.set(resource.id.toLowerCase(), resource);
  }

  /** Drops the resource and all that is within it. Returns what was dropped. */
  public delete(id: string): Resource[] {
    const dropped = this.all().filter((each) => isWithin(each.id, id));
    dropped.forEach((each) => this.resources.delete(each.id.toLowerCase()));
    return dropped;
  }

  public all(): Resource[] {
    return [...this.resources.values()];
  }

  public ofType<P>(type: string): Resource<P>[] {
    return this.all().filter((each) => each.type.toLowerCase() === type.toLowerCase()) as unknown as Resource<P>[];
  }
}
