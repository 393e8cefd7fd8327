import { Token } from 'cdktf';
import { Route } from './route';
import { ConfigError } from '../checks/config-error';

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

/** Refuses what no browser sends as a host name. A virtual host's file is named after it. */
export function checkServerName(name: string, path: string): void {
  if (/^[A-Za-z0-9*]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(name)) return;
  throw new ConfigError({
    code: 'SERVER_NAME',
    path,
    got: Token.isUnresolved(name) ? 'a server name that is known only after apply' : `the server name "${name}"`,
    why: 'virtual hosts and their files are named after it',
    fix: 'write a domain name, as in shop.example.com',
  });
}
