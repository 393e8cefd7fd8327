import { Route } from './route';
import type { ThrownCode } from '../checks/codes';
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

/** Refuses a virtual host that httpd would never use, or not as meant. */
export function checkVirtualHost(site: VirtualHost, others: VirtualHost[], path: string): void {
  const { serverName, serverAliases = [], routes } = site;
  const refuse = (code: ThrownCode, got: string, why: string, fix: string) => { throw new ConfigError({ code, path, got, why, fix }); };
  for (const name of [serverName, ...serverAliases.map((alias) => alias.replace(/^\*\./, ''))]) {
    if (/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(name)) continue;
    refuse('SERVER_NAME', `the name "${name}" of a virtual host`, 'requests are told apart by it, and its file is named after it',
      'write a domain name, as in shop.example.com; an alias may begin with *.');
  }
  const taken = new Set(others.flatMap(namesOf));
  const name = namesOf(site).find((candidate) => taken.has(candidate));
  if (name) refuse('VIRTUAL_HOST_TAKEN', `a second virtual host ${name}`, 'httpd would only ever use the first', 'put all routes into one call');
  if (routes.length === 0) {
    refuse('ROUTES', `the virtual host ${serverName} without routes`, 'it would answer no request', 'pass routes: [Route.all(cluster)]');
  }
  const twice = routes.find(({ _path }, index) => routes.findIndex((other) => other._path === _path) < index);
  if (twice) {
    refuse('ROUTES', `two routes of ${twice._path} for ${serverName}`, 'mod_jk would only ever use one', 'keep one of them');
  }
}

/** Names as httpd compares them. */
function namesOf({ serverName, serverAliases = [] }: VirtualHost): string[] {
  return [serverName, ...serverAliases].map((name) => name.toLowerCase());
}
