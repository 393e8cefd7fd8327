import { HIDING_PARAMETERS, location } from './path-parameters';
import { FIRST_TIME } from '../ask-again';
import { isPath, PathPattern } from '../path-pattern';
import { isBelow } from '../../text/path';
import { ConfigError } from '../../checks/config-error';
import { directive, HttpdDirective } from '../../text/httpd-directive';

/** What requests of a path and of everything below it may be like. What is passed to Tomcats is in no directory: limits are by path. */
export interface RequestLimit {
  /** Such as `/upload`. The most specific one counts. @default '/' */
  readonly path?: string;
  /**
   * The most bytes that a request may bring with it; 0 is no limit. Larger ones are answered with 413.
   *
   * @default - as for the path above it; httpd's own is 1 GiB
   * @see https://httpd.apache.org/docs/2.4/mod/core.html#limitrequestbody
   */
  readonly limitRequestBodyBytes?: number;
  /**
   * The methods that requests may have, of those of HTTP and WebDAV, such as `GET`, which means HEAD too. Others are answered with 403.
   *
   * @default - as for the path above it
   */
  readonly methods?: string[];
}

/** The methods of HTTP and WebDAV. */
const METHODS = new Set(('GET HEAD POST PUT PATCH DELETE OPTIONS CONNECT TRACE PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK VERSION-CONTROL CHECKOUT UNCHECKOUT '
  + 'CHECKIN UPDATE LABEL REPORT MKWORKSPACE MKACTIVITY BASELINE-CONTROL MERGE').split(' '));

export function checkRequestLimits(limits: RequestLimit[], path: string): void {
  const refuse = (got: string, why: string, fix: string) => { throw new ConfigError({ code: 'REQUEST_LIMIT', path, got, why, fix }); };
  const seen = new Set<string>();
  for (const { path: location = '/', limitRequestBodyBytes, methods } of limits) {
    if (location !== '/' && !isPath(location)) {
      refuse(`a limit for the path "${location}"`, 'a path begins with a slash and ends without one', 'write it as in /upload');
    }
    if (seen.has(location)) refuse(`two limits for ${location}`, 'httpd would only heed the last', 'put them into one');
    seen.add(location);
    if (limitRequestBodyBytes !== undefined && !(Number.isSafeInteger(limitRequestBodyBytes) && limitRequestBodyBytes >= 0)) {
      refuse(`limitRequestBodyBytes ${limitRequestBodyBytes}`, 'it is a number of bytes', 'use a whole number, 0 for no limit');
    }
    const wrong = methods?.find((method) => !METHODS.has(method));
    if (wrong !== undefined) {
      refuse(`the method "${wrong}"`, 'HTTP and WebDAV have no such method', "use theirs, in capital letters, as in ['GET', 'POST']");
    }
    if (methods?.length === 0) refuse(`no methods for ${location}`, 'every request would be refused', 'name at least one, or leave methods out');
  }
}

/**
 * In sections for their paths, the longest last: httpd merges them in their order. They are for bodies that do not say how long they are.
 *
 * @see https://httpd.apache.org/docs/2.4/sections.html#merging
 */
export function bodyLimitSections(limits: RequestLimit[]): HttpdDirective[] {
  return byDepth(limits).flatMap(({ path = '/', limitRequestBodyBytes }) => limitRequestBodyBytes === undefined ? [] : [
    location(path, [directive('LimitRequestBody', limitRequestBodyBytes)]),
  ]);
}

/** Whether a path may be asked for with GET. */
export function takesGet(limits: RequestLimit[], path: string): boolean {
  const methods = byDepth(limits).filter((limit) => limit.methods && isBelow(path, limit.path ?? '/')).at(-1)?.methods;
  return methods === undefined || methods.includes('GET') || methods.includes('HEAD');
}

/** Holds the limit of a request's path while rules are looked at. */
const LIMIT = 'limit-request-body';

/** What says for each path how much a request may bring. */
export function bodyLimitVariables(limits: RequestLimit[]): HttpdDirective[] {
  return byDepth(limits).flatMap(({ path = '/', limitRequestBodyBytes }) => limitRequestBodyBytes === undefined ? [] : [
    directive('SetEnvIf', 'Request_URI', PathPattern.below(path).expression, `${LIMIT}=${limitRequestBodyBytes}`),
  ]);
}

/**
 * A request that says how much it brings, and that it is too much, is answered with 413 before a Tomcat hears of it: mod_jk has begun to talk to
 * one when httpd refuses the body itself, and closes the connection without an answer.
 */
export function bodyLimitRules(limits: RequestLimit[]): HttpdDirective[] {
  if (limits.every(({ limitRequestBodyBytes }) => limitRequestBodyBytes === undefined)) return [];
  const tooMuch = `%{reqenv:${LIMIT}} -gt 0 && %{req_novary:Content-Length} -gt %{reqenv:${LIMIT}} && ${FIRST_TIME}`;
  return [directive('RewriteCond', 'expr', tooMuch), directive('RewriteRule', '^', '-', '[R=413,L]')];
}

/** Holds the methods of a request's path while rules are looked at. */
const METHODS_OF_PATH = 'limit-methods';

/** The name of a method, and after it those that are taken, of which it is none. */
const NOT_TAKEN = '!^([^ ]+) (?:$|(?:.*[|])?\\1(?:[|]|$))';

/**
 * A method that a path does not take is answered with 403. A `Require` would not do: the last section of a path that has one counts, and nothing of
 * those before it. The path is compared as httpd reads it, without escapes, and before mod_jk takes parameters out of it: one whose parameters
 * hide what a Tomcat takes it for is refused.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html#rewriterule
 */
export function methodRules(limits: RequestLimit[]): HttpdDirective[] {
  const said = byDepth(limits).flatMap(({ path = '/', methods }) => methods ? [{ path, methods: withGetAsHead(methods) }] : []);
  if (said.length === 0) return [];
  return [
    ...(said.some(({ path }) => path !== '/') ? [directive('RewriteRule', HIDING_PARAMETERS, '-', '[F]')] : []),
    ...said.map(({ path, methods }) => directive('RewriteRule', PathPattern.below(path).expression, '-', `[E=${METHODS_OF_PATH}:${methods.join('|')}]`)),
    directive('RewriteCond', 'expr', FIRST_TIME),
    directive('RewriteCond', `%{REQUEST_METHOD} %{ENV:${METHODS_OF_PATH}}`, NOT_TAKEN),
    directive('RewriteRule', '^', '-', '[F]'),
  ];
}

/** httpd itself takes one for the other. */
function withGetAsHead(methods: string[]): string[] {
  return methods.some((method) => ['GET', 'HEAD'].includes(method)) ? [...new Set(['GET', 'HEAD', ...methods])] : methods;
}

function byDepth(limits: RequestLimit[]): RequestLimit[] {
  return [...limits].sort((a, b) => depth(a) - depth(b));
}

function depth({ path = '/' }: RequestLimit): number {
  return path === '/' ? 0 : path.split('/').length;
}
