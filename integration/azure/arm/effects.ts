import { Properties, Resource } from './resource';

/** What a change of resources does in the world. */
export interface Effects {
  /**
   * After a resource was stored. `secrets` are the properties as they came, with those that are never answered.
   * Returns the work that goes on after the request was answered, if any.
   */
  stored(resource: Resource, secrets: Properties, isNew: boolean): Promise<Work | undefined>;
  /** Before a resource is stored: throws when it cannot be. */
  check(resource: Resource, secrets: Properties): void;
  /** After resources were dropped. */
  dropped(resources: Resource[]): Promise<void>;
  /** An action, e.g. `deallocate`. */
  act(id: string, action: string, query: URLSearchParams): Promise<object | undefined>;
  /** What is known of a resource only at this moment. */
  instanceView(resource: Resource): object | undefined;
}

/** Fails by returning an error. */
export type Work = () => Promise<{ code: string; message: string } | undefined>;
