import { Route } from './route';

/** What a virtual host of a front end may say. */
export interface VirtualHostOptions {
  /** Where its requests go. The most specific path wins. */
  readonly routes: Route[];
  /** Further names that it answers to. @default - none */
  readonly serverAliases?: string[];
}

/** @internal */
export interface VirtualHost extends VirtualHostOptions {
  readonly serverName: string;
}
