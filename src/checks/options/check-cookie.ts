import { Token } from 'cdktf';
import { ConfigError } from '../config-error';

/** What RFC 6265 takes, which Tomcat writes its cookies by. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const DOMAIN = /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/;
const PATH = /^\/[ -:<-~]*$/;

/** Tomcat would take any other name, and then fail in every request that gets the cookie; so with a domain and a path. Tokens are left alone. */
export function checkCookieName(what: string, name: string | undefined): void {
  check(what, name, NAME, 'no cookie can have this name', 'use letters, digits, _ and -');
}

export function checkCookieDomain(what: string, domain: string | undefined): void {
  check(what, domain, DOMAIN, 'each label of a domain begins and ends with a letter or a digit', 'write the domain alone, as in example.com: its subdomains get the cookie too');
}

export function checkCookiePath(what: string, path: string | undefined): void {
  check(what, path, PATH, 'a cookie is for a path that begins with a slash, of ASCII characters without a semicolon', 'write it as in /shop');
}

function check(what: string, value: string | undefined, form: RegExp, why: string, fix: string): void {
  if (value === undefined || Token.isUnresolved(value) || form.test(value)) return;
  throw new ConfigError({ code: 'SESSION_COOKIE', path: '', got: `${what} "${value}"`, why, fix });
}
